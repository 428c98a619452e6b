# SPDX-License-Identifier: Apache-2.0
"""A Lambda function of 128 MB made of cgroups, version 1 or 2: its memory, and its share of a processor.

Lambda gives 1,769 MB one processor and less memory a part of it in proportion: 128 MB get 7.2 %.
https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

MEMORY = 128 << 20
PERIOD_US = 20_000
QUOTA_US = PERIOD_US * 128 // 1769
CGROUPS = Path("/sys/fs/cgroup")
V1 = {
    "cpu": {"cpu.cfs_period_us": PERIOD_US, "cpu.cfs_quota_us": QUOTA_US},
    "memory": {"memory.limit_in_bytes": MEMORY},
}
V2 = {"cpu.max": f"{QUOTA_US} {PERIOD_US}", "memory.max": MEMORY}


class Unlimited(Exception):
    """This machine has no cgroups that we may make; the text says what is in the way."""


@contextmanager
def lambda_128() -> Iterator[list[str]]:
    """The files into which a process writes its id to be limited."""
    with ExitStack() as made:
        try:
            if (CGROUPS / "cgroup.controllers").exists():
                folders = [made.enter_context(_cgroup(_own("", CGROUPS), V2))]
            else:
                folders = [
                    made.enter_context(_cgroup(_own(name, CGROUPS / name), limits)) for name, limits in V1.items()
                ]
        except OSError as problem:
            raise Unlimited(f"{problem.strerror}: {problem.filename}") from problem
        yield [str(folder / "cgroup.procs") for folder in folders]


def _own(controller: str, root: Path) -> Path:
    """This process's own cgroup: a limit never takes a process out of those that hold already."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, names, path = line.split(":", 2)
        if controller in names.split(","):
            return root / path.lstrip("/")
    return root


@contextmanager
def _cgroup(parent: Path, limits: dict[str, object]) -> Iterator[Path]:
    folder = parent / f"key-reminder-bench-{os.getpid()}"
    folder.mkdir()
    try:
        for name, value in limits.items():
            (folder / name).write_text(f"{value}")
        yield folder
    finally:
        folder.rmdir()
