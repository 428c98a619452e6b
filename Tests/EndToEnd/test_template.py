# SPDX-License-Identifier: Apache-2.0
"""template.yaml, as SAM transforms it and moto's CloudFormation creates it."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from conftest import Functions
from Sandbox.emulator import ROOT
from Sandbox.fake_aws import FakeAWS
from Sandbox.judge import Verdict
from Sandbox.local_aws import ACCOUNT_ID, LEDGER, LocalAWS
from Sandbox.sample_account import ADMIN, EMAIL_TAG, EXCLUDE_TAG, RunSettings
from stack import NOT_IN_MOTO, Stack, source, transformed

ALARMS = {"RunFailed", "RunIncomplete", "MailsFailed", "LedgerUnavailable", "NoRun"}
DAYS = ["1", "2", "3", "4", "5", "6", "7", "14", "30"]
# Refused unless Accounts is organization.
OF_AN_ORGANIZATION = {"ORGANIZATIONAL_UNITS", "INCLUDE_ACCOUNTS", "EXCLUDE_ACCOUNTS"}
OUTPUTS = {"FunctionName", "FunctionRoleArn", "Mode", "LogGroup", "FailedRuns"}


def test_moto_creates_all_but_four_kinds_of_resources(moto: LocalAWS) -> None:
    with Stack() as stack:
        missing = {kind for name, kind in stack.resources.items() if name not in stack.created}
        assert missing == NOT_IN_MOTO
        assert set(stack.outputs) == {*OUTPUTS, "LedgerTable", "Dashboard"}


def test_the_function_takes_every_variable_of_the_template(moto: LocalAWS, functions: Functions) -> None:
    parameters = {
        "SupportEmail": "help@example.com",
        "SesRegion": "eu-central-1",
        "AlertAfterDays": "365",
        "Users": "all",
        "PathPrefix": "/contractors/",
        "DryRun": "true",
        "SendEveryDays": "14",
        "SendOn": "MON,THU",
        "Timezone": "Europe/Berlin",
        "MaxConcurrency": "2",
        "AdminEmail": ADMIN,
        "EmailTemplate": "key-reminder",
        "SenderName": "Cloud Security",
        "SenderIdentityArn": "arn:aws:ses:eu-central-1:210987654321:identity/example.com",
        "FeedbackEmail": "bounces@example.com",
        "ConfigurationSet": "events",
        "ReadSuppression": "true",
        "SupportUrl": "https://help.example.com/keys",
        "AdviceUrl": "https://wiki.example.com/aws?page=no-keys#how",
        "OverdueAfterDays": "7300",
        "IncludeTag": "team",
        "ExcludeUsers": "ci-* deploy-bot",
        "EmailDomain": "example.com",
        "RecipientDomains": "example.com example.org",
        "RedirectTo": "me@example.com",
        "AccountName": "R&D, Zürich",
        "ExistingLedgerTable": LEDGER,
        "ExternalId": "external",
    }
    with Stack(**parameters) as stack:
        left_out = {name for name, value in stack.variables.items() if not value}
        assert left_out == OF_AN_ORGANIZATION, "a parameter is left out above"
        credentials = moto.credentials_under(stack.policy("FunctionRole"))
        invocation = functions.with_credentials(credentials, moto, **stack.variables).invoke({})
    assert "errorType" not in invocation.response, invocation.response
    assert (invocation.response["dryRun"], invocation.response["alertAfterDays"]) == (True, 365)


def test_nobody_is_mailed_by_a_stack_as_it_comes(moto: LocalAWS, functions: Functions) -> None:
    with Stack() as stack:
        credentials = moto.credentials_under(stack.policy("FunctionRole"))
        invocation = functions.with_credentials(credentials, moto, **stack.variables).invoke({})
    settings = RunSettings(dry_run=True, email_tag=EMAIL_TAG, exclude_tag=EXCLUDE_TAG)
    assert Verdict(settings, invocation, moto.mails).differences == []


def test_the_table_is_kept_recoverable_and_bounded(moto: LocalAWS) -> None:
    with Stack() as stack:
        table = stack.properties("LedgerTable")
        assert stack.variables["LEDGER_TABLE"] == stack.created["LedgerTable"].name == stack.outputs["LedgerTable"]
        assert stack.variables["LEDGER_SCOPE"] == f"{ACCOUNT_ID}:key-reminder"
    assert "TableName" not in table and table["BillingMode"] == "PAY_PER_REQUEST"
    assert [key["AttributeName"] for key in table["KeySchema"]] == ["scope", "id"]
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expiresAt", "Enabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["DeletionProtectionEnabled"] is True and table["OnDemandThroughput"]
    resource = source()["Resources"]["LedgerTable"]
    assert resource["DeletionPolicy"] == resource["UpdateReplacePolicy"] == "Retain"


def test_a_table_is_adopted(moto: LocalAWS) -> None:
    with Stack(ExistingLedgerTable=LEDGER) as stack:
        assert "LedgerTable" not in stack.resources
        assert stack.variables["LEDGER_TABLE"] == stack.outputs["LedgerTable"] == LEDGER


def test_without_a_ledger_all_is_as_it_was(moto: LocalAWS) -> None:
    with Stack(Ledger="false") as stack:
        assert not {"LedgerTable", "LedgerUnavailable"} & set(stack.resources)
        assert stack.variables["LEDGER_TABLE"] == stack.variables["LEDGER_SCOPE"] == ""
        assert stack.properties("KeyReminderFunctionEventInvokeConfig")["MaximumRetryAttempts"] == 0


@pytest.mark.parametrize("days", DAYS)
def test_one_choice_drives_schedule_mail_and_alarm(moto: LocalAWS, days: str) -> None:
    with Stack(SendEveryDays=days) as stack:
        unit = "day" if days == "1" else "days"
        assert stack.properties("Schedule")["ScheduleExpression"] == f"rate({days} {unit})"
        assert stack.variables["SEND_EVERY_DAYS"] == days
        # CloudWatch looks back seven days at most.
        assert ("NoRun" in stack.resources) == (int(days) + 1 <= 7)
        if "NoRun" in stack.resources:
            alarm = stack.properties("NoRun")
            assert (alarm["Period"], int(alarm["EvaluationPeriods"])) == (86400, int(days) + 1)
            assert alarm["TreatMissingData"] == "breaching" and alarm["Statistic"] == "SampleCount"


def test_the_choices_of_days_are_the_keys_of_the_mapping() -> None:
    template = source()
    assert template["Parameters"]["SendEveryDays"]["AllowedValues"] == DAYS == list(template["Mappings"]["Every"])


WEEKDAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]
SENDS_ON = [day for day in source()["Parameters"]["SendOn"]["AllowedValues"] if day]


def longest_gap(weekdays: str) -> int:
    """The most days from one run to the next."""
    days = WEEKDAYS[:5] if weekdays == "MON-FRI" else weekdays.split(",")
    places = [WEEKDAYS.index(day) for day in days]
    return max((after - before - 1) % 7 + 1 for before, after in zip(places, places[1:] + places[:1], strict=True))


@pytest.mark.parametrize("weekdays", SENDS_ON)
def test_one_choice_of_weekdays_drives_schedule_mail_and_alarm(moto: LocalAWS, weekdays: str) -> None:
    with Stack(SendOn=weekdays, SendAt="07:30", Timezone="Europe/Berlin", SendEveryDays="1") as stack:
        schedule = stack.properties("Schedule")
        assert schedule["ScheduleExpression"] == f"cron(30 07 ? * {weekdays} *)"
        assert schedule["ScheduleExpressionTimezone"] == "Europe/Berlin"
        assert (stack.variables["SEND_ON"], stack.variables["TIMEZONE"]) == (weekdays, "Europe/Berlin")
        patience = longest_gap(weekdays) + 1
        assert ("NoRun" in stack.resources) == (patience <= 7)
        if "NoRun" in stack.resources:
            assert int(stack.properties("NoRun")["EvaluationPeriods"]) == patience


def test_without_weekdays_the_schedule_has_no_time_zone(moto: LocalAWS) -> None:
    with Stack(Timezone="Europe/Berlin") as stack:
        assert "ScheduleExpressionTimezone" not in stack.properties("Schedule")


@pytest.mark.parametrize("weekdays", ["", *SENDS_ON])
def test_the_function_takes_what_the_template_offers(fake: FakeAWS, functions: Functions, weekdays: str) -> None:
    invocation = functions.on(fake, SEND_ON=weekdays, TIMEZONE="Pacific/Auckland").invoke({})
    assert "errorType" not in invocation.response, invocation.response


def test_the_function_knows_the_winter_time_of_every_time_zone_that_the_template_offers() -> None:
    code = (ROOT / "Sources/ReminderFunction/Configuration/ScheduleFormats.swift").read_text(encoding="utf-8")
    cases = re.findall(r"case ((?:\"[\w/]+\",?\s+)*\"[\w/]+\"):\s+(-?\d+)", code)
    known = {zone: int(minutes) for zones, minutes in cases for zone in re.findall(r"[\w/]+", zones)}
    assert known == {zone: winter_time(zone) for zone in source()["Parameters"]["Timezone"]["AllowedValues"]}


def winter_time(zone: str) -> int:
    """In minutes ahead of UTC, by the time zone database."""
    days = [datetime(2026, month, 15, 12, tzinfo=ZoneInfo(zone)) for month in range(1, 13)]
    return min(int(day.utcoffset() / timedelta(minutes=1)) for day in days)


def test_a_schedule_that_is_off_is_not_missed(moto: LocalAWS) -> None:
    with Stack(ScheduleState="DISABLED") as stack:
        assert stack.properties("Schedule")["State"] == "DISABLED"
        assert "NoRun" not in stack.resources


def test_a_run_is_started_once_and_kept_when_it_fails(moto: LocalAWS) -> None:
    with Stack() as stack:
        queue = stack.created["FailedRuns"]
        asynchronous = stack.properties("KeyReminderFunctionEventInvokeConfig")
        # With a ledger a second attempt mails nobody twice.
        assert asynchronous["MaximumRetryAttempts"] == 2 and asynchronous["MaximumEventAgeInSeconds"] <= 3600
        assert asynchronous["DestinationConfig"]["OnFailure"]["Destination"] == queue.queue_arn
        assert stack.properties("Schedule")["Target"]["DeadLetterConfig"]["Arn"] == queue.queue_arn
        assert stack.properties("FailedRuns") == {"SqsManagedSseEnabled": True, "MessageRetentionPeriod": 14 * 86400}
        assert stack.properties("KeyReminderFunction")["ReservedConcurrentExecutions"] == 1


def test_a_new_account_can_do_without_reserved_concurrency(moto: LocalAWS) -> None:
    with Stack(ReserveConcurrency="false") as stack:
        assert "ReservedConcurrentExecutions" not in stack.properties("KeyReminderFunction")


def test_alarms_tell_a_person_when_one_is_named(moto: LocalAWS) -> None:
    with Stack() as stack:
        assert "AlarmTopic" not in stack.resources
        assert not any("AlarmActions" in stack.properties(alarm) for alarm in ALARMS)
    with Stack(AlarmEmail="security@example.com") as stack:
        topic = stack.created["AlarmTopic"].arn
        assert all(stack.properties(alarm)["AlarmActions"] == [topic] for alarm in ALARMS)
        assert {name for name, kind in stack.resources.items() if kind == "AWS::CloudWatch::Alarm"} == ALARMS


def test_the_log_ends_and_goes_with_the_stack(moto: LocalAWS) -> None:
    with Stack(LogRetentionDays="30") as stack:
        group = stack.created["LogGroup"]
        assert (group.name, int(group.retention_in_days)) == ("/aws/lambda/key-reminder", 30)
        logging = stack.properties("KeyReminderFunction")["LoggingConfig"]
        assert (logging["LogGroup"], logging["LogFormat"]) == (group.name, "JSON")
    kept = {
        name
        for name, resource in transformed()["Resources"].items()
        if resource.get("DeletionPolicy", "Delete") != "Delete"
    }
    assert kept == {"LedgerTable"}, "who was reminded is remembered beyond the stack"


def test_the_saved_query_reads_the_stacks_own_log(moto: LocalAWS) -> None:
    with Stack() as stack:
        query = stack.properties("MailQuery")
    assert query["LogGroupNames"] == ["/aws/lambda/key-reminder"] and query["Name"].startswith("key-reminder/")


def test_no_level_of_the_log_hides_the_metrics(moto: LocalAWS) -> None:
    """They are lines of level INFO. Without them two alarms stay silent, and a third rings for ever."""
    levels = source()["Parameters"]["LogLevel"]["AllowedValues"]
    assert levels == ["TRACE", "DEBUG", "INFO"]
    for level in levels:
        with Stack(LogLevel=level) as stack:
            assert stack.properties("KeyReminderFunction")["LoggingConfig"]["ApplicationLogLevel"] == level


def test_the_dashboard_is_json_and_draws_metrics_that_exist(moto: LocalAWS) -> None:
    with Stack() as stack:
        body = json.loads(stack.properties("Dashboard")["DashboardBody"])
        function = stack.outputs["FunctionName"]
    rows = [row for widget in body["widgets"] for row in widget["properties"].get("metrics", [])]
    named = [row for row in rows if isinstance(row[0], str)]
    assert {row[1] for row in named} <= METRICS
    assert all(row[2:4] in (["FunctionName", function], [".", "."]) for row in named)


# What the function publishes only with a ledger.
LEDGER_METRICS = {"MailsAlreadyReminded", "MailsAlreadyTried", "LedgerFailures", "KeysRetired", "MedianDaysToRetire"}
# What the function publishes, as test_metrics.py checks.
METRICS = {
    *LEDGER_METRICS,
    "Complete",
    "UsersChecked",
    "StaleKeys",
    "OldestKeyDays",
    "OwnersUnreachable",
    "MailsSent",
    "MailsFailed",
    "MailsUnknown",
    "MailsNotAccepted",
    "DryRun",
    "ThrottledCalls",
    "Duration",
}


@pytest.mark.parametrize("alarm", ["RunIncomplete", "MailsFailed", "NoRun"])
def test_alarms_watch_metrics_that_exist(moto: LocalAWS, alarm: str) -> None:
    with Stack() as stack:
        properties, function = stack.properties(alarm), stack.outputs["FunctionName"]
    assert properties["Namespace"] == "KeyReminder" and properties["MetricName"] in METRICS
    assert properties["Dimensions"] == [{"Name": "FunctionName", "Value": function}]


def test_the_handbook_knows_every_alarm_and_metric() -> None:
    """docs/SETTINGS.md has every parameter, as Scripts/check-settings checks."""
    handbook = (ROOT / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
    missing = [name for name in (*ALARMS, *METRICS) if f"`{name}`" not in handbook]
    assert missing == []


GROUPS = source()["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]


def test_every_parameter_has_a_place_in_the_console() -> None:
    """The SAM CLI asks in the order of the template, which must be the console's."""
    placed = [parameter for group in GROUPS for parameter in group["Parameters"]]
    assert placed == list(source()["Parameters"])


