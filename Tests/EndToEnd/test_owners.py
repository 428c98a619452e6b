# SPDX-License-Identifier: Apache-2.0
"""Who gets the mail, who is left out, what the admins are told, and how a first run is kept small."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from accounts import NAMES, outcomes, response_of, stages, stale_user, stale_users, unreachable
from conftest import Functions
from Sandbox.fake_aws import Account, FakeAWS, Settings
from Sandbox.fake_aws.account import User
from Sandbox.fake_aws.faults import Rule
from Sandbox.fake_aws.settings import healthy

ADMIN = "admins@example.com"


def tagged(name: str, **tags: str) -> User:
    user = stale_user(name)
    user.tags = tags
    return user


def recipients(fake: FakeAWS) -> list[str]:
    return [address for mail in fake.mails for address in mail.recipients]


def test_bots_of_one_owner_share_one_mail(fake: FakeAWS, functions: Functions) -> None:
    """Five bots and a page size of one: every tag of every page counts."""
    bots = [tagged(f"bot-{number}", team="x", Email=" ravi@example.com ") for number in range(5)]
    fake.configure(Settings(account=Account([*bots, stale_user("ana@example.com")]), page_size=1))
    response = response_of(functions.on(fake, EMAIL_TAG="email").invoke({}))
    assert sorted(recipients(fake)) == ["ana@example.com", "ravi@example.com"]
    shared = next(mail for mail in fake.mails if mail.to == ["ravi@example.com"])
    assert all(bot.name in shared.text and bot.keys[0].id in shared.html for bot in bots)
    assert len({entry["messageId"] for entry in response["notifications"]}) == 2
    assert set(outcomes(response).values()) == {"sent"} and response["emails"]["sent"] == 2


def test_the_domain_makes_an_address_only_where_nothing_else_does(fake: FakeAWS, functions: Functions) -> None:
    users = [tagged("ana"), tagged("ben", email="none"), tagged("c@example.com"), tagged("d", email="dd@example.com")]
    fake.configure(Settings(account=Account(users)))
    response = response_of(functions.on(fake, EMAIL_TAG="email", EMAIL_DOMAIN="corp.example").invoke({}))
    assert set(recipients(fake)) == {"ana@corp.example", "c@example.com", "dd@example.com"}
    assert unreachable(response) == {"ben": "InvalidAddress"} and "none" in response["notifications"][1]["message"]
    assert response["complete"] and response["emails"] == {"sent": 3, "failed": 0, "unknown": 0}


def test_nobody_outside_the_domains_is_mailed(fake: FakeAWS, functions: Functions) -> None:
    """Whoever may tag a user could otherwise let our mails go to anybody."""
    tags = {"ana": "ana@example.com", "ben": "victim@example.net", "chloe": "c@mail.Example.Org"}
    users = [*(tagged(name, email=address) for name, address in tags.items()), tagged("dmitri@example.net")]
    fake.configure(Settings(account=Account(users)))
    domains = {"RECIPIENT_DOMAINS": "example.com MAIL.example.org", "ADMIN_EMAIL": "admins@example.net"}
    response = response_of(functions.on(fake, EMAIL_TAG="email", **domains).invoke({}))
    assert sorted(recipients(fake)) == ["admins@example.net", "ana@example.com", "c@mail.Example.Org"]
    assert unreachable(response) == dict.fromkeys(["ben", "dmitri@example.net"], "DomainNotAllowed")
    assert response["complete"]
    (ben,) = [entry["message"] for entry in response["notifications"] if entry["userName"] == "ben"]
    assert all(word in ben for word in ("victim@example.net", "RECIPIENT_DOMAINS", "tag email"))


def test_who_is_exempt_is_listed_and_not_mailed(fake: FakeAWS, functions: Functions) -> None:
    users = [
        tagged("a@example.com", exempt=""),
        tagged("b@example.com", exempt="2099-12-31"),
        tagged("c@example.com", exempt="2020-01-01"),
        tagged("d@example.com", exempt="soon"),
        tagged("svc-e@example.com"),
        tagged("f@example.com"),
    ]
    fake.configure(Settings(account=Account(users)))
    response = response_of(
        functions.on(fake, EXCLUDE_TAG="Exempt", EXCLUDE_USERS="svc-* nobody", ADMIN_EMAIL=ADMIN).invoke({})
    )
    assert recipients(fake)[-1] == ADMIN
    assert sorted(recipients(fake)[:-1]) == ["c@example.com", "d@example.com", "f@example.com"]
    assert response["exemptions"] == [
        {"userName": "a@example.com"},
        {"until": "2099-12-31", "userName": "b@example.com"},
    ]
    assert response["users"]["skippedBy"] == {
        "excluded": 1,
        "exempt": 2,
        "neverSignedIn": 0,
        "notTagged": 0,
        "vanished": 0,
    }
    report = " ".join(fake.mails[-1].text.split())
    assert all(word in report for word in ("a@example.com", "2099-12-31", "soon"))


def test_the_admins_see_what_was_done_about_each_overdue_owner_and_can_help(
    fake: FakeAWS, functions: Functions
) -> None:
    users = [tagged("ana@example.com"), tagged("break-glass"), tagged("c@example.com", exempt="")]
    fake.configure(Settings(account=Account(users)))
    response_of(functions.on(fake, EXCLUDE_TAG="exempt", ADMIN_EMAIL=ADMIN).invoke({}))
    report = fake.mails[-1].text
    assert "ana@example.com  400 days, mailed" in report and "break-glass      400 days, unreachable" in report
    assert "/iam/home#/users/details/break-glass?section=security_credentials>" in report
    until = (datetime.now(timezone.utc) + timedelta(days=30)).date()
    for name in ("ana@example.com", "break-glass"):
        assert f'aws iam tag-user --user-name {name} --tags "Key=exempt,Value={until}"' in [
            line.strip() for line in report.splitlines()
        ]


def test_only_the_tagged(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=Account([tagged("a@example.com", remind="yes"), tagged("b@example.com")])))
    function = functions.on(fake, INCLUDE_TAG="remind")
    assert response_of(function.invoke({"users": "tagged"}))["users"]["skippedBy"]["notTagged"] == 1
    assert recipients(fake) == ["a@example.com"]
    refused = functions.on(fake).invoke({"users": "tagged"})
    assert refused.error_type == "Function.InvalidEvent" and "INCLUDE_TAG" in refused.error_message


@pytest.mark.parametrize(
    "do",
    [
        {"error": "AccessDenied", "status": 403},
        {"error": "ServiceFailure", "status": 500},
        {"damage": "truncated"},
        {"damage": "html"},
        {"close": "reset"},
        {"marker": "repeat"},
    ],
    ids=lambda do: "-".join(map(str, do.values())),
)
def test_tags_that_cannot_be_read_leave_the_owner_reported_and_unmailed(
    fake: FakeAWS, functions: Functions, do: dict[str, Any]
) -> None:
    users = [tagged("ana@example.com", exempt="", email="x@example.com"), tagged("ben@example.com")]
    rule = Rule({"operation": "ListUserTags", "user": "ana@example.com"}, do)
    fake.configure(Settings(account=Account(users), faults=[rule]))
    response = response_of(functions.on(fake, EXCLUDE_TAG="exempt", EMAIL_TAG="email").invoke({}))
    assert recipients(fake) == ["ben@example.com"]
    assert stages(response) == {"ana@example.com": "listUserTags"} and not response["complete"]


def test_a_throttled_tag_read_is_asked_again(fake: FakeAWS, functions: Functions) -> None:
    rule = Rule({"operation": "ListUserTags", "nth": 1}, {"error": "Throttling"})
    fake.configure(Settings(account=stale_users("ana@example.com"), faults=[rule]))
    assert response_of(functions.on(fake, EMAIL_TAG="email").invoke({}))["complete"]
    assert recipients(fake) == ["ana@example.com"]


@pytest.mark.parametrize("operation", ["GetAccessKeyLastUsed", "GetAccount", "GetAccountSummary", "ListAccountAliases"])
@pytest.mark.parametrize(
    "do",
    [{"error": "AccessDenied", "status": 403}, {"error": "ServiceFailure", "status": 500}, {"damage": "truncated"}],
    ids=lambda do: "-".join(map(str, do.values())),
)
def test_what_is_optional_is_warned_about_once_and_stops_nothing(
    fake: FakeAWS, functions: Functions, operation: str, do: dict[str, Any]
) -> None:
    fake.configure(Settings(account=stale_users(), faults=[Rule({"operation": operation}, do)]))
    variables = {"ADMIN_EMAIL": ADMIN, "READ_ACCOUNT_ALIAS": "true", "AWS_LAMBDA_LOG_FORMAT": "JSON"}
    invocation = functions.on(fake, **variables).invoke({})
    response = response_of(invocation)
    assert response["complete"] and len(fake.mails) == 6 and response["adminReport"] == "sent"
    assert len(response["warnings"]) == 1
    warned = [line for line in map(json.loads, invocation.log) if line.get("level") == "WARN"]
    assert [line["reason"] for line in warned] == response["warnings"]
    if do.get("error") == "AccessDenied":
        assert len(fake.calls(operation)) == 1
    assert all(key.get("lastUsed") != "never" for entry in response["notifications"] for key in entry["keys"]) == (
        operation == "GetAccessKeyLastUsed"
    )


@pytest.mark.parametrize("denied", [2, 5])
def test_a_later_last_use_that_is_denied_is_that_keys_own(fake: FakeAWS, functions: Functions, denied: int) -> None:
    """IAM denies the last use of a deleted key: the others are looked up, and its user's keys are read again."""
    rule = Rule({"operation": "GetAccessKeyLastUsed", "nth": denied}, {"error": "AccessDenied", "status": 403})
    fake.configure(Settings(account=stale_users(), faults=[rule]))
    response = response_of(functions.on(fake, MAX_CONCURRENCY="1").invoke({}))
    unknown = [entry["userName"] for entry in response["notifications"] if "lastUsed" not in entry["keys"][0]]
    assert unknown == [NAMES[denied - 1]] and len(fake.calls("GetAccessKeyLastUsed")) == 5
    assert [call.parameters["UserName"] for call in fake.calls("ListAccessKeys")] == NAMES + unknown
    assert response["complete"] and len(fake.mails) == 5 and len(response["warnings"]) == 1
    assert "role" not in response["warnings"][0]


