# SPDX-License-Identifier: Apache-2.0
"""Small accounts for the fake, and what every answer must hold true."""

from __future__ import annotations

from typing import Any

from Sandbox.emulator import Invocation
from Sandbox.fake_aws.account import Account, Key, User, days_ago, key_id

NAMES = ["ana@example.com", "ben@example.com", "chloe@example.com", "dmitri@example.com", "erin@example.com"]


def stale_user(name: str, *keys: Key) -> User:
    """A console user with one key of 400 days, or with the keys given."""
    number = sum(name.encode())
    return User(name, list(keys) or [Key(key_id(number), days_ago(400))], password_last_used=days_ago(1))


def stale_users(*names: str) -> Account:
    return Account([stale_user(name) for name in names or NAMES])


def answer_of(invocation: Invocation) -> dict[str, Any]:
    """The answer of a run that did not fail, once the contract's own sums are checked."""
    return checked(invocation.answer)


def checked(answer: dict[str, Any]) -> dict[str, Any]:
    assert "errorType" not in answer, f"the function failed: {answer}"
    users, emails = answer["users"], answer["emails"]
    assert users["listed"] == users["skipped"] + users["checked"] or not answer["complete"]
    assert answer["complete"] == (not answer["failures"])
    assert all(failure["message"] for failure in answer["failures"])
    if not answer.get("notificationsTruncated"):
        # Owners that share an address share a mail.
        mails = {
            ((entry.get("to") or entry["userName"]).lower(), entry["outcome"]) for entry in answer["notifications"]
        }
        outcomes = [outcome for _, outcome in mails]
        assert (emails["sent"], emails["unknown"]) == (outcomes.count("sent"), outcomes.count("unknown"))
    for entry in answer["notifications"]:
        assert ("code" in entry and "message" in entry) == (entry["outcome"] == "unreachable"), entry
    assert users["skipped"] == sum(users["skippedBy"].values())
    return answer


def outcomes(answer: dict[str, Any]) -> dict[str, str]:
    return {notification["userName"]: notification["outcome"] for notification in answer["notifications"]}


def unreachable(answer: dict[str, Any]) -> dict[str, str]:
    return {entry["userName"]: entry["code"] for entry in answer["notifications"] if entry["outcome"] == "unreachable"}


def stages(answer: dict[str, Any]) -> dict[str, str]:
    return {failure.get("userName"): failure["stage"] for failure in answer["failures"]}
