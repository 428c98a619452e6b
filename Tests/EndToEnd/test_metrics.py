# SPDX-License-Identifier: Apache-2.0
"""One line of metrics a run, in CloudWatch's Embedded Metric Format: every rule of it is checked on every line.

Zeros are told; what a run could not know is left out, so that no curve falls because nobody could look.
"""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError

import emf
from accounts import stale_user, stale_users, unreachable
from conftest import Functions
from Sandbox.emulator import FUNCTION_NAME, Invocation
from Sandbox.fake_aws import FakeAWS, Settings
from Sandbox.local_aws import LocalAWS
from test_template import LEDGER_METRICS
from test_template import METRICS as ALL_METRICS

METRICS = ALL_METRICS - LEDGER_METRICS
KEYS = {"StaleKeys", "OldestKeyDays", "OwnersUnreachable"}


def document_of(invocation: Invocation) -> dict[str, Any]:
    (line,) = emf.lines(invocation.log)
    return emf.read(line)


def metrics_of(invocation: Invocation) -> dict[str, float]:
    return emf.metrics(document_of(invocation))


@pytest.mark.parametrize("format", ["JSON", "Text", None])
def test_a_line_is_a_bare_object_in_every_format(moto: LocalAWS, functions: Functions, format: str | None) -> None:
    function = functions.on(moto, AWS_LAMBDA_LOG_FORMAT=format)
    for _ in range(2):
        document = document_of(function.invoke({}))
        (directive,) = document["_aws"]["CloudWatchMetrics"]
        assert (directive["Namespace"], directive["Dimensions"]) == ("KeyReminder", [["FunctionName"]])
        assert document["FunctionName"] == FUNCTION_NAME and document["requestId"]
        assert set(emf.metrics(document)) == METRICS


def test_the_figures_are_those_of_the_response(moto: LocalAWS, functions: Functions) -> None:
    invocation = functions.on(moto).invoke({})
    response, figures = invocation.response, metrics_of(invocation)
    assert figures.pop("Duration") > 0
    assert figures == {
        "Complete": 0,
        "UsersChecked": response["users"]["checked"],
        "StaleKeys": response["keys"]["stale"],
        "OldestKeyDays": response["keys"]["oldestDays"],
        "OwnersUnreachable": len(unreachable(response)),
        "MailsSent": response["emails"]["sent"],
        "MailsFailed": response["emails"]["failed"],
        "MailsUnknown": response["emails"]["unknown"],
        "MailsNotAccepted": response["emails"]["failed"] + response["emails"]["unknown"],
        "DryRun": 0,
        "ThrottledCalls": 0,
    }
    assert figures["StaleKeys"] > figures["MailsSent"] > figures["MailsFailed"] > 0


def test_an_empty_account_is_all_zeros_and_complete(fake: FakeAWS, functions: Functions) -> None:
    figures = metrics_of(functions.on(fake).invoke({}))
    figures.pop("Duration")
    assert figures == {"Complete": 1, **dict.fromkeys(METRICS - {"Complete", "Duration"}, 0)}


