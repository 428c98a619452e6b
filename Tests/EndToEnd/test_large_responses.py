# SPDX-License-Identifier: Apache-2.0
"""72: large responses that arrive together: memory stays far below the function's 128 MB."""

from __future__ import annotations

from pathlib import Path

import pytest

from accounts import stale_users
from lambda_by_hand import function_on
from Sandbox.fake_aws import FakeAWS, Settings

USERS = 96
LARGE = "x" * 8_000_000
# Three times what a run of 5,000 users takes.
MOST = 40 << 20


@pytest.mark.parametrize("width", [16, 64])
def test_large_responses_that_arrive_together(fake: FakeAWS, width: int) -> None:
    fake.configure(Settings(account=stale_users(*(f"user-{number}@example.com" for number in range(USERS)))))
    fake.change(faults=[{"match": {"operation": "ListAccessKeys"}, "do": {"status": 200, "body": LARGE}}])
    with function_on(fake, MAX_CONCURRENCY=str(width)) as function:
        response = function.invoke()
        status = Path(f"/proc/{function.process.pid}/status").read_text()
    assert {failure["code"] for failure in response["failures"]} <= {"MalformedAnswer", "OutOfTime"}
    assert len(response["failures"]) == USERS
    peak = next(int(line.split()[1]) << 10 for line in status.splitlines() if line.startswith("VmHWM"))
    assert peak < MOST, f"{peak >> 20} MiB"