def test_a_redirected_run_reaches_nobody_else(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    response = response_of(functions.on(fake, REDIRECT_TO="me@example.com", ADMIN_EMAIL=ADMIN).invoke({}))
    assert set(recipients(fake)) == {"me@example.com"} and len(fake.mails) == 6
    assert response["redirectedTo"] == "me@example.com"
    assert any("ana@example.com" in mail.text and "ana@example.com" in mail.html for mail in fake.mails)
    assert ADMIN in fake.mails[-1].text


def test_too_many_mails_are_no_mails(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    response = response_of(functions.on(fake, MAX_EMAILS="4", ADMIN_EMAIL=ADMIN).invoke({}))
    assert recipients(fake) == [ADMIN] and response["emails"] == {"sent": 0, "failed": 0, "unknown": 0}
    assert [failure["code"] for failure in response["failures"]] == ["TooManyEmails"] and not response["complete"]
    assert response_of(functions.on(fake, MAX_EMAILS="5").invoke({}))["emails"]["sent"] == 5


def test_a_dry_run_shows_sample_mails(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    response = response_of(functions.on(fake, ADMIN_EMAIL=ADMIN).invoke({"dryRun": True}))
    samples = response["samples"]
    assert [sample["to"] for sample in samples] == ["ana@example.com", "ben@example.com", ADMIN]
    assert all(sample["text"] and sample["subject"] for sample in samples)
    assert fake.mails == [] and response["adminReport"] == "dryRun"


def test_a_dry_run_by_configuration_is_not_forgotten(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    function = functions.on(fake, DRY_RUN="true", ADMIN_EMAIL=ADMIN)
    response = response_of(function.invoke({}))
    assert recipients(fake) == [ADMIN] and response["adminReport"] == "sent"
    report = " ".join(fake.mails[0].text.split())
    assert "Nobody was mailed. 5 owners would have been" in report and all(name in report for name in NAMES)
    assert response_of(function.invoke({"dryRun": True}))["adminReport"] == "dryRun" and len(fake.mails) == 1


def test_a_template_gets_data(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users("ana@example.com")))
    response_of(functions.on(fake, EMAIL_TEMPLATE="rotate").invoke({}))
    mail = fake.mails[0]
    assert (mail.template, mail.text) == ("rotate", None)
    assert json.loads(mail.template_data)["accountId"] == "012345678912"
    assert mail.headers == {"Auto-Submitted": "auto-generated"}


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"ProductionAccessEnabled": False}, "sandbox"),
        ({"SendingEnabled": False}, "paused"),
        ({"EnforcementStatus": "PROBATION"}, "PROBATION"),
        ({"SendQuota": {"Max24HourSend": 200.0, "MaxSendRate": 100.0, "SentLast24Hours": 196.0}}, "4 more mails"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_ses_would_refuse_is_said_first(
    fake: FakeAWS, functions: Functions, changes: dict[str, Any], word: str
) -> None:
    fake.configure(Settings(account=stale_users(), sending={**healthy(), **changes}))
    response = response_of(functions.on(fake, ADMIN_EMAIL=ADMIN).invoke({}))
    assert len(response["warnings"]) == 1 and word in response["warnings"][0]
    operations = [request.operation for request in fake.requests]
    assert operations.count("GetAccount") == 1
    assert operations.index("GetAccount") < operations.index("SendEmail")
    assert word in " ".join(fake.mails[-1].text.split())


def test_mails_leave_no_faster_than_ses_allows(fake: FakeAWS, functions: Functions) -> None:
    """Six calls at once exceed this service's limit: without pacing it would refuse some."""
    quota = {"Max24HourSend": 200.0, "MaxSendRate": 10.0, "SentLast24Hours": 0.0}
    fake.configure(Settings(account=stale_users(), sending={**healthy(), "SendQuota": quota}))
    fake.change(throttle={"ses": {"rate": 11, "burst": 4}})
    assert response_of(functions.on(fake).invoke({}))["emails"]["sent"] == 5
    assert fake.counts["throttled"] == 0


@pytest.mark.parametrize(
    ("variables", "alias", "name"),
    [
        ({"READ_ACCOUNT_ALIAS": "true"}, "acme-prod", "acme-prod (012345678912)"),
        ({"READ_ACCOUNT_ALIAS": "true"}, None, "012345678912"),
        ({"ACCOUNT_NAME": "R&D <Zürich>"}, "acme-prod", "R&D <Zürich> (012345678912)"),
        ({}, "acme-prod", "012345678912"),
    ],
    ids=["alias", "no-alias", "name", "neither"],
)
def test_mails_name_the_account(
    fake: FakeAWS, functions: Functions, variables: dict[str, str], alias: str | None, name: str
) -> None:
    fake.configure(Settings(account=stale_users("ana@example.com"), alias=alias))
    response = response_of(functions.on(fake, ADMIN_EMAIL=ADMIN, **variables).invoke({}))
    assert response["complete"] and response["warnings"] == [] and len(fake.mails) == 2
    for mail in fake.mails:
        assert f"account {name}" in " ".join(mail.text.split())
        assert ("acme-prod, 012345678912" in mail.subject) == (name.startswith("acme-prod"))
        assert "012345678912" in mail.subject and mail.subject.isascii()
    asked = len(fake.calls("ListAccountAliases"))
    assert asked == (1 if "READ_ACCOUNT_ALIAS" in variables else 0)


def test_what_is_not_to_be_looked_up_is_not_asked_for(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users("ana@example.com")))
    response = response_of(functions.on(fake, READ_LAST_USE="false", READ_SENDING_LIMITS="false").invoke({}))
    assert response["complete"] and response["warnings"] == [] and len(fake.mails) == 1
    assert [request.operation for request in fake.requests] == ["ListUsers", "ListAccessKeys", "SendEmail"]


def test_root_keys_are_told(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=Account([]), root_keys=True))
    assert response_of(functions.on(fake, ADMIN_EMAIL=ADMIN).invoke({}))["complete"]
    assert recipients(fake) == [ADMIN] and "root" in fake.mails[0].text
