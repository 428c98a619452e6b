# SPDX-License-Identifier: Apache-2.0
"""52: SES accepts mails to addresses on its suppression list and does not deliver them. With READ_SUPPRESSION the list
is read first, page by page, and whoever is on it is unreachable."""

from __future__ import annotations

import pytest

from accounts import NAMES, outcomes, response_of, stale_users
from conftest import Functions
from Sandbox.fake_aws import FakeAWS, Settings

ANA, BEN, CHLOE = NAMES[:3]
LIST = [{ANA.upper(): "BOUNCE", "stranger@example.com": "BOUNCE"}, {}, {CHLOE: "COMPLAINT"}]


@pytest.fixture
def listed(fake: FakeAWS) -> FakeAWS:
    """Ana and Chloe are on the list, on different pages."""
    fake.configure(Settings(account=stale_users(ANA, BEN, CHLOE), suppressed=LIST))
    return fake


def test_whoever_is_on_the_list_is_unreachable(listed: FakeAWS, functions: Functions) -> None:
    response = response_of(functions.on(listed, READ_SUPPRESSION="true").invoke({}))
    assert outcomes(response) == {ANA: "unreachable", BEN: "sent", CHLOE: "unreachable"}
    assert response["complete"] and response["failures"] == [] and response["warnings"] == []
    reasons = {entry["userName"]: entry for entry in response["notifications"]}
    assert reasons[ANA]["code"] == reasons[CHLOE]["code"] == "Suppressed"
    assert "came back" in reasons[ANA]["message"] and "unwanted" in reasons[CHLOE]["message"]
    assert ANA in reasons[ANA]["message"] and "delete-suppressed-destination" in reasons[ANA]["message"]
    assert [mail.to for mail in listed.mails] == [[BEN]]


def test_the_pages_are_read_one_after_the_other(listed: FakeAWS, functions: Functions) -> None:
    functions.on(listed, READ_SUPPRESSION="true").invoke({})
    targets = [request.path for request in listed.calls("ListSuppressedDestinations")]
    pages = ["PageSize=1000", "NextToken=page-1&PageSize=1000", "NextToken=page-2&PageSize=1000"]
    assert targets == [f"/v2/email/suppression/addresses?{page}" for page in pages]


def test_a_dry_run_reads_it_too(listed: FakeAWS, functions: Functions) -> None:
    response = response_of(functions.on(listed, READ_SUPPRESSION="true").invoke({"dryRun": True}))
    assert outcomes(response) == {ANA: "unreachable", BEN: "dryRun", CHLOE: "unreachable"}


def test_nobody_asks_for_it_by_default(listed: FakeAWS, functions: Functions) -> None:
    response = response_of(functions.on(listed).invoke({}))
    assert set(outcomes(response).values()) == {"sent"}
    assert listed.calls("ListSuppressedDestinations") == []


def test_the_admins_hear_that_they_hear_nothing(listed: FakeAWS, functions: Functions) -> None:
    variables = {"READ_SUPPRESSION": "true", "ADMIN_EMAIL": f"{ANA} admins@example.com"}
    response = response_of(functions.on(listed, **variables).invoke({}))
    (warning,) = response["warnings"]
    assert ANA in warning and "suppression list" in warning


def test_what_is_denied_is_unknown_and_said_once(listed: FakeAWS, functions: Functions) -> None:
    denial = {"error": "AccessDeniedException", "status": 403, "message": "Not authorized"}
    listed.change(faults=[{"match": {"operation": "ListSuppressedDestinations"}, "do": denial}])
    response = response_of(functions.on(listed, READ_SUPPRESSION="true").invoke({}))
    assert set(outcomes(response).values()) == {"sent"} and response["complete"]
    (warning,) = response["warnings"]
    assert "Allow ses:ListSuppressedDestinations" in warning
    assert len(listed.calls("ListSuppressedDestinations")) == 1


def test_what_was_read_before_a_page_fails_counts(listed: FakeAWS, functions: Functions) -> None:
    second = {"operation": "ListSuppressedDestinations", "nth": [2, 3, 4]}
    listed.change(faults=[{"match": second, "do": {"status": 200, "body": "<html></html>"}}])
    response = response_of(functions.on(listed, READ_SUPPRESSION="true").invoke({}))
    assert outcomes(response) == {ANA: "unreachable", BEN: "sent", CHLOE: "sent"}
    assert len(response["warnings"]) == 1
