# SPDX-License-Identifier: Apache-2.0
"""Measures and prints the table, as Markdown. Progress goes to standard error."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from . import limits
from .aws import AWS
from .ceiling import requests_per_second
from .function import BOTO3, ROOT, SWIFT, Cost, run

USERS, STALE_PERCENT = 1000, 10
STALE = USERS * STALE_PERCENT // 100
# ListUsers and GetAccount; ListAccessKeys; GetAccessKeyLastUsed and SendEmail.
CALLS = 2 + USERS + 2 * STALE
LATENCY_MS = 20
MIB = 1 << 20


def main() -> None:
    begin = time.monotonic()
    width = default_width()
    print(f"Measured {time.strftime('%Y-%m-%d')}: {machine()}. Width (`MAX_CONCURRENCY`) {width}.\n")
    print("| figure | goal | KeyReminder | Python, boto3 | ratio |\n| --- | --- | --- | --- | --- |")
    for measure in (starts, runs, small_machine, many_users, over_tls, throttled, package):
        say(measure.__doc__)
        measure(width)
    print(f"\n{ceiling(width)}\n\nThe whole took {time.monotonic() - begin:.0f} s.\n")
    micro()


def starts(_: int) -> None:
    """starts"""
    ours = repeat(20, lambda: run(SWIFT, {}, start_only=True))
    theirs = repeat(20, lambda: run(BOTO3, {}, start_only=True))
    compare("process start to first `GET next`, median of 20", "≤ 4 ms, ≤ 1/100", ours, theirs, "start", ms)
    compare("resident memory at first poll", "≤ 8 MiB", ours, theirs, "resident", mib)


def runs(width: int) -> None:
    """a run of 1,000 users"""
    with AWS(USERS) as aws:
        aws.change(latency_ms=LATENCY_MS)
        ours = repeat(5, lambda: checked(aws, run(SWIFT, aws.environment)))
        theirs = [checked(aws, run(BOTO3, aws.environment))]
    compare(f"processor time per API call ({CALLS:,} calls)", "≤ 0.15 ms", ours, theirs, "processor", ms, 1 / CALLS)
    ideal = 1.15 * CALLS * LATENCY_MS / 1000 / width
    compare(f"wall time, {LATENCY_MS} ms a call", f"≤ {ideal:.2f} s", ours, theirs, "wall", seconds)


def small_machine(_: int) -> None:
    """the same at 128 MB, which is slow"""
    try:
        with AWS(USERS) as aws, limits.lambda_128() as groups:
            aws.change(latency_ms=LATENCY_MS)
            ours = repeat(3, lambda: checked(aws, run(SWIFT, aws.environment, groups)))
            theirs = [checked(aws, run(BOTO3, aws.environment, groups))]
    except limits.Unlimited as problem:
        row("the same at 128 MB", "≤ 1/15", f"not tried: {problem}")
        return
    compare("the same at 128 MB and 7.2 % of a processor", "≤ 1/15", ours, theirs, "wall", seconds)


def many_users(_: int) -> None:
    """5,000 users"""
    with AWS(5000, keys_per_user=2) as aws:
        ours = repeat(3, lambda: run(SWIFT, aws.environment))
    row("5,000 users × 2 keys: peak resident memory", "≤ 20 MiB", mib(middle(ours, "peak")))


def over_tls(_: int) -> None:
    """TLS"""
    with AWS(0) as plain, AWS(0, tls=True) as secure:
        without = middle(repeat(9, lambda: run(SWIFT, plain.environment)), "processor")
        ours = repeat(9, lambda: run(SWIFT, secure.environment))
        theirs = repeat(3, lambda: run(BOTO3, secure.environment))
        certificates = secure.trust.read_text().count("BEGIN CERTIFICATE")
    name = f"processor time from start to end of a run without users over TLS, bundle of {certificates}"
    compare(f"{name} (over HTTP: {ms(without)})", "≤ 10 ms", ours, theirs, "processor", ms)


def throttled(_: int) -> None:
    """throttling"""
    with AWS(USERS) as aws:
        aws.change(latency_ms=LATENCY_MS, throttle={"iam": {"rate": 50, "burst": 20}})
        cost = run(SWIFT, aws.environment)
        refused = aws.counts()["throttled"]
    said = f"{seconds(cost.wall)}, {refused} refused, {'complete' if cost.response['complete'] else 'not complete'}"
    least = (1 + USERS + STALE - 20) / 50
    row("IAM limited to 50 calls a second, 20 at once", f"{least:.0f} s is the least", said)


def package(_: int) -> None:
    """the package"""
    size = (ROOT / "dist/bootstrap.zip").stat().st_size
    row("`dist/bootstrap.zip`", "≤ 6 MB", f"{size / 1e6:.1f} MB")


def ceiling(width: int) -> str:
    with AWS(1) as aws:
        rate = requests_per_second(aws.port, width)
        aws.change(latency_ms=LATENCY_MS)
        waited = width / requests_per_second(aws.port, width)
    return (
        f"The fake AWS does not limit the figures: at `MAX_CONCURRENCY` {width} it responds to {rate:,.0f} requests a "
        f"second of a client that only repeats the same bytes, while {LATENCY_MS} ms a call allow the function "
        f"{width / LATENCY_MS * 1000:,.0f}. With a delay of {LATENCY_MS} ms, that client waits {ms(waited)}."
    )


def micro() -> None:
    subprocess.run([os.environ.get("MICRO", ROOT / ".build/bench/micro/release/micro")], check=True)


def checked(aws: AWS, cost: Cost) -> Cost:
    """A run that did not do what was expected does not count as a measurement."""
    operations = aws.counts()["operations"]
    if sum(operations.values()) != CALLS:
        raise RuntimeError(f"{CALLS} calls were expected, but there were {operations}")
    return cost


def default_width() -> int:
    """The default in the sources, so that the table always names the right one."""
    source = (ROOT / "Sources/ReminderFunction/Configuration/Configuration.swift").read_text()
    line = next(line for line in source.splitlines() if '"MAX_CONCURRENCY"' in line)
    return int(line.rsplit("?? ", 1)[1])


def repeat(count: int, measure: Callable[[], Cost]) -> list[Cost]:
    return [measure() for _ in range(count)]


def middle(costs: list[Cost], figure: str) -> float:
    return median(getattr(cost, figure) for cost in costs)


def compare(
    name: str,
    goal: str,
    ours: list[Cost],
    theirs: list[Cost],
    figure: str,
    show: Callable[[float], str],
    factor: float = 1,
) -> None:
    one, other = middle(ours, figure) * factor, middle(theirs, figure) * factor
    row(name, goal, show(one), show(other), f"1/{other / one:.0f}")


def row(name: str, goal: str, ours: str, theirs: str = "–", ratio: str = "–") -> None:
    print(f"| {name} | {goal} | {ours} | {theirs} | {ratio} |", flush=True)


def ms(value: float) -> str:
    return f"{value * 1000:.{3 if value < 0.001 else 1}f} ms"


def seconds(value: float) -> str:
    return f"{value:.2f} s"


def mib(value: float) -> str:
    return f"{value / MIB:.1f} MiB"


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return (
        f"{os.cpu_count()} processors, {memory:.0f} GiB, Linux {platform.release().split('-')[0]} {platform.machine()}"
    )


def say(text: str | None) -> None:
    print(f"bench: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
