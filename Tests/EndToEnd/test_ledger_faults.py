# SPDX-License-Identifier: Apache-2.0
"""94, 99, 100, 101, 102, 103: with a ledger, the n-th request of a run fails, for every n, in every way of `nth_fault`;
the event is run again at once, and once more a period later. And the process is killed at every request.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from accounts import checked, outcomes, stages, stale_users
from lambda_by_hand import function_on
from nth_fault import ADMIN, ANA, BEN, MODES, Mode, fail
from Sandbox.fake_aws import FakeAWS, Settings
from test_ledger import ON_THE_FAKE, let_a_period_pass, wait_for

OWNERS = (ANA, BEN)
VARIABLES = {"MAX_CONCURRENCY": "1", "ADMIN_EMAIL": ADMIN, **ON_THE_FAKE}
CLAIM_SEND_RECORD = ["UpdateItem", "SendEmail", "UpdateItem"]
READS = ["ListUsers", "GetAccountSummary", *["ListAccessKeys", "GetAccessKeyLastUsed"] * 2]
# The ledger, the owners' mails; the lines of earlier runs, the admins' mail, the line of this run.
OPERATIONS = ["Query", "GetAccount", *CLAIM_SEND_RECORD * 2, "Query", *CLAIM_SEND_RECORD, "UpdateItem"]
REQUESTS = range(1, len(READS) + len(OPERATIONS) + 1)


def test_the_run_makes_the_requests_that_are_counted(fake: FakeAWS) -> None:
    fake.configure(Settings(account=stale_users(*OWNERS)))
    with function_on(fake, **VARIABLES) as function:
        assert function.invoke()["complete"]
    operations = [request.operation for request in fake.requests]
    assert sorted(operations[: len(READS)]) == sorted(READS) and operations[len(READS) :] == OPERATIONS


@pytest.mark.parametrize("n", REQUESTS)
@pytest.mark.parametrize("mode", MODES)
def test_one_request_fails(fake: FakeAWS, mode: str, n: int) -> None:
    play(fake, MODES[mode], n)


def play(fake: FakeAWS, mode: Mode, n: int, lasting_seconds: float | None = None) -> None:
    """The n-th request fails, and the invocation is repeated; a period later everybody is mailed.

    `lasting_seconds`: all requests behind it fail too, and the invocation may take so long.
    """
    fake.configure(Settings(account=stale_users(*OWNERS)))
    with function_on(fake, **VARIABLES) as function:
        fail(fake, mode, n, lasting=lasting_seconds is not None)
        first = function.invoke(lasting_seconds or mode.seconds)
        fake.change(faults=[])
        fake.accept()
        check_the_first(first, mails(fake))
        second = checked(function.invoke())
        check_the_second(second, mails(fake))
        let_a_period_pass(fake)
        fake.reset()
        third = checked(function.invoke())
        assert third["complete"] and set(outcomes(third).values()) == {"sent"}, third
        assert mails(fake) == Counter(OWNERS)


def kill(fake: FakeAWS, n: int, done: bool) -> None:
    """A run whose process dies while it waits for the response to the n-th request, or, behind the last, with its own
    response unread. `done`: the request has done its work."""
    fake.change(faults=[{"match": {"nth": n}, "do": {"stall": True, "after": done}}])
    with function_on(fake, **VARIABLES) as function:
        function.give_event()
        if n in REQUESTS:
            wait_for(lambda: any(request.do for request in fake.requests))
        else:
            assert function.api.next_call().path.endswith("/response")
        function.process.kill()
    fake.change(faults=[])


@pytest.mark.parametrize("done", [False, True], ids=["not done", "done"])
@pytest.mark.parametrize("n", [*REQUESTS, len(REQUESTS) + 1])
def test_killed_at_every_request_and_run_again(fake: FakeAWS, n: int, done: bool) -> None:
    """The same event by another process, as Lambda repeats it, then the next period: each row of a crash."""
    fake.configure(Settings(account=stale_users(*OWNERS)))
    kill(fake, n, done)
    # Which of the mails it was about, and how many of claim, mail and record were done.
    requests = n - 1 + done - len(READS) - 2
    # Before the admins' mail the lines of earlier runs are read.
    place, steps = divmod(requests - (requests > 3 * len(OWNERS)), 3)
    expected = {
        owner: "alreadyReminded" if place > number else ("sent", "alreadyTried", "alreadyTried")[steps]
        for number, owner in enumerate(OWNERS)
        if place >= number
    }
    # Claimed, and nobody knows that it was not sent.
    lost = {(*OWNERS, ADMIN)[place]} if 0 <= place <= len(OWNERS) and steps == 1 else set()
    with function_on(fake, **VARIABLES) as function:
        again = checked(function.invoke())
        assert again["complete"] and outcomes(again) == {**dict.fromkeys(OWNERS, "sent"), **expected}, again
        assert everybody_mailed(fake) == Counter({*OWNERS, ADMIN} - lost)
        let_a_period_pass(fake)
        fake.reset()
        later = checked(function.invoke())
        assert later["complete"] and set(outcomes(later).values()) == {"sent"}, later
        assert everybody_mailed(fake) == Counter([*OWNERS, ADMIN])


def everybody_mailed(fake: FakeAWS) -> Counter[str]:
    return Counter(recipient for mail in fake.mails for recipient in mail.recipients)


def mails(fake: FakeAWS) -> Counter[str]:
    """Those to the owners; the admins get a report of each run."""
    return Counter(mail.recipients[0] for mail in fake.mails if mail.recipients[0] in OWNERS)


def check_the_first(response: dict[str, Any], mailed: Counter[str]) -> None:
    """Nobody got two mails, and whoever got none is named, or the whole run failed before the first mail."""
    assert all(count == 1 for count in mailed.values()), mailed
    if "errorType" in response:
        assert response["errorType"].startswith("Function.") and not mailed, response
        return
    said, failed = outcomes(checked(response)), stages(response)
    for owner in OWNERS:
        if owner in mailed:
            assert said[owner] in ("sent", "unknown"), response
        else:
            # None: the list of users itself was not read to its end in time.
            assert said.get(owner) != "sent" and failed.keys() & {owner, None}, response


def check_the_second(response: dict[str, Any], mailed: Counter[str]) -> None:
    """Still nobody has two mails; whoever has none is said to have been tried."""
    assert all(count == 1 for count in mailed.values()), mailed
    for owner in OWNERS:
        assert owner in mailed or outcomes(response)[owner] == "alreadyTried", response
