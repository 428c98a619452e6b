# SPDX-License-Identifier: Apache-2.0
"""What the function writes: one line an entry, JSON when asked, filtered by level, constant messages.

That no secret is in it, `conftest.py` checks after every test.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from accounts import unreachable
from conftest import Functions
from Sandbox.emulator import Invocation
from Sandbox.local_aws import LocalAWS
from stack import source

# The log's message for a failure of each stage that the sample account has.
MESSAGES = {
    "listAccessKeys": "Listing access keys failed",
    "sendEmail": "Sending the reminder failed",
}
LEVELS = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"]
TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def entries_of(invocation: Invocation) -> list[dict[str, Any]]:
    entries = [json.loads(line) for line in invocation.log]
    for entry in entries:
        assert TIMESTAMP.fullmatch(entry["timestamp"]) and entry["level"] in LEVELS and entry["message"]
    return entries


@pytest.mark.parametrize("format", ["JSON", "json"])
def test_json_lines_hold_what_lambda_wants(moto: LocalAWS, functions: Functions, format: str) -> None:
    function = functions.on(moto, AWS_LAMBDA_LOG_FORMAT=format)
    first, second = entries_of(function.invoke({})), entries_of(function.invoke({}))
    ids = [{entry.get("requestId") for entry in entries} - {None, ""} for entries in (first, second)]
    assert all(len(found) == 1 and UUID.fullmatch(*found) for found in ids) and ids[0] != ids[1]
    assert all(entry.get("requestId") for entry in second)


def test_text_lines_are_readable(moto: LocalAWS, functions: Functions) -> None:
    lines = functions.on(moto, AWS_LAMBDA_LOG_FORMAT="Text").invoke({}).log
    assert lines and all(line.strip() and line.isprintable() for line in lines)
    assert any("INFO" in line.upper() for line in lines) and any("WARN" in line.upper() for line in lines)
    with pytest.raises(ValueError):
        json.loads(lines[-1])


def test_a_run_ends_with_one_line_that_sums_it_up(moto: LocalAWS, functions: Functions) -> None:
    assert entries_of(functions.on(moto, AWS_LAMBDA_LOG_FORMAT="JSON").invoke({}))[-1]["level"] == "INFO"


def test_every_failure_is_a_line_too_and_its_message_is_constant(moto: LocalAWS, functions: Functions) -> None:
    invocation = functions.on(moto, AWS_LAMBDA_LOG_FORMAT="JSON").invoke({})
    grave = [entry for entry in entries_of(invocation) if entry["level"] in ("WARN", "ERROR")]
    failed = [failure["userName"] for failure in invocation.response["failures"]]
    lost = list(unreachable(invocation.response))
    assert (len(failed), len(lost)) == (1, 3)
    for user in failed + lost:
        assert any(user in map(str, entry.values()) for entry in grave), f"no line tells of {user}"
    assert not any(user in entry["message"] for user in failed + lost for entry in grave)
    for entry in grave:
        if "stage" in entry:
            assert entry["message"] == MESSAGES[entry["stage"]]
        elif entry.get("userName") in lost:
            assert entry["message"] == "Owner has no usable address" and entry["code"] and entry["reason"]


def test_every_mail_is_a_line_that_the_saved_query_finds(moto: LocalAWS, functions: Functions) -> None:
    """The query of template.yaml filters by the message and shows these fields."""
    query = source()["Resources"]["MailQuery"]["Properties"]["QueryString"]
    invocation = functions.on(moto, AWS_LAMBDA_LOG_FORMAT="JSON", ADMIN_EMAIL="admins@example.com").invoke({})
    *lines, report = [entry for entry in entries_of(invocation) if f"'{entry['message']}'" in query]
    told = {(line["to"], line["outcome"], line.get("messageId"), line["userNames"]) for line in lines}
    mails = [entry for entry in invocation.response["notifications"] if entry["outcome"] != "unreachable"]
    assert told == {
        (entry["to"], entry["outcome"], entry.get("messageId"), entry["userName"]) for entry in mails
    } and len(lines) == len(mails)
    assert (report["kind"], report["to"], report["outcome"]) == ("adminReport", "admins@example.com", "sent")
    for line in lines:
        assert len(line["keys"].split()) == len(line["advice"].split()) > 0
        assert set(line) - {"timestamp", "level", "message", "requestId"} <= set(re.findall(r"\w+", query))


def test_no_address_is_in_the_log_when_none_may_be(moto: LocalAWS, functions: Functions) -> None:
    """Names of users that are addresses, tags that are none, and what AWS repeats of them."""
    function = functions.on(
        moto, AWS_LAMBDA_LOG_FORMAT="JSON", AWS_LAMBDA_LOG_LEVEL="TRACE", LOG_RECIPIENTS="false", EMAIL_TAG="email"
    )
    log = [*function.invoke({}).log, *function.invoke({"ana@example.com": 1}).log]
    assert any("…@example.com" in line for line in log)
    assert [line for line in log if re.search(r"[^…]@", line)] == []


@pytest.mark.parametrize("level", LEVELS)
def test_the_level_filters(moto: LocalAWS, functions: Functions, level: str) -> None:
    function = functions.on(moto, AWS_LAMBDA_LOG_FORMAT="JSON", AWS_LAMBDA_LOG_LEVEL=level)
    levels = {entry["level"] for entry in entries_of(function.invoke({}))}
    assert all(LEVELS.index(found) >= LEVELS.index(level) for found in levels)
    assert ("INFO" in levels) == (LEVELS.index(level) <= LEVELS.index("INFO"))
    assert ("WARN" in levels) <= (LEVELS.index(level) <= LEVELS.index("WARN"))


def test_each_call_is_a_line_for_whoever_looks_for_a_fault(moto: LocalAWS, functions: Functions) -> None:
    """DEBUG: every request that AWS saw, by its operation. TRACE: also pages. INFO: nothing of the kind."""
    calls, pages = "A call of AWS has ended.", "A page was read."
    for level, told in (("INFO", set()), ("DEBUG", {calls}), ("TRACE", {calls, pages})):
        moto.forget()
        function = functions.on(moto, AWS_LAMBDA_LOG_FORMAT="JSON", AWS_LAMBDA_LOG_LEVEL=level)
        entries = entries_of(function.invoke({}))
        assert {entry["message"] for entry in entries} & {calls, pages} == told
        attempts = [entry for entry in entries if entry["message"] == calls]
        if attempts:
            assert Counter(entry["operation"] for entry in attempts) == Counter(call.operation for call in moto.calls)
        for entry in attempts:
            assert entry["status"] and entry["attempt"] == 1 and entry["durationMs"] >= 0 and entry["level"] == "DEBUG"
            known = {"operation", "attempt", "status", "durationMs", "awsRequestId", "code"}
            assert set(entry) - {"timestamp", "level", "message", "requestId"} <= known


def test_unknown_format_and_level_are_the_defaults(moto: LocalAWS, functions: Functions) -> None:
    function = functions.on(moto, AWS_LAMBDA_LOG_FORMAT="Baroque", AWS_LAMBDA_LOG_LEVEL="SHOUT")
    assert any("INFO" in line.upper() for line in function.invoke({}).log)


def test_a_refused_event_is_one_error_line(moto: LocalAWS, functions: Functions) -> None:
    invocation = functions.on(moto, AWS_LAMBDA_LOG_FORMAT="JSON").invoke({"dryrun": True})
    assert [entry["level"] for entry in entries_of(invocation)].count("ERROR") == 1
