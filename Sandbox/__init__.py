# SPDX-License-Identifier: Apache-2.0
"""The local AWS that `make run` and the end-to-end tests share.

There are two of them. `local_aws` is moto: an independent judge of signatures and policies, loaded with the
sample account. `fake_aws` is our own: it has pages, faults, throttling and latency, and keeps every mail whole.
`emulator` runs the real bootstrap under AWS's Runtime Interface Emulator against either of them.
`rehearsal` deploys the template into a third local AWS, ministack, which runs the function as a part of a stack.
"""