def test_a_response_that_was_lost_is_a_mail_of_unknown_outcome(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    fake.change(
        faults=[{"match": {"operation": "SendEmail", "nth": 1}, "do": {"close": "before-response", "after": True}}]
    )
    figures = metrics_of(functions.on(fake, MAX_CONCURRENCY="1").invoke({}))
    assert (figures["MailsSent"], figures["MailsUnknown"], figures["Complete"]) == (4, 1, 0)
    assert (figures["MailsNotAccepted"], figures["MailsFailed"]) == (1, 0)


# What rings an alarm: an account, settings, a fault, and the two metrics that alarms watch.
TROUBLE: dict[str, tuple[dict[str, str], dict[str, Any] | None, tuple[int, int]]] = {
    "an owner without an address": ({}, None, (1, 0)),
    "a suspended account": (
        {"MAX_CONCURRENCY": "1"},
        {"match": {"operation": "SendEmail"}, "do": {"error": "AccountSuspendedException", "status": 400}},
        (0, 5),
    ),
    "too many mails": ({"MAX_EMAILS": "4"}, None, (0, 0)),
    "tags that cannot be read": (
        {"EMAIL_TAG": "email"},
        {"match": {"operation": "ListUserTags"}, "do": {"error": "AccessDenied", "status": 403}},
        (0, 0),
    ),
}


@pytest.mark.parametrize("trouble", TROUBLE)
def test_each_alarm_rings_for_its_own_trouble(fake: FakeAWS, functions: Functions, trouble: str) -> None:
    """An unreachable user would keep an alarm red, which would hide that SES later refuses everything."""
    variables, fault, expected = TROUBLE[trouble]
    account = stale_users()
    account.users.append(stale_user("break-glass"))
    fake.configure(Settings(account=account))
    fake.change(faults=[fault] if fault else [])
    figures = metrics_of(functions.on(fake, **variables).invoke({}))
    assert (figures["Complete"], figures["MailsNotAccepted"]) == expected
    assert figures["OwnersUnreachable"] == (0 if "tags" in trouble else 1)


def test_throttled_calls_are_those_of_one_run(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    fake.change(faults=[{"match": {"operation": "ListAccessKeys", "nth": [1, 3]}, "do": {"error": "Throttling"}}])
    function = functions.on(fake)
    figures = metrics_of(function.invoke({}))
    assert (figures["ThrottledCalls"], figures["Complete"]) == (2, 1)
    assert metrics_of(function.invoke({}))["ThrottledCalls"] == 0


def test_a_run_that_could_not_list_knows_nothing_of_keys(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    fake.change(faults=[{"match": {"operation": "ListUsers"}, "do": {"error": "AccessDenied", "status": 403}}])
    invocation = functions.on(fake).invoke({})
    assert invocation.error_type == "Function.UsersNotListed"
    figures = metrics_of(invocation)
    assert set(figures) == METRICS - KEYS
    assert (figures["Complete"], figures["UsersChecked"], figures["MailsSent"]) == (0, 0, 0)


def test_a_list_that_broke_off_knows_nothing_of_keys(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users(), page_size=2))
    fake.change(
        faults=[{"match": {"operation": "ListUsers", "nth": 2}, "do": {"error": "AccessDenied", "status": 403}}]
    )
    invocation = functions.on(fake).invoke({})
    assert invocation.error_type == "Function.UsersNotListed"
    figures = metrics_of(invocation)
    assert set(figures) == METRICS - KEYS and figures["MailsSent"] == 0


def test_one_user_who_cannot_be_read_hides_no_curve(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    fake.change(
        faults=[
            {
                "match": {"operation": "ListAccessKeys", "user": "ana@example.com"},
                "do": {"error": "AccessDenied", "status": 403},
            }
        ]
    )
    figures = metrics_of(functions.on(fake).invoke({}))
    assert (figures["Complete"], figures["StaleKeys"], figures["UsersChecked"]) == (0, 4, 5)


@pytest.mark.parametrize("event", [{"dryRun": True}, {"pathPrefix": "/contractors/"}, {"alertAfterDays": 1}])
def test_another_kind_of_run_does_not_enter_the_curve(
    moto: LocalAWS, functions: Functions, event: dict[str, Any]
) -> None:
    function = functions.on(moto)
    assert emf.lines(function.invoke(event).log) == []
    assert len(emf.lines(function.invoke({}).log)) == 1


def test_an_event_that_is_refused_was_no_run(fake: FakeAWS, functions: Functions) -> None:
    assert emf.lines(functions.on(fake).invoke({"key1": "value1"}).log) == []


def test_dry_runs_by_configuration_are_figures_too(moto: LocalAWS, functions: Functions) -> None:
    figures = metrics_of(functions.on(moto, DRY_RUN="true").invoke({}))
    assert figures["StaleKeys"] > figures["MailsSent"] == 0 and figures["DryRun"] == 1


@pytest.mark.parametrize(("level", "count"), [("TRACE", 1), ("INFO", 1), ("WARN", 0), ("FATAL", 0)])
def test_the_level_of_the_line_is_info(moto: LocalAWS, functions: Functions, level: str, count: int) -> None:
    log = functions.on(moto, AWS_LAMBDA_LOG_FORMAT="JSON", AWS_LAMBDA_LOG_LEVEL=level).invoke({}).log
    assert len(emf.lines(log)) == count


def test_the_rules_are_not_empty(moto: LocalAWS, functions: Functions) -> None:
    (line,) = emf.lines(functions.on(moto).invoke({}).log)
    for old, new in [
        ('"Count"', '"Keys"'),
        ('"Timestamp":', '"timestamp_":'),
        ('"StaleKeys":', '"stale":'),
        ('"Dimensions":[["FunctionName"]]', '"Dimensions":[]'),
        ('"level":"INFO"', '"level":"info_"'),
        (f'"FunctionName":"{FUNCTION_NAME}"', '"FunctionName":7'),
        ('{"Name":"Complete"', '{"name":"Complete"'),
    ]:
        assert old in line
        with pytest.raises((AssertionError, KeyError, ValidationError)):
            emf.read(line.replace(old, new))


def test_with_a_ledger_its_figures_come_too(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users()))
    function = functions.on(fake, LEDGER_TABLE="ledger", LEDGER_SCOPE="scope")
    first, second = (metrics_of(function.invoke({})) for _ in range(2))
    # The median is one of keys that were retired.
    assert set(first) == set(second) == ALL_METRICS - {"MedianDaysToRetire"}
    assert first["KeysRetired"] == second["KeysRetired"] == 0
    assert (first["MailsSent"], first["MailsAlreadyReminded"], first["LedgerFailures"]) == (5, 0, 0)
    assert (second["MailsSent"], second["MailsAlreadyReminded"], second["MailsAlreadyTried"]) == (0, 5, 0)
    fake.change(faults=[{"match": {"operation": "Query"}, "do": {"error": "AccessDeniedException"}}])
    failed = metrics_of(function.invoke({}))
    assert (failed["LedgerFailures"], failed["Complete"], failed["MailsSent"]) == (1, 0, 0)
