# SPDX-License-Identifier: Apache-2.0
"""`make test-faults`: from the n-th request on everything fails, for every n and in every way; also side by side, and
with a ledger, where the event is run again at once and a period later.
"""

from __future__ import annotations

import pytest

from nth_fault import MODES, OPERATIONS, run
from Sandbox.fake_aws import FakeAWS
from test_ledger_faults import REQUESTS, play

# The function waits out throttling until its deadline, so the deadline must be near.
SECONDS = 1.5


@pytest.mark.parametrize("width", [1, 4])
@pytest.mark.parametrize("n", range(1, len(OPERATIONS) + 1))
@pytest.mark.parametrize("mode", MODES)
def test_everything_fails_from_here_on(fake: FakeAWS, mode: str, n: int, width: int) -> None:
    run(fake, MODES[mode], n, SECONDS, width)


@pytest.mark.parametrize("n", REQUESTS)
@pytest.mark.parametrize("mode", MODES)
def test_everything_fails_from_here_on_with_a_ledger(fake: FakeAWS, mode: str, n: int) -> None:
    play(fake, MODES[mode], n, SECONDS)
