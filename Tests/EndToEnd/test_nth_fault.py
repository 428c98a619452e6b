# SPDX-License-Identifier: Apache-2.0
"""27, 29, 30, 42, 43, 44, 62, 64, 66, 67, 68: the n-th request of a run fails, for every n, in every way.

What must be true then stands in `nth_fault`. `make test-faults` lets all that follow fail too.
"""

from __future__ import annotations

import pytest

from lambda_by_hand import function_on
from nth_fault import MODES, OPERATIONS, SETTINGS, VARIABLES, run
from Sandbox.fake_aws import FakeAWS


def test_the_run_makes_the_requests_that_are_counted(fake: FakeAWS) -> None:
    fake.configure(SETTINGS)
    with function_on(fake, MAX_CONCURRENCY="1", **VARIABLES) as function:
        assert function.invoke()["complete"]
    assert [request.operation for request in fake.requests] == OPERATIONS


@pytest.mark.parametrize("n", range(1, len(OPERATIONS) + 1))
@pytest.mark.parametrize("mode", MODES)
def test_one_request_fails(fake: FakeAWS, mode: str, n: int) -> None:
    run(fake, MODES[mode], n)
