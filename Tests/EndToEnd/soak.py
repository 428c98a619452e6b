# SPDX-License-Identifier: Apache-2.0
"""90: `make soak`, thousands of invocations in one process leave neither memory nor descriptors behind.

Once with an AWS that works, once with one that breaks off, refuses and stalls every few requests: errors have
paths of their own.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from lambda_by_hand import Function, function_on
from nth_fault import SETTINGS, VARIABLES
from Sandbox.fake_aws import FakeAWS

INVOCATIONS = int(os.environ.get("INVOCATIONS", "10000"))
SETTLED_AFTER = 100
# Fewer when requests fail: most of such an invocation is waiting before a retry.
COUNTS = {"healthy": INVOCATIONS, "broken": 1000}
GROWTH = 1 << 20
# Every so many requests one fails; the numbers share no factor with each other or with a run's requests.
BROKEN = [
    (17, {"close": "reset"}),
    (19, {"close": "mid-body"}),
    (23, {"damage": "truncated"}),
    (29, {"damage": "status-line"}),
    (31, {"status": 503, "body": "<html>"}),
    (37, {"close": "before-response"}),
    (41, {"status": 403, "error": "AccessDenied"}),
]


@pytest.mark.time_limit(300 + INVOCATIONS)
@pytest.mark.parametrize("kind", COUNTS)
def test_nothing_is_left_behind(fake: FakeAWS, kind: str) -> None:
    fake.configure(SETTINGS)
    with function_on(fake, **VARIABLES) as function:
        begin = time.monotonic()
        samples = [_sample(fake, function, kind == "broken") for _ in range(COUNTS[kind] // SETTLED_AFTER)]
        seconds = time.monotonic() - begin
    settled, last = samples[0], samples[-1]
    memory, descriptors = max(sample[0] for sample in samples), max(sample[1] for sample in samples)
    print(
        f"\n{kind}: {COUNTS[kind]} invocations in {seconds:.0f} s, resident"
        f" {settled[0] >> 10} KiB after {SETTLED_AFTER}, {memory >> 10} at most, {last[0] >> 10} at the end;"
        f" descriptors {settled[1]}, {descriptors} at most, {last[1]} at the end"
    )
    assert memory - settled[0] < GROWTH, [sample[0] >> 10 for sample in samples]
    # The number of open connections varies; a leak only grows.
    counts = [sample[1] for sample in samples]
    half = len(counts) // 2
    assert min(counts[half:]) <= max(counts[:half]), counts


def _sample(fake: FakeAWS, function: Function, broken: bool) -> tuple[int, int]:
    """A hundred invocations, then the resident bytes and the open descriptors."""
    fake.reset()
    if broken:
        fake.change(faults=[{"match": {"nth": list(range(every, 3000, every))}, "do": do} for every, do in BROKEN])
    for _ in range(SETTLED_AFTER):
        function.invoke()
    process = Path(f"/proc/{function.process.pid}")
    resident = int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return resident, len(list((process / "fd").iterdir()))
