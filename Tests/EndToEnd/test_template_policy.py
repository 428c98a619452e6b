# SPDX-License-Identifier: Apache-2.0
"""The role of the template is what the job needs, and no more: the whole job passes with exactly its policy, and
without any one action of it fails with the name of what is missing.

moto judges actions; resources and conditions are judged by Sandbox/authorization.py.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from accounts import answer_of
from conftest import Functions
from Sandbox.emulator import Invocation
from Sandbox.judge import Verdict
from Sandbox.local_aws import ACCOUNT_ID, REGION, LocalAWS
from Sandbox.sample_account import SENDER, RunSettings
from stack import Stack, transformed

# What the function itself asks of AWS; the rest of its role is for Lambda.
CALLS = {"iam:ListUsers": "listUsers", "iam:ListAccessKeys": "listAccessKeys", "ses:SendEmail": "sendEmail"}
FOR_LAMBDA = {"logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"}


def run(moto: LocalAWS, functions: Functions, stack: Stack, policy: Any = None, **variables: str) -> Invocation:
    """A run with the stack's variables, under the stack's policy or another."""
    credentials = moto.credentials_under(policy or stack.policy("FunctionRole"))
    return functions.with_credentials(credentials, moto, **{**stack.variables, **variables}).invoke({})


def without(policy: dict[str, Any], action: str) -> dict[str, Any]:
    policy = copy.deepcopy(policy)
    for statement in policy["Statement"]:
        actions = statement["Action"]
        statement["Action"] = [kept for kept in ([actions] if isinstance(actions, str) else actions) if kept != action]
    policy["Statement"] = [statement for statement in policy["Statement"] if statement["Action"]]
    return policy


def actions(policy: dict[str, Any]) -> list[str]:
    return [
        action
        for statement in policy["Statement"]
        for action in ([statement["Action"]] if isinstance(statement["Action"], str) else statement["Action"])
    ]


@pytest.fixture
def stack(moto: LocalAWS) -> Iterator[Stack]:
    with Stack(DryRun="false", SupportEmail="cloud-team@example.com") as stack:
        yield stack


def test_the_whole_job_passes_with_exactly_this_policy(moto: LocalAWS, functions: Functions, stack: Stack) -> None:
    assert sorted(actions(stack.policy("FunctionRole"))) == sorted({*CALLS, *FOR_LAMBDA})
    assert Verdict(RunSettings(), run(moto, functions, stack), moto.mails).differences == []


@pytest.mark.parametrize("action", CALLS)
def test_an_action_that_is_missing_is_named(
    moto: LocalAWS, functions: Functions, stack: Stack, action: str
) -> None:
    invocation = run(moto, functions, stack, without(stack.policy("FunctionRole"), action))
    assert moto.mails == []
    if action == "iam:ListUsers":
        assert invocation.error_type == "Function.UsersNotListed" and action in invocation.error_message
        return
    failures = [failure for failure in answer_of(invocation)["failures"] if failure["stage"] == CALLS[action]]
    assert failures and action in failures[0]["message"]


@pytest.mark.parametrize("action", sorted(FOR_LAMBDA))
def test_the_function_itself_does_not_need_what_is_for_lambda(
    moto: LocalAWS, functions: Functions, stack: Stack, action: str
) -> None:
    invocation = run(moto, functions, stack, without(stack.policy("FunctionRole"), action))
    assert Verdict(RunSettings(), invocation, moto.mails).differences == []


def test_the_role_reads_no_users_outside_its_path(moto: LocalAWS, functions: Functions) -> None:
    with Stack(DryRun="false", PathPrefix="/contractors/") as stack:
        inside = run(moto, functions, stack)
        assert Verdict(RunSettings(path_prefix="/contractors/"), inside, moto.mails).differences == []
        outside = run(moto, functions, stack, PATH_PREFIX="/")
        assert "iam:ListUsers" in outside.error_message


def test_the_role_sends_from_its_sender_alone(moto: LocalAWS, functions: Functions, stack: Stack) -> None:
    answer = answer_of(run(moto, functions, stack, SENDER_EMAIL="ceo@example.com"))
    assert answer["emails"]["sent"] == 0 and moto.mails == []
    assert any("ses:SendEmail" in failure["message"] for failure in answer["failures"])


def identities(**parameters: str) -> list[str]:
    with Stack(**parameters) as stack:
        statement, = [found for found in stack.policy("FunctionRole")["Statement"] if found["Action"] == "ses:SendEmail"]
    assert statement["Condition"] == {"StringEquals": {"ses:FromAddress": parameters.get("SenderEmail", SENDER)}}
    return statement["Resource"]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, [f"{REGION}:{ACCOUNT_ID}:identity/{SENDER}", f"{REGION}:{ACCOUNT_ID}:identity/example.com"]),
        (
            {"SenderEmail": "keys@aws.example.com", "SenderIdentity": "example.com", "SesRegion": "eu-west-1"},
            [f"eu-west-1:{ACCOUNT_ID}:identity/keys@aws.example.com", f"eu-west-1:{ACCOUNT_ID}:identity/example.com"],
        ),
        ({"SesSandbox": "true"}, [f"{REGION}:{ACCOUNT_ID}:identity/*"]),
    ],
    ids=["address-or-domain", "domain-above-in-another-region", "ses-sandbox"],
)
def test_the_role_may_use_the_identity_that_ses_finds(
    moto: LocalAWS, parameters: dict[str, str], expected: list[str]
) -> None:
    assert identities(**parameters) == [f"arn:aws:ses:{identity}" for identity in expected]


def test_the_schedule_may_start_this_function_and_nothing_else(moto: LocalAWS, stack: Stack) -> None:
    function, queue = stack.created["KeyReminderFunction"], stack.created["FailedRuns"]
    granted = {statement["Action"]: statement["Resource"] for statement in stack.policy("ScheduleRole")["Statement"]}
    assert granted == {"lambda:InvokeFunction": function.function_arn, "sqs:SendMessage": queue.queue_arn}


def test_stars_stand_only_where_names_are_not_known_beforehand(moto: LocalAWS, stack: Stack) -> None:
    def resources(role: str) -> Iterator[str]:
        for statement in stack.policy(role)["Statement"]:
            yield from statement["Resource"] if isinstance(statement["Resource"], list) else [statement["Resource"]]

    stars = [resource for role in ("FunctionRole", "ScheduleRole") for resource in resources(role) if "*" in resource]
    assert stars == [
        f"arn:aws:iam::{ACCOUNT_ID}:user/*",
        f"arn:aws:logs:{REGION}:{ACCOUNT_ID}:log-group:/aws/lambda/key-reminder:*",
    ]
    assert not any("*" in action for role in ("FunctionRole", "ScheduleRole") for action in actions(stack.policy(role)))


def test_no_partition_is_taken_for_granted() -> None:
    assert "arn:aws:" not in json.dumps(transformed())
