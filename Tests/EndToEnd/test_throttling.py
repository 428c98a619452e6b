# SPDX-License-Identifier: Apache-2.0
"""Throttling is not failure: the run slows down to what the service allows, and nobody is left out."""

from __future__ import annotations

from accounts import NAMES, checked, response_of, stale_users
from conftest import Functions
from lambda_by_hand import function_on
from Sandbox.fake_aws import Account, FakeAWS, Settings
from Sandbox.fake_aws.settings import Limit


def test_an_iam_that_throttles_is_asked_at_its_own_pace(fake: FakeAWS, functions: Functions) -> None:
    """The full size, 1,000 users at 50 a second, takes 20 s: see docs/TESTING.md."""
    throttle = {"iam": Limit(rate=100, burst=20)}
    fake.configure(Settings(Account.generated(200), latency_ms=20, throttle=throttle))
    response = response_of(functions.on(fake).invoke({"dryRun": True}))
    assert response["complete"] and response["users"]["checked"] == 200
    assert 0 < fake.counts["throttled"] <= 0.25 * len(fake.requests)


def test_throttling_without_end_is_called_by_its_name(fake: FakeAWS) -> None:
    """In the failures of refused users and of users who were never read: a longer timeout alone does not help."""
    fake.configure(Settings(Account.generated(100)))
    slow = {"error": "Throttling", "status": 400, "message": "Rate exceeded"}
    fake.change(faults=[{"match": {"operation": "ListAccessKeys"}, "do": slow}])
    with function_on(fake) as function:
        response = checked(function.invoke(2))
    late = response["failures"]
    assert {(failure["stage"], failure["code"]) for failure in late} == {("deadline", "Throttling")}
    assert len(late) == 100 and all("throttled until the deadline" in failure["message"] for failure in late)
    assert len(fake.calls("ListAccessKeys")) < 100


def test_a_ses_that_throttles_gets_every_mail_once(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(Account.generated(30, stale_percent=100), throttle={"ses": Limit(20, 5)}))
    response = response_of(functions.on(fake).invoke({}))
    assert response["complete"] and response["emails"]["sent"] == 30 == len(fake.mails)
    assert fake.counts["throttled"] > 0


def test_a_used_up_day_is_no_throttling(fake: FakeAWS, functions: Functions) -> None:
    """45: SES reports it with a throttling code. It does not pass, so sending stops and is not repeated."""
    fake.configure(Settings(account=stale_users()))
    quota = {"error": "ThrottlingException", "status": 400, "message": "Daily message quota exceeded."}
    fake.change(faults=[{"match": {"operation": "SendEmail"}, "do": quota}])
    response = response_of(functions.on(fake, MAX_CONCURRENCY="1").invoke({}))
    assert response["emails"] == {"sent": 0, "failed": len(NAMES), "unknown": 0}
    assert len(fake.calls("SendEmail")) == 1 and len(response["failures"]) == len(NAMES)
