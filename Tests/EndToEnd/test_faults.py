# SPDX-License-Identifier: Apache-2.0
"""After one fault: it is reported, nobody else is affected, nobody gets two mails, the next event is served."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from accounts import NAMES, outcomes, response_of, stages, stale_user, stale_users, unreachable
from conftest import FAKE_CREDENTIALS, Functions
from Sandbox.fake_aws import Account, FakeAWS, Settings
from Sandbox.fake_aws.account import Key, days_ago
from Sandbox.sample_account import REJECTION

ONE, OTHERS = NAMES[1], sorted(set(NAMES) - {NAMES[1]})
# A response that no client may read as an empty list.
UNREADABLE = {
    "truncated": {"damage": "truncated"},
    "html": {"damage": "html"},
    "garbage": {"damage": "garbage"},
    "empty": {"damage": "empty"},
    "other-operation": {"status": 200, "body": "<ListGroupsResponse><ListGroupsResult/></ListGroupsResponse>"},
}
BROKEN = {
    **UNREADABLE,
    "denied": {"error": "AccessDenied", "status": 403, "message": "not authorized to perform: something"},
    "service-failure": {"error": "ServiceFailure", "status": 500},
    "html-503": {"status": 503, "body": "<html><body>Service Unavailable</body></html>"},
    "empty-504": {"status": 504, "body": ""},
    "closed": {"close": "before-response"},
    "reset": {"close": "reset"},
    "cut-in-the-body": {"close": "mid-body"},
    "no-status-line": {"damage": "status-line"},
}


@pytest.fixture
def company(fake: FakeAWS) -> FakeAWS:
    """Five users, a stale key each."""
    fake.configure(Settings(account=stale_users()))
    return fake


def mailed(fake: FakeAWS) -> Counter[str]:
    return Counter(recipient for mail in fake.mails for recipient in mail.recipients)


@pytest.mark.parametrize("do", BROKEN.values(), ids=BROKEN.keys())
def test_users_that_cannot_be_listed_fail_the_invocation(
    company: FakeAWS, functions: Functions, do: dict[str, Any]
) -> None:
    function = functions.on(company)
    company.change(faults=[{"match": {"operation": "ListUsers"}, "do": do}])
    invocation = function.invoke({})
    assert (invocation.error_type or "").startswith("Function.") and invocation.error_message
    assert not company.mails
    company.change(faults=[])
    assert response_of(function.invoke({}))["emails"]["sent"] == 5


@pytest.mark.parametrize("do", BROKEN.values(), ids=BROKEN.keys())
def test_keys_that_cannot_be_read_fail_their_user_alone(
    company: FakeAWS, functions: Functions, do: dict[str, Any]
) -> None:
    company.change(faults=[{"match": {"operation": "ListAccessKeys", "user": ONE}, "do": do}])
    response = response_of(functions.on(company).invoke({}))
    assert stages(response) == {ONE: "listAccessKeys"} and not response["complete"]
    assert [response["users"][count] for count in ("listed", "checked", "skipped")] == [5, 5, 0]
    assert mailed(company) == Counter(OTHERS)


def test_a_user_that_vanished_is_left_out(company: FakeAWS, functions: Functions) -> None:
    gone = {"error": "NoSuchEntity", "status": 404, "message": f"The user with name {ONE} cannot be found."}
    company.change(faults=[{"match": {"operation": "ListAccessKeys", "user": ONE}, "do": gone}])
    response = response_of(functions.on(company).invoke({}))
    assert response["complete"] and response["users"]["listed"] == 5
    assert mailed(company) == Counter(OTHERS)


@pytest.mark.parametrize(
    ("code", "status"),
    [("MessageRejected", 400), ("BadRequestException", 400), ("AccessDeniedException", 403)],
)
def test_a_mail_that_ses_refuses_is_that_users_failure(
    company: FakeAWS, functions: Functions, code: str, status: int
) -> None:
    refusal = {"error": code, "status": status, "message": "Refused by the test."}
    company.change(faults=[{"match": {"operation": "SendEmail", "to": ONE}, "do": refusal}])
    response = response_of(functions.on(company).invoke({}))
    failure = next(failure for failure in response["failures"] if failure["userName"] == ONE)
    assert failure["stage"] == "sendEmail" and failure["code"] == code
    assert "Refused by the test." in failure["message"]
    assert outcomes(response)[ONE] == "failed" and mailed(company)[ONE] == 0


def test_a_recipient_that_ses_refuses_stops_nobody_else(company: FakeAWS, functions: Functions) -> None:
    company.change(reject={ONE: REJECTION.format(ONE)})
    response = response_of(functions.on(company).invoke({}))
    assert stages(response) == {ONE: "sendEmail"} and mailed(company) == Counter(OTHERS)


@pytest.mark.parametrize(
    "do",
    [{"close": "reset"}, {"close": "before-response"}, {"close": "mid-body"}, {"status": 500}, {"status": 504}],
    ids=["reset", "closed", "cut-in-the-body", "500", "504"],
)
def test_a_mail_whose_response_is_lost_is_unknown_and_never_sent_twice(
    company: FakeAWS, functions: Functions, do: dict[str, Any]
) -> None:
    company.change(faults=[{"match": {"operation": "SendEmail", "to": ONE}, "do": {**do, "after": True}}])
    response = response_of(functions.on(company, MAX_CONCURRENCY="1").invoke({}))
    assert outcomes(response)[ONE] == "unknown" and response["emails"] == {"sent": 4, "failed": 0, "unknown": 1}
    assert mailed(company) == Counter(NAMES)


def test_a_send_with_a_strange_response_is_still_sent(company: FakeAWS, functions: Functions) -> None:
    strange = {"status": 200, "body": "{}", "content_type": "text/html", "after": True}
    company.change(faults=[{"match": {"operation": "SendEmail", "to": ONE}, "do": strange}])
    response = response_of(functions.on(company).invoke({}))
    assert outcomes(response)[ONE] in ("sent", "unknown") and mailed(company) == Counter(NAMES)


SECRETS = {"token": FAKE_CREDENTIALS.session_token, "secret": FAKE_CREDENTIALS.secret_access_key}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS.keys())
@pytest.mark.parametrize("operation", ["ListUsers", "ListAccessKeys", "GetAccount", "SendEmail"])
def test_97_what_a_service_echoes_of_our_secrets_is_not_told(
    company: FakeAWS, functions: Functions, operation: str, secret: str
) -> None:
    """After every test the log and the response are searched."""
    refusal = {"error": "Echo", "status": 400, "message": f"I was sent {secret}, and refuse."}
    company.change(faults=[{"match": {"operation": operation}, "do": refusal}])
    assert b"I was sent \xe2\x80\xa6, and refuse." in functions.on(company).invoke({}).body


def test_a_redirect_is_not_followed(company: FakeAWS, functions: Functions) -> None:
    with FakeAWS() as elsewhere:
        to_elsewhere = {"status": 307, "body": "", "headers": {"Location": f"{elsewhere.url}/"}}
        company.change(faults=[{"match": {"operation": "ListUsers"}, "do": to_elsewhere}])
        assert functions.on(company).invoke({}).error_type
        assert elsewhere.requests == []


def test_an_unreachable_iam_fails_the_invocation(fake: FakeAWS, functions: Functions) -> None:
    with FakeAWS() as closed:
        nowhere = closed.url
    function = functions.on(fake, AWS_ENDPOINT_URL_IAM=nowhere)
    for _ in range(2):
        invocation = function.invoke({})
        assert (invocation.error_type or "").startswith("Function.") and invocation.error_message
    assert fake.requests == []


def test_a_date_that_is_none_is_unreadable_not_fresh(fake: FakeAWS, functions: Functions) -> None:
    keys = [Key("AKIAUNREADABLE000001", "yesterday"), Key("AKIAUNREADABLE000002", None)]
    users = [stale_user(ONE, keys[0]), stale_user(NAMES[2], keys[1]), stale_user(NAMES[0])]
    fake.configure(Settings(account=Account(users)))
    response = response_of(functions.on(fake).invoke({}))
    assert response["keys"]["unreadable"] == 2 and response["keys"]["stale"] == 1
    assert mailed(fake) == Counter([NAMES[0]])


@pytest.mark.parametrize("status", ["Inactive", "Expired", "Paused", ""])
def test_only_an_active_key_counts(fake: FakeAWS, functions: Functions, status: str) -> None:
    key = Key("AKIAN0TACT1VE0000001", days_ago(500), status)
    fake.configure(Settings(account=Account([stale_user(ONE, key)])))
    assert response_of(functions.on(fake).invoke({}))["keys"]["stale"] == 0
    assert not fake.mails


def test_a_key_from_the_future_is_not_old(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=Account([stale_user(ONE, Key("AKIATHEFUTURE0000001", days_ago(-400)))])))
    assert response_of(functions.on(fake).invoke({}))["keys"]["stale"] == 0
    assert not fake.mails


@pytest.mark.parametrize(
    "name",
    ["a,b@example.com", "ana", "@example.com", "ana@", "ana@example", "a@b@example.com", ".ana@example.com"],
)
def test_a_name_that_is_no_single_address_gets_no_mail(fake: FakeAWS, functions: Functions, name: str) -> None:
    fake.configure(Settings(account=stale_users(name, NAMES[0])))
    response = response_of(functions.on(fake).invoke({}))
    assert list(unreachable(response)) == [name] and response["complete"] and mailed(fake) == Counter([NAMES[0]])
