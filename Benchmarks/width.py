# SPDX-License-Identifier: Apache-2.0
"""Costs and gains of MAX_CONCURRENCY (the width): the wall time of 1,000 users at 128 MB, by width and by AWS's speed.

usage: python3 -m Benchmarks.width
"""

from __future__ import annotations

import sys
from statistics import median

from . import limits
from .aws import AWS
from .function import SWIFT, run

USERS = 1000
WIDTHS = (4, 8, 16, 32, 64)
# A column's name, what AWS is told, whether it speaks TLS, how many runs: what waits for minutes hardly varies.
KINDS = [
    ("10 ms a call", {"latency_ms": 10}, False, 3),
    ("30 ms", {"latency_ms": 30}, False, 3),
    ("30 ms, TLS", {"latency_ms": 30}, True, 3),
    ("100 ms", {"latency_ms": 100}, False, 1),
    ("30 ms, 50 calls/s", {"latency_ms": 30, "throttle": {"iam": {"rate": 50, "burst": 20}}}, False, 1),
]


def main() -> None:
    try:
        with limits.lambda_128() as groups:
            columns = [column(groups, *kind) for kind in KINDS]
    except limits.Unlimited as problem:
        sys.exit(f"not tried: {problem}")
    print("| width | " + " | ".join(kind[0] for kind in KINDS) + " |\n| --- |" + " --- |" * len(KINDS))
    for width, *row in zip(WIDTHS, *columns, strict=True):
        print(f"| {width} | " + " | ".join(f"{seconds:.1f}" for seconds in row) + " |")


def column(groups: list[str], name: str, settings: dict[str, object], tls: bool, runs: int) -> list[float]:
    print(f"bench: {name}", file=sys.stderr)
    with AWS(USERS, tls=tls) as aws:
        return [wall(aws, groups, settings, width, runs) for width in WIDTHS]


def wall(aws: AWS, groups: list[str], settings: dict[str, object], width: int, runs: int) -> float:
    """The median of the runs, of which each finds the buckets full."""
    times = []
    for _ in range(runs):
        aws.change(**settings)
        times.append(run(SWIFT, {**aws.environment, "MAX_CONCURRENCY": str(width)}, groups).wall)
    return median(times)


main()
