# SPDX-License-Identifier: Apache-2.0
"""Runs on moto, which checks signatures and a policy of exactly three actions: the right people get a mail."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from conftest import Functions
from Sandbox.judge import Verdict, settings_of
from Sandbox.local_aws import ACTIONS, OPTIONAL_ACTIONS, REGION, LocalAWS
from Sandbox.sample_account import ADMIN, EMAIL_TAG, EXCLUDE_TAG, SHOWCASE, USERS, Outcome, RunSettings

RULE = {
    "version": "0",
    "id": "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "account": "012345678912",
    "time": "2026-01-01T00:00:00Z",
    "region": REGION,
    "resources": ["arn:aws:events:eu-central-1:012345678912:rule/key-reminder"],
    "detail": {},
}
SCHEDULER = {**RULE, "source": "aws.scheduler", "detail": "{}"}


@pytest.mark.parametrize(
    "event", [{}, None, RULE, SCHEDULER], ids=["empty-object", "no-payload", "eventbridge-rule", "scheduler"]
)
def test_a_normal_run_reminds_whom_the_sample_account_says(moto: LocalAWS, functions: Functions, event: Any) -> None:
    invocation = functions.on(moto).invoke(event)
    assert Verdict(RunSettings(), invocation, moto.mails).differences == []


@pytest.mark.parametrize(
    "event",
    [
        '{"dryRun":true}',
        '{"dryRun":false}',
        '{"alertAfterDays":99}',
        '{"alertAfterDays":101}',
        '{"alertAfterDays":3650}',
        '{"users":"all"}',
        '{"users":"console"}',
        '{"pathPrefix":"/contractors/"}',
        '{"pathPrefix":"/nobody/"}',
        '{"pathPrefix":"/contractors/","users":"all","alertAfterDays":700,"dryRun":true}',
    ],
)
def test_an_event_changes_the_run(moto: LocalAWS, functions: Functions, event: str) -> None:
    invocation = functions.on(moto).invoke(event.encode())
    assert Verdict(settings_of(event), invocation, moto.mails).differences == []


def test_an_event_changes_only_its_own_run(moto: LocalAWS, functions: Functions) -> None:
    function = functions.on(moto)
    function.invoke({"dryRun": True, "alertAfterDays": 1, "users": "all", "pathPrefix": "/contractors/"})
    invocation = function.invoke({})
    assert Verdict(RunSettings(), invocation, moto.mails).differences == []


@pytest.mark.parametrize(
    ("variables", "settings"),
    [
        ({"ALERT_AFTER_DAYS": "365"}, RunSettings(alert_after_days=365)),
        ({"USERS": "all"}, RunSettings(users="all")),
        ({"PATH_PREFIX": "/contractors/"}, RunSettings(path_prefix="/contractors/")),
        ({"DRY_RUN": "true"}, RunSettings(dry_run=True)),
        ({"MAX_CONCURRENCY": "1"}, RunSettings()),
        ({"MAX_CONCURRENCY": "64"}, RunSettings()),
    ],
    ids=str,
)
def test_variables_set_what_every_run_does(
    moto: LocalAWS, functions: Functions, variables: dict[str, str], settings: RunSettings
) -> None:
    invocation = functions.on(moto, **variables).invoke({})
    assert Verdict(settings, invocation, moto.mails).differences == []


def test_an_event_outranks_the_variables(moto: LocalAWS, functions: Functions) -> None:
    event = {"dryRun": False, "alertAfterDays": 100, "users": "console", "pathPrefix": "/"}
    function = functions.on(moto, DRY_RUN="true", ALERT_AFTER_DAYS="7", USERS="all", PATH_PREFIX="/contractors/")
    assert Verdict(settings_of(json.dumps(event)), function.invoke(event), moto.mails).differences == []


def test_the_showcase_reminds_whom_the_sample_account_says(moto: LocalAWS, functions: Functions) -> None:
    """What `make run` shows: tags, exemptions, owners that share an address, the report to the admins."""
    function = functions.with_credentials(
        moto.credentials([*ACTIONS, *OPTIONAL_ACTIONS]),
        moto,
        USERS=SHOWCASE.users,
        EMAIL_TAG=EMAIL_TAG,
        EXCLUDE_TAG=EXCLUDE_TAG,
        ADMIN_EMAIL=ADMIN,
    )
    for event in ({}, {"dryRun": True}, {"users": "console"}):
        moto.forget()
        invocation = function.invoke(event)
        settings = settings_of(json.dumps(event), SHOWCASE)
        assert Verdict(settings, invocation, moto.mails).differences == []
    ravi = {entry["userName"]: entry for entry in function.invoke({}).response["notifications"]}
    assert ravi["build-bot"]["messageId"] == ravi["backup-bot"]["messageId"]
    assert ravi["metrics-bot"]["keys"][0]["advice"] == "delete"


def test_a_run_asks_for_nothing_it_does_not_need(moto: LocalAWS, functions: Functions) -> None:
    functions.on(moto).invoke({})
    asked = Counter((call.operation, call.user) for call in moto.calls)
    read = [user.name for user in USERS if user.due is not Outcome.SKIPPED]
    sends = sum(user.due in (Outcome.MAILED, Outcome.REJECTED) for user in USERS)
    # Optional calls are tried once, and denied.
    optional = [("GetAccessKeyLastUsed", None), ("GetAccount", None)]
    assert asked == Counter(
        [("ListUsers", None), *(("ListAccessKeys", name) for name in read), *[("SendEmail", None)] * sends, *optional]
    )
    assert {(call.operation, call.region) for call in moto.calls} == {
        ("ListUsers", "us-east-1"),
        ("ListAccessKeys", "us-east-1"),
        ("GetAccessKeyLastUsed", "us-east-1"),
        ("GetAccount", REGION),
        ("SendEmail", REGION),
    }


def test_each_invocation_of_a_warm_function_is_a_whole_run(moto: LocalAWS, functions: Functions) -> None:
    function = functions.on(moto)
    for _ in range(3):
        moto.forget()
        assert Verdict(RunSettings(), function.invoke({}), moto.mails).differences == []


def test_a_dry_run_sends_nothing_and_says_so(moto: LocalAWS, functions: Functions) -> None:
    response = functions.on(moto).invoke({"dryRun": True}).response
    outcomes = {entry["userName"]: entry["outcome"] for entry in response["notifications"]}
    assert {outcomes[user.name] for user in USERS if user.due is Outcome.MAILED} == {"dryRun"}
    assert response["emails"]["sent"] == 0
    assert "SendEmail" not in {call.operation for call in moto.calls}
