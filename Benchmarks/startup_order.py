# SPDX-License-Identifier: Apache-2.0
"""Writes the list of functions that run before the first poll; the linker places them next to each other.

The executable is mapped page by page as it is used, and the kernel maps neighbouring pages with it: functions
next to each other cost a quarter of the page faults. Needs valgrind, and an executable that still has its symbols.

usage: python3 -m Benchmarks.startup_order EXECUTABLE LIST
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from .function import ROOT, Kind, run

HEADER = "# The functions that a start runs, for the linker to lay side by side. Made by `make startup-order`.\n"


def main(executable: str, listing: str) -> None:
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        sys.exit("valgrind is missing: get it with apt-get install valgrind")
    profile = ROOT / ".build/bench/startup.callgrind"
    options = ("--quiet", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={profile}")
    run(Kind("start", (valgrind, *options, str(Path(executable).absolute())), {}), {}, start_only=True)
    names = re.findall(r"^c?fn=\(\d+\) ([A-Za-z_$][^\s']*)", profile.read_text(), re.MULTILINE)
    Path(listing).write_text(HEADER + "".join(f"{name}\n" for name in sorted(set(names))))


main(*sys.argv[1:])
