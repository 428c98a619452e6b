# SPDX-License-Identifier: Apache-2.0
"""The rules of CloudWatch's Embedded Metric Format, as its specification states them: the schema of the directive,
and what no schema can say: each metric and each dimension that is named is a member of the same object.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
"""

from __future__ import annotations

import json
import re
import time
from typing import Any

from jsonschema import Draft202012Validator

RATES = [
    "Bytes",
    "Kilobytes",
    "Megabytes",
    "Gigabytes",
    "Terabytes",
    "Bits",
    "Kilobits",
    "Megabits",
    "Gigabits",
    "Terabits",
    "Count",
]
UNITS = ["Seconds", "Microseconds", "Milliseconds", "Percent", "None", *RATES, *(f"{unit}/Second" for unit in RATES)]
LONGEST_EVENT = 1_048_576
TWO_WEEKS, TWO_HOURS = 14 * 86_400_000, 2 * 3_600_000

METRIC = {
    "type": "object",
    "required": ["Name"],
    "properties": {
        "Name": {"type": "string", "minLength": 1, "maxLength": 1024},
        "Unit": {"enum": UNITS},
        "StorageResolution": {"enum": [1, 60]},
    },
    "additionalProperties": False,
}
DIRECTIVE = {
    "type": "object",
    "required": ["Namespace", "Dimensions", "Metrics"],
    "properties": {
        "Namespace": {"type": "string", "minLength": 1, "maxLength": 1024},
        "Dimensions": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "array",
                "maxItems": 30,
                "items": {"type": "string", "minLength": 1, "maxLength": 250},
            },
        },
        "Metrics": {"type": "array", "maxItems": 100, "items": METRIC},
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": ["_aws"],
    "properties": {
        "_aws": {
            "type": "object",
            "required": ["Timestamp", "CloudWatchMetrics"],
            "properties": {
                "Timestamp": {"type": "integer"},
                "CloudWatchMetrics": {"type": "array", "items": DIRECTIVE},
            },
        },
    },
}


def lines(log: list[str]) -> list[str]:
    """The lines that contain metrics."""
    return [line for line in log if '"_aws"' in line]


def read(line: str) -> dict[str, Any]:
    """One line of metrics, after a check of every rule."""
    assert line.startswith("{") and line.endswith("}") and len(line.encode()) <= LONGEST_EVENT
    document = json.loads(line, object_pairs_hook=_without_repetition)
    Draft202012Validator(SCHEMA).validate(document)
    now = time.time() * 1000
    assert now - TWO_WEEKS < document["_aws"]["Timestamp"] < now + TWO_HOURS
    for directive in document["_aws"]["CloudWatchMetrics"]:
        _check_targets(directive, document)
    _check_log_entry(document)
    return document


def metrics(document: dict[str, Any]) -> dict[str, float]:
    names = [metric["Name"] for directive in document["_aws"]["CloudWatchMetrics"] for metric in directive["Metrics"]]
    assert len(names) == len(set(names))
    return {name: document[name] for name in names}


def _check_targets(directive: dict[str, Any], document: dict[str, Any]) -> None:
    for metric in directive["Metrics"]:
        values = document[metric["Name"]]
        values = values if isinstance(values, list) else [values]
        assert 1 <= len(values) <= 100 and all(type(value) in (int, float) for value in values), metric["Name"]
    for dimension in {name for names in directive["Dimensions"] for name in names}:
        value = document[dimension]
        assert isinstance(value, str) and 1 <= len(value) <= 1024 and value.isascii(), dimension
        assert not value.startswith(":") and value.strip(), dimension


def _check_log_entry(document: dict[str, Any]) -> None:
    """Lambda's rules for lines in JSON: without a readable level or timestamp it adds its own."""
    assert document["level"] == "INFO"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", document["timestamp"])


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    assert len(dict(pairs)) == len(pairs), "a member stands twice"
    return dict(pairs)
