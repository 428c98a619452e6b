# SPDX-License-Identifier: Apache-2.0
"""94, 99, 100, 101, 102, 103: with a ledger, the n-th request of a run fails, for every n from the reading on, in
every way of `nth_fault`; the event is run again at once, and once more a period later.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from accounts import checked, outcomes, stages, stale_users
from lambda_by_hand import PATIENCE, Function, function_on
from nth_fault import ADMIN, ANA, BEN, MODES, Mode
from Sandbox.fake_aws import FakeAWS, Settings
from test_ledger import ON_THE_FAKE, let_a_period_pass

OWNERS = (ANA, BEN)
VARIABLES = {"MAX_CONCURRENCY": "1", "ADMIN_EMAIL": ADMIN, **ON_THE_FAKE}
CLAIM_SEND_RECORD = ["UpdateItem", "SendEmail", "UpdateItem"]
OPERATIONS = ["Query", "GetAccount", *CLAIM_SEND_RECORD * 3]


def before(fake: FakeAWS) -> int:
    """How many requests come before the ledger is read."""
    operations = [request.operation for request in fake.requests]
    assert operations[operations.index("Query") :] == OPERATIONS
    return operations.index("Query")


def test_the_run_makes_the_requests_that_are_counted(fake: FakeAWS) -> None:
    fake.configure(Settings(account=stale_users(*OWNERS)))
    with function_on(fake, **VARIABLES) as function:
        assert function.invoke()["complete"]
    assert before(fake) == READS


# The list of users, the keys and the last uses of two, the account's summary.
READS = 6


@pytest.mark.parametrize("n", range(READS + 1, READS + len(OPERATIONS) + 1))
@pytest.mark.parametrize("mode", MODES)
def test_one_request_fails(fake: FakeAWS, mode: str, n: int) -> None:
    fake.configure(Settings(account=stale_users(*OWNERS)))
    with function_on(fake, **VARIABLES) as function:
        first = fail(fake, function, MODES[mode], n)
        mailed = mails(fake)
        check_the_first(first, mailed)
        second = checked(function.invoke())
        check_the_second(second, mails(fake))
        let_a_period_pass(fake)
        fake.reset()
        third = checked(function.invoke())
        assert third["complete"] and set(outcomes(third).values()) == {"sent"}, third
        assert mails(fake) == Counter(OWNERS)


def fail(fake: FakeAWS, function: Function, mode: Mode, n: int) -> dict[str, Any]:
    if mode.refuses:
        fake.change(faults=[{"match": {"nth": n - 1}, "do": {"refuse_ms": 20}}])
    else:
        fake.change(faults=[{"match": {"nth": n}, "do": mode.do}])
    response = function.invoke(mode.seconds if mode.seconds < PATIENCE else PATIENCE)
    fake.accept()
    fake.change(faults=[])
    return response


def mails(fake: FakeAWS) -> Counter[str]:
    """Those to the owners; the admins get a report of each run."""
    return Counter(mail.recipients[0] for mail in fake.mails if mail.recipients[0] in OWNERS)


def check_the_first(response: dict[str, Any], mailed: Counter[str]) -> None:
    """Nobody got two mails, and whoever got none is named, or the whole run failed before the first mail."""
    assert all(count == 1 for count in mailed.values()), mailed
    if "errorType" in response:
        assert response["errorType"] == "Function.LedgerUnavailable" and not mailed, response
        return
    said, failed = outcomes(checked(response)), stages(response)
    for owner in OWNERS:
        assert (said[owner] in ("sent", "unknown")) if owner in mailed else owner in failed, response


def check_the_second(response: dict[str, Any], mailed: Counter[str]) -> None:
    """Still nobody has two mails; whoever has none is said to have been tried."""
    assert all(count == 1 for count in mailed.values()), mailed
    for owner in OWNERS:
        assert owner in mailed or outcomes(response)[owner] == "alreadyTried", response
