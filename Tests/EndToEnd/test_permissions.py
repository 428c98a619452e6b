# SPDX-License-Identifier: Apache-2.0
"""32, 58: a missing permission is named, so that a reader of the response or the log knows what to grant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts import response_of
from conftest import Functions
from Sandbox.local_aws import ACTIONS, LocalAWS


def without(action: str) -> list[str]:
    return [allowed for allowed in ACTIONS if allowed != action]


def test_without_list_users_the_invocation_fails(moto: LocalAWS, functions: Functions) -> None:
    invocation = functions.with_credentials(moto.credentials(without("iam:ListUsers")), moto).invoke({})
    assert invocation.error_type and invocation.error_type.startswith("Function.")
    assert "iam:ListUsers" in invocation.error_message
    assert moto.mails == []


@pytest.mark.parametrize(
    ("action", "stage"), [("iam:ListAccessKeys", "listAccessKeys"), ("ses:SendEmail", "sendEmail")]
)
def test_a_later_action_that_is_missing_is_named_in_the_failures(
    moto: LocalAWS, functions: Functions, action: str, stage: str
) -> None:
    response = response_of(functions.with_credentials(moto.credentials(without(action)), moto).invoke({}))
    denied = [failure for failure in response["failures"] if failure["stage"] == stage]
    assert denied and not response["complete"]
    assert any(action in failure["message"] for failure in denied)
    assert moto.mails == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"secret_access_key": "wrong" * 8}, "SignatureDoesNotMatch"),
        ({"session_token": "not-the-token-of-this-role"}, "InvalidClientTokenId"),
        ({"access_key_id": "ASIAN0B0DYSKEY000000"}, "InvalidClientTokenId"),
    ],
    ids=["secret", "token", "key-id"],
)
def test_wrong_credentials_fail_the_invocation_and_say_how(
    moto: LocalAWS, functions: Functions, change: dict[str, str], code: str
) -> None:
    invocation = functions.with_credentials(replace(moto.credentials(), **change), moto).invoke({})
    assert invocation.error_type and "iam:ListUsers" in invocation.error_message
    assert any(code in line for line in invocation.log)
    assert moto.mails == []
