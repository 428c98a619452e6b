# SPDX-License-Identifier: Apache-2.0
"""Every user and key once, whatever the pages: short, empty, or with a marker that leads nowhere."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from accounts import NAMES, outcomes, response_of, stages, stale_user, stale_users
from conftest import Functions
from Sandbox.emulator import Invocation
from Sandbox.fake_aws import Account, FakeAWS, Settings
from Sandbox.fake_aws.account import Key, days_ago

LIST_USERS, LIST_KEYS = {"operation": "ListUsers"}, {"operation": "ListAccessKeys"}


def mailed(fake: FakeAWS) -> list[str]:
    return sorted(recipient for mail in fake.mails for recipient in mail.recipients)


def assert_listing_failed(fake: FakeAWS, invocation: Invocation) -> None:
    """If any page of the list fails, the invocation fails and nobody is mailed."""
    assert invocation.error_type == "Function.UsersNotListed"
    assert invocation.error_message.endswith("Nobody was mailed.") and fake.mails == []


def test_users_on_three_pages_are_each_checked_once(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users(), page_size=2))
    response = response_of(functions.on(fake).invoke({}))
    assert response["complete"] and response["users"]["listed"] == response["users"]["checked"] == 5
    assert mailed(fake) == sorted(NAMES)
    assert Counter(call.parameters["UserName"] for call in fake.calls("ListAccessKeys")) == Counter(NAMES)
    pages = fake.calls("ListUsers")
    assert len(pages) == 3 and {page.parameters["MaxItems"] for page in pages} == {"1000"}


@pytest.mark.parametrize("empty", [1, 2, 3, [1, 2, 3]], ids=str)
def test_an_empty_page_is_not_the_end(fake: FakeAWS, functions: Functions, empty: int | list[int]) -> None:
    fake.configure(Settings(account=stale_users(), page_size=2))
    fake.change(faults=[{"match": {**LIST_USERS, "nth": empty}, "do": {"page_size": 0}}])
    assert response_of(functions.on(fake).invoke({}))["complete"]
    assert mailed(fake) == sorted(NAMES)


@pytest.mark.parametrize("marker", ["repeat", "drop"])
@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_marker_that_leads_nowhere_is_an_error_not_a_loop(
    fake: FakeAWS, functions: Functions, marker: str, first: int
) -> None:
    fake.configure(Settings(account=stale_users(), page_size=2))
    fake.change(faults=[{"match": {**LIST_USERS, "nth": list(range(first, 100))}, "do": {"marker": marker}}])
    assert_listing_failed(fake, functions.on(fake).invoke({}))
    assert len(fake.calls("ListUsers")) < 10


@pytest.mark.parametrize(
    "do",
    [
        {"error": "AccessDenied", "status": 403},
        {"error": "ServiceFailure", "status": 500},
        {"error": "NoSuchEntity", "status": 404},
        {"damage": "truncated"},
        {"damage": "html"},
        {"close": "reset"},
    ],
    ids=lambda do: "-".join(map(str, do.values())),
)
def test_a_list_that_breaks_off_mails_nobody(fake: FakeAWS, functions: Functions, do: dict[str, Any]) -> None:
    """The admins are not mailed either: the invocation fails. The next event is served normally."""
    fake.configure(Settings(account=stale_users(), page_size=2))
    function = functions.on(fake, ADMIN_EMAIL="admins@example.com")
    fake.change(faults=[{"match": {**LIST_USERS, "nth": list(range(2, 100))}, "do": do}])
    assert_listing_failed(fake, function.invoke({}))
    fake.change(faults=[])
    assert response_of(function.invoke({}))["emails"]["sent"] == 5


def test_keys_on_several_pages_make_one_mail(fake: FakeAWS, functions: Functions) -> None:
    keys = [Key(f"AKIAPAGED00000000{number:03}", days_ago(200 + number)) for number in range(3)]
    fake.configure(Settings(account=Account([stale_user("ana@example.com", *keys)]), page_size=1))
    fake.change(faults=[{"match": {**LIST_KEYS, "nth": 2}, "do": {"page_size": 0}}])
    response = response_of(functions.on(fake).invoke({}))
    assert response["keys"]["stale"] == 3 and len(fake.mails) == 1
    assert all(key.id in fake.mails[0].text for key in keys)


@pytest.mark.parametrize("marker", ["repeat", "drop"])
def test_a_users_keys_without_end_fail_that_user_alone(fake: FakeAWS, functions: Functions, marker: str) -> None:
    fake.configure(Settings(account=stale_users()))
    fake.change(faults=[{"match": {**LIST_KEYS, "user": NAMES[1]}, "do": {"marker": marker}}])
    response = response_of(functions.on(fake).invoke({}))
    assert stages(response) == {NAMES[1]: "listAccessKeys"}
    assert mailed(fake) == sorted(set(NAMES) - {NAMES[1]})


def test_an_empty_account_is_a_complete_run(fake: FakeAWS, functions: Functions) -> None:
    response = response_of(functions.on(fake).invoke({}))
    assert response["complete"] and [response["users"][count] for count in ("listed", "checked", "skipped")] == [
        0,
        0,
        0,
    ]


def test_the_path_is_asked_of_iam(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    assert response_of(functions.on(fake).invoke({"pathPrefix": "/a/b/"}))["users"]["listed"] == 0
    assert fake.calls("ListUsers")[0].parameters["PathPrefix"] == "/a/b/"


def test_notifications_are_cut_at_a_thousand(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=Account.generated(1005, stale_percent=100)))
    response = response_of(functions.on(fake).invoke({"dryRun": True}))
    assert response["notificationsTruncated"] is True and len(response["notifications"]) == 1000
    assert response["keys"]["stale"] == 1005 and set(outcomes(response).values()) == {"dryRun"}
