# SPDX-License-Identifier: Apache-2.0
"""Every alarm of template.yaml as a whole: what it watches and when it rings, not what it says to people."""

from __future__ import annotations

from typing import Any

import pytest

from Sandbox.local_aws import LocalAWS
from stack import Stack

ONE_HOUR, ONE_DAY = 3600, 86400
ABOVE_ZERO = {"ComparisonOperator": "GreaterThanThreshold", "Threshold": 0}
BELOW_ONE = {"ComparisonOperator": "LessThanThreshold", "Threshold": 1}
FOR_PEOPLE = {"AlarmDescription", "AlarmActions", "OKActions"}


def metric(name: str, stack: Stack) -> dict[str, Any]:
    """A metric of the function."""
    dimension = {"Name": "FunctionName", "Value": stack.outputs["FunctionName"]}
    return {"Namespace": "KeyReminder", "MetricName": name, "Dimensions": [dimension]}


def alarms(stack: Stack) -> dict[str, dict[str, Any]]:
    """The alarms of a stack that runs every three days."""
    queue = {"Name": "QueueName", "Value": stack.created["FailedRuns"].name}
    return {
        "RunFailed": {
            "Namespace": "AWS/SQS",
            "MetricName": "ApproximateNumberOfMessagesVisible",
            "Dimensions": [queue],
            "Statistic": "Maximum",
            "Period": 300,
            "EvaluationPeriods": 1,
            **ABOVE_ZERO,
            "TreatMissingData": "notBreaching",
        },
        "RunIncomplete": {
            **metric("Complete", stack),
            "Statistic": "Minimum",
            "Period": ONE_HOUR,
            "EvaluationPeriods": 1,
            **BELOW_ONE,
            "TreatMissingData": "ignore",
        },
        "MailsFailed": {
            **metric("MailsNotAccepted", stack),
            "Statistic": "Maximum",
            "Period": ONE_HOUR,
            "EvaluationPeriods": 1,
            **ABOVE_ZERO,
            "TreatMissingData": "ignore",
        },
        "LedgerUnavailable": {
            **metric("LedgerFailures", stack),
            "Statistic": "Maximum",
            "Period": ONE_HOUR,
            "EvaluationPeriods": 1,
            **ABOVE_ZERO,
            "TreatMissingData": "ignore",
        },
        "NoRun": {
            **metric("Complete", stack),
            "Statistic": "SampleCount",
            "Period": ONE_DAY,
            "EvaluationPeriods": 4,
            **BELOW_ONE,
            "TreatMissingData": "breaching",
        },
    }


@pytest.fixture(scope="module")
def stack() -> Any:
    with Stack(SendEveryDays="3", AlarmEmail="security@example.com") as stack:
        yield stack


def test_these_are_all_alarms(moto: LocalAWS, stack: Stack) -> None:
    kinds = stack.resources.items()
    assert {name for name, kind in kinds if kind == "AWS::CloudWatch::Alarm"} == set(alarms(stack))


@pytest.mark.parametrize("name", ["RunFailed", "RunIncomplete", "MailsFailed", "LedgerUnavailable", "NoRun"])
def test_an_alarm_rings_when_it_should(moto: LocalAWS, stack: Stack, name: str) -> None:
    properties = {key: value for key, value in stack.properties(name).items() if key not in FOR_PEOPLE}
    assert properties == alarms(stack)[name]
    assert stack.properties(name)["AlarmDescription"]
    assert stack.properties(name)["AlarmActions"] == [stack.created["AlarmTopic"].arn]
