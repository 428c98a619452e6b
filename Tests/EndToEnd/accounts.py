# SPDX-License-Identifier: Apache-2.0
"""Small accounts for the fake, and the checks that every response must pass."""

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


def response_of(invocation: Invocation) -> dict[str, Any]:
    """The response of a run that did not fail, after a check of the contract's sums."""
    return checked(invocation.response)


def checked(response: dict[str, Any]) -> dict[str, Any]:
    assert "errorType" not in response, f"the function failed: {response}"
    users, emails = response["users"], response["emails"]
    assert users["listed"] == users["skipped"] + users["checked"] or not response["complete"]
    assert response["complete"] == (not response["failures"])
    assert all(failure["message"] for failure in response["failures"])
    if not response.get("notificationsTruncated"):
        # Owners that share an address share a mail.
        mails = {
            ((entry.get("to") or entry["userName"]).lower(), entry["outcome"]) for entry in response["notifications"]
        }
        outcomes = [outcome for _, outcome in mails]
        assert (emails["sent"], emails["unknown"]) == (outcomes.count("sent"), outcomes.count("unknown"))
    for entry in response["notifications"]:
        assert ("code" in entry and "message" in entry) == (entry["outcome"] == "unreachable"), entry
    assert users["skipped"] == sum(users["skippedBy"].values())
    return response


def outcomes(response: dict[str, Any]) -> dict[str, str]:
    return {notification["userName"]: notification["outcome"] for notification in response["notifications"]}


def unreachable(response: dict[str, Any]) -> dict[str, str]:
    return {
        entry["userName"]: entry["code"] for entry in response["notifications"] if entry["outcome"] == "unreachable"
    }


def stages(response: dict[str, Any]) -> dict[str, str]:
    return {failure.get("userName"): failure["stage"] for failure in response["failures"]}
