# SPDX-License-Identifier: Apache-2.0
"""A typing error must never mail a whole company: such an event lists nothing, sends nothing, and says why."""

from __future__ import annotations

import pytest

from accounts import response_of
from conftest import Functions
from Sandbox.emulator import Emulator
from Sandbox.local_aws import LocalAWS
from Sandbox.sample_account import USERS

KEYS = ("dryRun", "alertAfterDays", "pathPrefix", "users")
# An event, and the key that the message must name: all known keys if no single one is wrong.
WRONG = {
    "misspelt-key": (b'{"dryrun":true}', "dryrun"),
    "unknown-beside-a-known-one": (b'{"dryRun":true,"color":"red"}', "color"),
    "console-template": (b'{"key1":"value1","key2":"value2","key3":"value3"}', "key"),
    "dry-run-as-text": (b'{"dryRun":"true"}', "dryRun"),
    "dry-run-as-number": (b'{"dryRun":1}', "dryRun"),
    "dry-run-null": (b'{"dryRun":null}', "dryRun"),
    "days-as-text": (b'{"alertAfterDays":"100"}', "alertAfterDays"),
    "days-as-bool": (b'{"alertAfterDays":true}', "alertAfterDays"),
    "days-fraction": (b'{"alertAfterDays":99.5}', "alertAfterDays"),
    "days-zero": (b'{"alertAfterDays":0}', "alertAfterDays"),
    "days-negative": (b'{"alertAfterDays":-1}', "alertAfterDays"),
    "days-too-many": (b'{"alertAfterDays":3651}', "alertAfterDays"),
    "days-overflow": (b'{"alertAfterDays":99999999999999999999}', "alertAfterDays"),
    "path-without-slashes": (b'{"pathPrefix":"contractors"}', "pathPrefix"),
    "path-without-last-slash": (b'{"pathPrefix":"/contractors"}', "pathPrefix"),
    "path-empty": (b'{"pathPrefix":""}', "pathPrefix"),
    "path-as-number": (b'{"pathPrefix":7}', "pathPrefix"),
    "users-unknown": (b'{"users":"everyone"}', "users"),
    "users-as-list": (b'{"users":["ana@example.com"]}', "users"),
    "scheduler-and-a-spelling": (b'{"source":"aws.scheduler","dry_run":true}', "dry_run"),
    "rule-and-a-spelling": (b'{"detail-type":"Scheduled Event","dry-run":true}', "dry-run"),
    "rule-and-another-key": (b'{"source":"aws.events","detail":{},"color":"red"}', "color"),
    "setting-in-the-detail": (b'{"source":"aws.events","detail":{"input":{"DRY_RUN":true}}}', "DRY_RUN"),
    "detail-is-a-list": (b'{"source":"aws.scheduler","detail":[{"dryRun":true}]}', "detail"),
    "detail-is-a-text": (b'{"source":"aws.scheduler","detail":"{\\"dryRun\\":true}"}', "detail"),
    "json-null": (b"null", ""),
    "json-array": (b"[]", ""),
    "json-array-of-events": (b'[{"dryRun":true}]', ""),
    "json-text": (b'"dryRun"', ""),
    "json-number": (b"42", ""),
    "json-bool": (b"true", ""),
    "not-json": (b"hello", ""),
    "cut-json": (b'{"dryRun":tr', ""),
    "two-values": (b"{} {}", ""),
    "not-utf-8": (b'{"dryRun":"\xff\xfe"}', "dryRun"),
    "deeply-nested": (b"[" * 20_000, ""),
}


@pytest.fixture(scope="module")
def function(shared_moto: LocalAWS, module_functions: Functions) -> Emulator:
    return module_functions.on(shared_moto)


@pytest.mark.parametrize(("event", "named"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_event_is_refused_and_the_next_one_served(
    moto: LocalAWS, function: Emulator, event: bytes, named: str
) -> None:
    invocation = function.invoke(event)
    assert invocation.error_type == "Function.InvalidEvent"
    wanted = [named] if named in KEYS else [named, *KEYS]
    assert all(key in invocation.error_message for key in wanted), invocation.error_message
    assert moto.calls == []
    assert response_of(function.invoke({"dryRun": True}))["users"]["listed"] == len(USERS)
