# SPDX-License-Identifier: Apache-2.0
"""Seeing nobody is not the same as having nothing to do: the response, the log and the admins' report say so."""

from __future__ import annotations

import json

import pytest

from accounts import response_of, stale_user, stale_users
from conftest import Functions
from Sandbox.fake_aws import Account, FakeAWS, Settings
from Sandbox.fake_aws.account import User

ADMIN = "admins@example.com"


def robot(name: str) -> User:
    """A user with a stale key who never signed in."""
    user = stale_user(name)
    user.password_last_used = None
    return user


WARNINGS: dict[str, tuple[Account, dict[str, str], str]] = {
    "nobody listed": (stale_users(), {"PATH_PREFIX": "/nowhere/"}, "PATH_PREFIX"),
    "nobody checked": (Account([robot("app"), robot("web")]), {}, "2 never signed in"),
    "a pattern with a comma": (stale_users(), {"EXCLUDE_USERS": "ci-*,svc-*"}, "comma"),
    "a tag that nobody has": (
        stale_users(*(f"ana{number}@example.com" for number in range(10))),
        {"EXCLUDE_TAG": "no-reminders"},
        "no-reminders",
    ),
}


@pytest.mark.parametrize("trap", WARNINGS)
def test_seeing_nobody_is_said_everywhere(fake: FakeAWS, functions: Functions, trap: str) -> None:
    account, variables, word = WARNINGS[trap]
    fake.configure(Settings(account=account))
    invocation = functions.on(fake, ADMIN_EMAIL=ADMIN, AWS_LAMBDA_LOG_FORMAT="JSON", **variables).invoke({})
    (warning,) = response_of(invocation)["warnings"]
    (line,) = [entry for entry in map(json.loads, invocation.log) if entry.get("level") == "WARN"]
    assert word in warning and line["reason"] == warning
    report = fake.mails[-1]
    assert report.to == [ADMIN] and "nothing to do" not in report.subject
    assert " ".join(warning.split()) in " ".join(report.text.split())


def test_stale_keys_of_who_never_signed_in_are_counted_on_request(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=Account([stale_user("ana@example.com"), *(robot(f"app{n}") for n in range(5))])))
    response = response_of(functions.on(fake, ADMIN_EMAIL=ADMIN).invoke({}))
    assert "skipped" not in response["keys"] and len(fake.calls("ListAccessKeys")) == 1
    response = response_of(functions.on(fake, ADMIN_EMAIL=ADMIN, COUNT_SKIPPED="true").invoke({}))
    assert response["keys"]["skipped"] == {"stale": 5, "owners": 5, "unread": 0}
    assert (response["users"]["checked"], response["keys"]["stale"], response["emails"]["sent"]) == (1, 1, 1)
    assert "1 stale, 5 stale left out" in fake.mails[-1].subject
    assert "5 stale keys of 5 users who never signed in" in " ".join(fake.mails[-1].text.split())
    # All in a dry run too, where nobody is mailed.
    response = response_of(functions.on(fake, COUNT_SKIPPED="true").invoke({"dryRun": True}))
    assert response["keys"]["skipped"]["stale"] == 5
