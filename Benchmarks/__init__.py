# SPDX-License-Identifier: Apache-2.0
"""What the function costs: `make bench` prints the table of docs/PERFORMANCE.md, measured here and now.

`function` starts the real bootstrap (or the same job on boto3, in
`boto3_handler`) and reads its processor time and memory from the kernel, `limits` is a 128 MB Lambda made of cgroups,
`aws` is Sandbox's fake in a process of its own, `ceiling` shows that the fake is not what is measured.
`Micro` is a Swift package of its own: signing, reading XML, writing a mail.
"""
