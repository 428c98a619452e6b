# SPDX-License-Identifier: Apache-2.0
"""A whole run whose n-th request fails, and what must be true of it, whatever n and the failure are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from accounts import checked, outcomes, stages, stale_user
from lambda_by_hand import PATIENCE, Function, function_on
from Sandbox.fake_aws import Account, FakeAWS, Settings
from Sandbox.fake_aws.account import Key, User, days_ago, key_id
from Sandbox.fake_aws.faults import HTML

ANA, BEN, CHLOE, DMITRI = (f"{name}@example.com" for name in ("ana", "ben", "chloe", "dmitri"))
ADMIN = "admin@example.com"
# Whose keys each address is mailed about: Chloe's address is in her tag.
ADDRESSES = {ANA: ANA, CHLOE: "owner@example.org", DMITRI: DMITRI}
VARIABLES = {"EMAIL_TAG": "email", "ADMIN_EMAIL": ADMIN, "READ_ACCOUNT_ALIAS": "true"}
NO_CONSOLE_USER = User("robot@example.com", [Key(key_id(6), days_ago(400))])
# Three pages of users, and Chloe's keys come in two.
ACCOUNT = Account(
    [
        stale_user(ANA),
        stale_user(BEN, Key(key_id(1), days_ago(10))),
        stale_user(CHLOE, *(Key(key_id(2 + number), days_ago(200 + number)) for number in range(3))),
        NO_CONSOLE_USER,
        stale_user(DMITRI),
    ]
)
ACCOUNT.users[2].tags["email"] = ADDRESSES[CHLOE]
SETTINGS = Settings(account=ACCOUNT, page_size=2, alias="acme-prod")
OPERATIONS = [
    *["ListUsers"] * 3,
    *["ListAccessKeys"] * 5,
    *["ListUserTags"] * 3,
    *["GetAccessKeyLastUsed"] * 5,
    "GetAccountSummary",
    "ListAccountAliases",
    "GetAccount",
    *["SendEmail"] * 4,
]


@dataclass(frozen=True)
class Mode:
    """A way to fail. `heals`: one such failure of a read is repeated and then forgotten; `never_sent`: of a mail too.

    `seconds`: how long the invocation may take, where the failure ends with it.
    """

    do: dict[str, Any] = field(default_factory=dict)
    heals: bool = True
    never_sent: bool = False
    refuses: bool = False
    seconds: float = PATIENCE


THROTTLING = {"status": 429, "error": "TooManyRequestsException", "message": "Maximum sending rate exceeded."}
MODES = {
    # The number of attempts during the refusal varies, so the fault may heal or not.
    "refused": Mode(refuses=True, heals=False),
    "closed": Mode({"close": "before-response"}),
    "reset": Mode({"close": "reset"}),
    "reset-when-done": Mode({"close": "reset", "after": True}),
    "cut-in-the-body": Mode({"close": "mid-body"}),
    "no-status-line": Mode({"damage": "status-line"}),
    "stall": Mode({"stall": True}, heals=False, seconds=1),
    "stall-when-done": Mode({"stall": True, "after": True}, heals=False, seconds=1),
    "429": Mode(THROTTLING, never_sent=True),
    "500": Mode({"status": 500, "body": ""}),
    "503-html": Mode({"status": 503, "body": HTML}),
    "503-html-when-done": Mode({"status": 503, "body": HTML, "after": True}),
    "garbage": Mode({"damage": "garbage"}),
    "truncated": Mode({"damage": "truncated"}),
    "denied": Mode({"status": 403, "error": "AccessDeniedException", "message": "No."}, heals=False),
}


def run(aws: FakeAWS, mode: Mode, n: int, lasting_seconds: float | None = None, width: int = 1) -> None:
    """Fails the n-th request; the next event must be served as if nothing had been.

    `lasting_seconds`: all requests behind it fail too, and the invocation may take so long.
    """
    aws.configure(SETTINGS)
    aws.reset()
    with function_on(aws, MAX_CONCURRENCY=str(width), **VARIABLES) as function:
        fail(aws, mode, n, lasting=lasting_seconds is not None)
        response = function.invoke(lasting_seconds or mode.seconds)
        _check(aws, response)
        if lasting_seconds is None:
            _check_that_one_failure_is_overcome(response, mode, OPERATIONS[n - 1])
        _check_the_next_event(aws, function)


def fail(aws: FakeAWS, mode: Mode, n: int, lasting: bool) -> None:
    """Of the next requests the n-th, or all from it on."""
    count = list(range(n, 1000)) if lasting else n
    if not mode.refuses:
        aws.change(faults=[{"match": {"nth": count}, "do": mode.do}])
        return
    # For all the rest, or about as long as a retry waits.
    seconds = PATIENCE if lasting else 0.02
    if n == 1:
        aws.refuse(seconds)
    else:
        aws.change(faults=[{"match": {"nth": n - 1}, "do": {"refuse_ms": seconds * 1000}}])


def _check(aws: FakeAWS, response: dict[str, Any]) -> None:
    """Nobody got two mails, and everybody without a mail is named."""
    mails = _mailed(aws)
    assert all(count == 1 for count in mails.values()), f"two mails: {mails}"
    assert set(mails) <= {*ADDRESSES.values(), ADMIN}, f"a mail to somebody who owns nothing stale: {mails}"
    if "errorType" in response:
        assert response["errorType"].startswith("Function.") and response["errorMessage"]
        assert not mails, f"failed although a mail had left: {response}"
        return
    said, failed = outcomes(checked(response)), stages(response)
    assert "listUsers" not in failed.values(), f"mailed by a list that broke off: {response}"
    for owner, address in ADDRESSES.items():
        if address in mails:
            assert said[owner] in ("sent", "unknown"), f"{owner} was mailed: {response}"
        else:
            assert said.get(owner) != "sent", f"{owner} was not mailed: {response}"
            # None: the list of users itself was not read to its end in time.
            assert failed.keys() & {owner, None}, f"{owner} is missing in silence: {response}"
    assert response["adminReport"] in (("sent", "unknown") if ADMIN in mails else ("failed", "unknown")), response


def _mailed(aws: FakeAWS) -> Counter[str]:
    return Counter(recipient for mail in aws.mails for recipient in mail.recipients)


def _check_that_one_failure_is_overcome(response: dict[str, Any], mode: Mode, operation: str) -> None:
    if not mode.heals:
        return
    told = Counter([*outcomes(response).values(), response["adminReport"]])
    lost = int(operation == "SendEmail" and not mode.never_sent)
    assert told == Counter({"sent": len(ADDRESSES) + 1 - lost, "unknown": lost}), response
    assert response["complete"] == (not lost), response


def _check_the_next_event(aws: FakeAWS, function: Function) -> None:
    aws.change(faults=[])
    aws.accept()
    aws.reset()
    response = function.invoke()
    assert response["complete"] and response["emails"]["sent"] == len(ADDRESSES), response
    assert _mailed(aws) == Counter([*ADDRESSES.values(), ADMIN])
