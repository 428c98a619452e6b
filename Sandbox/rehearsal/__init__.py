# SPDX-License-Identifier: Apache-2.0
"""`make rehearse`: the template's whole life in a local AWS, from the real `sam deploy` to its removal.

The local AWS is ministack, in a process and a Python environment of its own. `engine` is that process: ministack with
what it judges otherwise than AWS corrected (`authorization`, `services`) and two controls that AWS does not have
(`controls`). All other modules are its administrator, and talk to it as to AWS: `cloud` starts it, `account` fills it,
`template` and `deployment` bring the stack in, `runs`, `alarms` and `inventory` look at it, `story` tells it.
"""
