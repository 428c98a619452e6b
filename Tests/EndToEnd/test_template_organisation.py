# SPDX-License-Identifier: Apache-2.0
"""What an organisation asks of every stack: a permissions boundary, a path for roles, a key of its own, and alarms that
its on-call team hears of and can look up."""

from __future__ import annotations

import re
from typing import Any

import pytest

from Sandbox.emulator import ROOT
from Sandbox.local_aws import ACCOUNT_ID, REGION, LocalAWS
from stack import Stack, source

ROLES = ["FunctionRole", "ScheduleRole"]
BOUNDARY = f"arn:aws:iam::{ACCOUNT_ID}:policy/org/boundary"
KEY = f"arn:aws:kms:{REGION}:{ACCOUNT_ID}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT_ID}:on-call"
ALARMS = [name for name, resource in source()["Resources"].items() if resource["Type"] == "AWS::CloudWatch::Alarm"]


def test_the_roles_are_as_the_organisation_wants_them(moto: LocalAWS) -> None:
    with Stack(PermissionsBoundaryArn=BOUNDARY, RolePath="/apps/key-reminder/") as stack:
        for role in ROLES:
            assert stack.properties(role)["PermissionsBoundary"] == BOUNDARY
            assert stack.created[role].path == "/apps/key-reminder/"
    with Stack() as stack:
        assert [stack.properties(role)["Path"] for role in ROLES] == ["/", "/"]
        assert not any("PermissionsBoundary" in stack.properties(role) for role in ROLES)


def test_every_role_of_the_template_is_one_of_these() -> None:
    kinds = {name: resource["Type"] for name, resource in source()["Resources"].items()}
    assert [name for name, kind in kinds.items() if kind == "AWS::IAM::Role"] == ROLES


def encrypting(stack: Stack, role: str) -> list[dict[str, Any]]:
    return [
        statement
        for statement in stack.policy(role)["Statement"]
        if any(action.startswith("kms:") for action in statement["Action"])
    ]


def test_a_key_encrypts_all_that_the_stack_keeps(moto: LocalAWS) -> None:
    with Stack(KmsKeyArn=KEY, AlarmEmail="security@example.com") as stack:
        assert stack.properties("LogGroup")["KmsKeyId"] == KEY
        assert stack.properties("AlarmTopic")["KmsMasterKeyId"] == KEY
        queue = stack.properties("FailedRuns")
        assert queue["KmsMasterKeyId"] == KEY and "SqsManagedSseEnabled" not in queue


@pytest.mark.parametrize("role", ROLES)
def test_whoever_fills_the_queue_may_use_its_key_for_that_alone(moto: LocalAWS, role: str) -> None:
    with Stack(KmsKeyArn=KEY) as stack:
        (statement,) = encrypting(stack, role)
    assert (statement["Action"], statement["Resource"]) == (["kms:GenerateDataKey", "kms:Decrypt"], [KEY])
    assert statement["Condition"] == {"StringEquals": {"kms:ViaService": f"sqs.{REGION}.amazonaws.com"}}


def test_without_a_key_nothing_asks_for_one(moto: LocalAWS) -> None:
    with Stack(AlarmEmail="security@example.com") as stack:
        assert "KmsKeyId" not in stack.properties("LogGroup")
        assert "KmsMasterKeyId" not in stack.properties("AlarmTopic")
        assert stack.properties("FailedRuns")["SqsManagedSseEnabled"] is True
        assert [encrypting(stack, role) for role in ROLES] == [[], []]


@pytest.mark.parametrize("email", ["", "security@example.com"], ids=["no-email", "email"])
@pytest.mark.parametrize("topic", ["", TOPIC], ids=["no-topic", "topic"])
def test_alarms_tell_when_they_begin_and_when_they_end(moto: LocalAWS, email: str, topic: str) -> None:
    with Stack(AlarmEmail=email, AlarmTopicArn=topic) as stack:
        told = ([stack.created["AlarmTopic"].arn] if email else []) + ([topic] if topic else [])
        assert ("AlarmTopic" in stack.resources) == bool(email)
        for alarm in ALARMS:
            properties = stack.properties(alarm)
            for actions in ("AlarmActions", "OKActions"):
                assert properties.get(actions) == (told or None), alarm


@pytest.mark.parametrize("page", ["docs/OPERATIONS.md", "https://git.example.com/ops/key-reminder/OPERATIONS.md"])
@pytest.mark.parametrize("alarm", ALARMS)
def test_an_alarm_says_where_its_runbook_is(moto: LocalAWS, alarm: str, page: str) -> None:
    with Stack(**({} if page == "docs/OPERATIONS.md" else {"RunbookUrl": page})) as stack:
        description = stack.properties(alarm)["AlarmDescription"]
    assert description.endswith(f". Runbook: {page}#{alarm.lower()}")
    assert len(description) <= 1024, "CloudWatch takes no more"


@pytest.mark.parametrize("alarm", ALARMS)
def test_the_runbook_has_a_section_for_each_alarm(alarm: str) -> None:
    handbook = (ROOT / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
    assert re.search(rf"^### `{alarm}`$", handbook, re.M), "its anchor is the heading in lower case"
