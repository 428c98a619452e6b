# SPDX-License-Identifier: Apache-2.0
"""The stack's alarms, as far as the local AWS evaluates them.

The local AWS neither takes metrics out of a log nor counts messages of a queue, and it does not evaluate missing data.
This module publishes both kinds of metrics through CloudWatch's own API, from the function's log and the queue; an
alarm without data stays undecided.
"""

from __future__ import annotations

from typing import Any

from .cloud import LocalCloud
from .deployment import Deployment
from .runs import Run


class Alarms:
    def __init__(self, cloud: LocalCloud, deployment: Deployment) -> None:
        self._api, self._deployment = cloud.client("cloudwatch"), deployment
        self._published: set[tuple[str, str, tuple[tuple[str, str], ...]]] = set()

    def take_figures(self, run: Run) -> None:
        """The metrics that CloudWatch would take out of the line of the log."""
        for directive in run.figures.get("_aws", {}).get("CloudWatchMetrics", []):
            names = [metric["Name"] for metric in directive["Metrics"]]
            for dimensions in directive["Dimensions"]:
                chosen = {name: run.figures[name] for name in dimensions}
                self._publish(directive["Namespace"], chosen, {name: run.figures[name] for name in names})

    def count_queue(self, name: str, messages: int) -> None:
        self._publish("AWS/SQS", {"QueueName": name}, {"ApproximateNumberOfMessagesVisible": messages})

    def states(self) -> dict[str, str]:
        """By the alarm's name in the template: OK, ALARM, or why it is undecided."""
        names = self._deployment.named("AWS::CloudWatch::Alarm")
        alarms = self._api.describe_alarms(AlarmNames=list(names))["MetricAlarms"]
        return {names[alarm["AlarmName"]]: self._state(alarm) for alarm in alarms}

    def _state(self, alarm: dict[str, Any]) -> str:
        # The local AWS compares only namespace and name.
        metric = (alarm["Namespace"], alarm["MetricName"], _sorted(alarm["Dimensions"]))
        if metric not in self._published:
            return f"undecided: nobody published {alarm['Namespace']} {alarm['MetricName']} for it"
        return alarm["StateValue"]

    def _publish(self, namespace: str, dimensions: dict[str, str], values: dict[str, float]) -> None:
        listed = [{"Name": name, "Value": value} for name, value in dimensions.items()]
        data = [{"MetricName": name, "Dimensions": listed, "Value": value} for name, value in values.items()]
        self._published.update((namespace, name, _sorted(listed)) for name in values)
        self._api.put_metric_data(Namespace=namespace, MetricData=data)


def _sorted(dimensions: list[dict[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((dimension["Name"], dimension["Value"]) for dimension in dimensions))