def test_what_is_rarely_needed_stands_at_the_end() -> None:
    assert GROUPS[-1]["Label"]["default"] == "Rarely needed"
    assert GROUPS[0]["Parameters"][0] == "SenderEmail", "the one that has no default comes first"


@pytest.mark.parametrize("name", source()["Parameters"])
def test_a_parameter_says_what_it_is_and_takes_no_nonsense(name: str) -> None:
    parameter = source()["Parameters"][name]
    assert parameter["Description"]
    assert {"AllowedPattern", "AllowedValues", "MaxValue"} & set(parameter), "anything goes"
    if "AllowedPattern" in parameter:
        assert not re.fullmatch(parameter["AllowedPattern"], "<two>\nwords")
        assert re.fullmatch(parameter["AllowedPattern"], parameter.get("Default", "key-reminder@example.com"))


# A parameter, a value, and whether it is accepted. The function accepts what the template accepts.
VALUES: list[tuple[str, str, bool]] = [
    ("SenderEmail", "key-reminder+aws@example.co.uk", True),
    ("SenderEmail", "", False),
    ("SenderEmail", "a@example.com,b@example.com", False),
    ("SenderEmail", "*@example.com", False),
    ("SupportEmail", "", True),
    ("SupportEmail", "help@example.com ops@example.com", True),
    ("SupportEmail", "help@example.com,ops@example.com", False),
    ("SupportEmail", "help desk", False),
    ("AdminEmail", "a@example.com b@example.com c@example.com", True),
    ("AdminEmail", "a@example.com ", False),
    ("SenderName", 'Zoë\'s "Cloud", Security', True),
    ("SenderName", "x" * 65, False),
    ("SenderName", "a\x85b", False),
    ("SenderIdentityArn", "arn:aws-us-gov:ses:us-gov-west-1:123456789012:identity/a@example.com", True),
    ("SenderIdentityArn", "arn:aws:ses:eu-west-1:123456789012:identity/*", False),
    ("SenderIdentityArn", "arn:aws:ses:*:123456789012:identity/example.com", False),
    ("SenderIdentityArn", "example.com", False),
    ("FeedbackEmail", "bounces@example.com", True),
    ("FeedbackEmail", "*@example.com", False),
    ("ConfigurationSet", "my-events_2", True),
    ("ConfigurationSet", "*", False),
    ("DefaultConfigurationSet", "my-events_2", True),
    ("DefaultConfigurationSet", "*", False),
    ("SesRegion", "us-gov-west-1", True),
    ("SesRegion", "Frankfurt", False),
    ("SenderIdentity", "example.com", True),
    ("SenderIdentity", "no-reply@example.com", True),
    ("SenderIdentity", "*", False),
    ("PathPrefix", "/", True),
    ("PathPrefix", "/contractors/eu-1/", True),
    ("PathPrefix", "/contractors", False),
    ("PathPrefix", "", False),
    ("PathPrefix", "/*/", False),
    ("PathPrefix", "/${aws:username}/", False),
    ("OverdueAfterDays", "", True),
    ("OverdueAfterDays", "7300", True),
    ("OverdueAfterDays", "7301", False),
    ("OverdueAfterDays", "0", False),
    ("EmailTag", "", True),
    ("EmailTag", "owner email", True),
    ("EmailTag", "email,mail", False),
    ("ExcludeTag", "key-reminder:exempt", True),
    ("ExcludeUsers", "ci-* deploy+bot@example.com", True),
    ("ExcludeUsers", "ci-*,bo", True),
    ("ExcludeUsers", "bo;ana", False),
    ("EmailDomain", "example.com", True),
    ("EmailDomain", "@example.com", False),
    ("RecipientDomains", "example.com mail.example.org", True),
    ("RecipientDomains", "example.com,example.org", False),
    ("RecipientDomains", "*.example.com", False),
    ("AccountName", "", True),
    ("AccountName", "R&D, Zürich", True),
    ("AccountName", "x" * 64, True),
    ("AccountName", "x" * 65, False),
    ("AccountName", " production", False),
    ("AccountName", "production\t", False),
    ("AccountName", "a\r\nBcc: b@example.com", False),
    ("EmailTemplate", "key-reminder_2", True),
    ("EmailTemplate", "*", False),
    ("SupportUrl", "", True),
    ("SupportUrl", "https://help.example.com:8443/a?b=c&d=[e]#f", True),
    ("SupportUrl", "http://help.example.com", False),
    ("SupportUrl", "https://", False),
    ("SupportUrl", 'https://help.example.com/"x', False),
    ("AdviceUrl", "https://wiki.example.com", True),
    ("AdviceUrl", "https://user:password@wiki.example.com/", False),
    ("AdviceUrl", "https://wiki.example.com/two words", False),
    ("RedirectTo", "", True),
    ("MaxConcurrency", "", True),
    ("MaxConcurrency", "64", True),
    ("MaxConcurrency", "65", False),
    ("MaxConcurrency", "0", False),
    ("AlarmEmail", "", True),
    ("AlarmTopicArn", "arn:aws-us-gov:sns:us-gov-west-1:123456789012:on-call", True),
    ("AlarmTopicArn", "on-call", False),
    ("AlarmTopicArn", "arn:aws:sns:eu-west-1:123456789012:*", False),
    ("RunbookUrl", "https://git.example.com/ops?path=OPERATIONS.md&branch=main", True),
    ("RunbookUrl", "https://git.example.com/ops#alarms", False),
    ("RunbookUrl", "http://git.example.com/ops", False),
    ("RunbookUrl", "", False),
    ("PermissionsBoundaryArn", "arn:aws:iam::aws:policy/PowerUserAccess", True),
    ("PermissionsBoundaryArn", "arn:aws-cn:iam::123456789012:policy/org/boundary", True),
    ("PermissionsBoundaryArn", "boundary", False),
    ("RolePath", "/", True),
    ("RolePath", "/apps/key-reminder/", True),
    ("RolePath", "apps", False),
    ("RolePath", "//", False),
    ("KmsKeyArn", "arn:aws:kms:eu-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab", True),
    ("KmsKeyArn", "arn:aws:kms:eu-west-1:123456789012:alias/logs", False),
    ("ExistingLedgerTable", "", True),
    ("ExistingLedgerTable", "stack-LedgerTable-1A2B", True),
    ("ExistingLedgerTable", "ab", False),
    ("ExistingLedgerTable", "my table", False),
    ("SendAt", "04:00", True),
    ("SendAt", "22:59", True),
    ("SendAt", "03:59", False),
    ("SendAt", "23:00", False),
    ("SendAt", "8:00", False),
    ("SendAt", "08:60", False),
]


@pytest.mark.parametrize(("name", "value", "taken"), VALUES, ids=[f"{name}={value}" for name, value, _ in VALUES])
def test_a_pattern_takes_what_it_should(name: str, value: str, taken: bool) -> None:
    pattern: Any = source()["Parameters"][name]["AllowedPattern"]
    assert bool(re.fullmatch(pattern, value)) == taken
