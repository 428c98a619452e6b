# SPDX-License-Identifier: Apache-2.0
"""`make rehearse`: the template's whole life in a local AWS, from the real `sam deploy` to its removal.

The local AWS is ministack, in its own process and Python environment. `engine` is that process: ministack with
corrections where it differs from AWS (`authorization`, `services`) and two controls that AWS does not have
(`controls`). All other modules act as its administrator, and call it like AWS: `cloud` starts it, `account` fills it,
`template` and `deployment` deploy the stack, `runs`, `alarms` and `inventory` look at it, and `story` has the steps.
"""
