# SPDX-License-Identifier: Apache-2.0
"""Compares dist/bootstrap with another executable of this project, in the same minutes on the same machine.

The two take turns, so that what else the machine does meets both, and the median of each pair's ratio is told.

usage: python3 -m Benchmarks.versus EXECUTABLE
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from . import limits
from .aws import AWS
from .function import SWIFT, Cost, Kind, run

USERS, LATENCY_MS, MIB = 1000, 20, 1 << 20
Run = Callable[[Kind], Cost]


def main(other: str) -> None:
    before = Kind("before", (str(Path(other).absolute()),), {})
    print("| figure | before | now | ratio |\n| --- | --- | --- | --- |")
    starts = alternate(before, 100, lambda kind: run(kind, {}, start_only=True))
    row("start to first poll", starts, "start", 1e3, "ms")
    row("processor time of a start", starts, "processor", 1e3, "ms")
    row("resident memory at first poll", starts, "resident", 1 / MIB, "MiB")
    with AWS(USERS) as aws:
        aws.change(latency_ms=LATENCY_MS)
        runs = alternate(before, 15, lambda kind: run(kind, aws.environment))
    row(f"processor time of a run over {USERS:,} users", runs, "processor", 1e3, "ms")
    row("its wall time, 20 ms a call", runs, "wall", 1e3, "ms")
    row("its peak resident memory", runs, "peak", 1 / MIB, "MiB")
    small_machine(before)
    with AWS(5000, keys_per_user=2) as aws:
        many = alternate(before, 5, lambda kind: run(kind, aws.environment))
    row("peak resident memory, 5,000 users × 2 keys", many, "peak", 1 / MIB, "MiB")
    with AWS(0, tls=True) as aws:
        secure = alternate(before, 25, lambda kind: run(kind, aws.environment))
    row("processor time of a run without users over TLS", secure, "processor", 1e3, "ms")


def small_machine(before: Kind) -> None:
    try:
        with AWS(USERS) as aws, limits.lambda_128() as groups:
            aws.change(latency_ms=LATENCY_MS)
            runs = alternate(before, 5, lambda kind: run(kind, aws.environment, groups))
    except limits.Unlimited as problem:
        print(f"| the same run at 128 MB | not tried: {problem} | | |")
        return
    row("wall time of the same run at 128 MB", runs, "wall", 1e3, "ms")


def alternate(before: Kind, count: int, measure: Run) -> list[tuple[Cost, Cost]]:
    return [(measure(before), measure(SWIFT)) for _ in range(count)]


def row(name: str, pairs: list[tuple[Cost, Cost]], figure: str, scale: float, unit: str) -> None:
    values = [(getattr(before, figure), getattr(now, figure)) for before, now in pairs]
    before, now = (median(pair[index] for pair in values) * scale for index in (0, 1))
    ratio = median(now / before for before, now in values)
    print(f"| {name} | {before:.2f} {unit} | {now:.2f} {unit} | {ratio:.3f} |", flush=True)


main(*sys.argv[1:])
