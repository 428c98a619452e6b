# SPDX-License-Identifier: Apache-2.0
"""What an executable's ELF header says of it: the processor, in Lambda's words."""

import struct

MACHINES = {62: "x86_64", 183: "arm64"}  # EM_X86_64, EM_AARCH64


def architecture(image):
    """`x86_64` or `arm64`. Raises ValueError for bytes that Lambda could not run on either."""
    if image[:6] != b"\x7fELF\x02\x01":
        raise ValueError("it is not a 64-bit little-endian ELF file, which Lambda runs")
    (machine,) = struct.unpack_from("<H", image, 18)
    if machine not in MACHINES:
        raise ValueError(f"it was built for a processor that Lambda does not have (ELF machine {machine})")
    return MACHINES[machine]
