# SPDX-License-Identifier: Apache-2.0
"""What the function costs: `make bench` measures and prints the table of docs/PERFORMANCE.md.

`function` starts the real bootstrap (or the same job on boto3, in
`boto3_handler`) and reads its processor time and memory from the kernel, `limits` is a 128 MB Lambda made of cgroups,
`aws` is Sandbox's fake in its own process, `ceiling` shows that the fake does not limit the figures.
`Micro` is a separate Swift package: signing, reading XML, writing a mail.
"""
