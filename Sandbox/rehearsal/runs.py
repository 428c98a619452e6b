# SPDX-License-Identifier: Apache-2.0
"""The runs of a deployed function, read from its log: what an administrator would see there."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

from .cloud import CloudError, LocalCloud

# Seconds that a run may take to appear in the log: it takes one, and a slow machine gets more.
APPEARS_WITHIN = 60
END = "END RequestId: "
TROUBLE = ("WARN", "ERROR", "FATAL")


@dataclass(frozen=True)
class Run:
    """`lines` are those that the function wrote itself, each a JSON object."""

    lines: tuple[dict[str, Any], ...]

    @property
    def figures(self) -> dict[str, Any]:
        """The line that CloudWatch takes the metrics from; empty when the run published none."""
        return next((line for line in self.lines if "_aws" in line), {})

    @property
    def troubles(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["level"] in TROUBLE]

    @property
    def denials(self) -> list[str]:
        """What AWS refused the function's role. Some refusals only leave something out of the mails."""
        return [json.dumps(line) for line in self.troubles if "not authorized to perform" in json.dumps(line)]

    @property
    def told(self) -> list[dict[str, Any]]:
        """Everything but the figures."""
        return [line for line in self.lines if "_aws" not in line]


class Runs:
    """The runs that stand in a log group, each once; `last` is the one returned last."""

    def __init__(self, cloud: LocalCloud, log_group: str) -> None:
        self._logs, self._group, self._aws_log = cloud.client("logs"), log_group, cloud.log
        self._seen = self._ended()
        self.last = Run(())

    def next(self) -> Run:
        """Waits for a run that has not been returned yet."""
        end = time.monotonic() + APPEARS_WITHIN
        while time.monotonic() < end:
            for stream in self._ended() - self._seen:
                self._seen.add(stream)
                self.last = self._read(stream)
                return self.last
            time.sleep(0.1)
        raise CloudError(
            f"after {APPEARS_WITHIN} s no run stands in the log {self._group}: the schedule did not start the function,"
            f" or a role does not allow it. What the local AWS says: {self._aws_log}"
        )

    @property
    def unread(self) -> int:
        """How many runs have ended that `next` has not returned."""
        return len(self._ended() - self._seen)

    def _ended(self) -> set[str]:
        """Streams, one for each run: the local AWS writes a run's lines at once, when it has ended."""
        return {event["logStreamName"] for event in self._events() if event["message"].startswith(END)}

    def _events(self, **only: Any) -> list[dict[str, Any]]:
        pages = self._logs.get_paginator("filter_log_events").paginate(logGroupName=self._group, **only)
        return pages.build_full_result()["events"]

    def _read(self, stream: str) -> Run:
        messages = (event["message"] for event in self._events(logStreamNames=[stream]))
        return Run(tuple(json.loads(message) for message in messages if message.startswith("{")))
