# SPDX-License-Identifier: Apache-2.0
"""The role of the template allows what the job needs, and no more: the job passes with exactly its policy, and
without any one action of it fails with the name of what is missing.

moto judges actions; resources and conditions are judged by Sandbox/authorization.py.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from conftest import Functions
from Sandbox.emulator import Invocation
from Sandbox.judge import Verdict
from Sandbox.local_aws import ACCOUNT_ID, LEDGER, REGION, LocalAWS
from Sandbox.sample_account import ADMIN, ALIAS, EMAIL_TAG, EXCLUDE_TAG, SENDER, RunSettings
from stack import Stack, transformed

# The function's own calls; the rest of its role is for Lambda.
NEEDED = {"iam:ListAccessKeys": "listAccessKeys", "iam:ListUserTags": "listUserTags", "ses:SendEmail": "sendEmail"}
# moto does not know GetAccount: it neither judges nor serves it.
OPTIONAL = ["iam:GetAccessKeyLastUsed", "iam:GetAccountSummary", "iam:ListAccountAliases"]
# Without them nobody is mailed.
LEDGER_CALLS = {"dynamodb:Query", "dynamodb:UpdateItem"}
CALLS = {"iam:ListUsers", *NEEDED, *OPTIONAL, *LEDGER_CALLS, "ses:GetAccount"}
# Only with its parameter.
READ_BY_CHOICE = {"ses:ListSuppressedDestinations"}
SETTINGS = RunSettings(email_tag=EMAIL_TAG, exclude_tag=EXCLUDE_TAG, admin=ADMIN)
FOR_LAMBDA = {"logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage"}


def run(moto: LocalAWS, functions: Functions, stack: Stack, policy: Any = None, **variables: str) -> Invocation:
    """A run with the stack's variables, under the stack's policy or another."""
    credentials = moto.credentials_under(policy or stack.policy("FunctionRole"))
    return functions.with_credentials(credentials, moto, **{**stack.variables, **variables}).invoke({})


def without(policy: dict[str, Any], action: str) -> dict[str, Any]:
    policy = copy.deepcopy(policy)
    for statement in policy["Statement"]:
        statement["Action"] = [kept for kept in statement["Action"] if kept != action]
    policy["Statement"] = [statement for statement in policy["Statement"] if statement["Action"]]
    return policy


def actions(policy: dict[str, Any]) -> list[str]:
    return [action for statement in policy["Statement"] for action in statement["Action"]]


@pytest.fixture
def stack(moto: LocalAWS) -> Iterator[Stack]:
    parameters = {"SupportEmail": "cloud-team@example.com", "AdminEmail": ADMIN, "ReadAccountAlias": "true"}
    with Stack(DryRun="false", **parameters) as stack:
        yield stack


def test_the_whole_job_passes_with_exactly_this_policy(moto: LocalAWS, functions: Functions, stack: Stack) -> None:
    assert sorted(actions(stack.policy("FunctionRole"))) == sorted({*CALLS, *FOR_LAMBDA})
    assert Verdict(SETTINGS, run(moto, functions, stack), moto.mails).differences == []
    assert all(ALIAS in mail.subject and ALIAS in mail.text for mail in moto.mails)


def test_without_list_users_the_run_fails_and_says_so(moto: LocalAWS, functions: Functions, stack: Stack) -> None:
    invocation = run(moto, functions, stack, without(stack.policy("FunctionRole"), "iam:ListUsers"))
    assert invocation.error_type == "Function.UsersNotListed" and "iam:ListUsers" in invocation.error_message
    assert moto.mails == []


def test_100_without_query_the_run_fails_and_says_so(moto: LocalAWS, functions: Functions, stack: Stack) -> None:
    invocation = run(moto, functions, stack, without(stack.policy("FunctionRole"), "dynamodb:Query"))
    assert invocation.error_type == "Function.LedgerUnavailable" and "dynamodb:Query" in invocation.error_message
    assert moto.mails == []


def test_101_without_update_item_nobody_is_mailed(moto: LocalAWS, functions: Functions, stack: Stack) -> None:
    policy = without(stack.policy("FunctionRole"), "dynamodb:UpdateItem")
    response = run(moto, functions, stack, policy).response
    assert response["emails"]["sent"] == 0 and {mail.recipients[0] for mail in moto.mails} <= {ADMIN}
    failures = [failure for failure in response["failures"] if failure["stage"] == "ledger"]
    assert failures and "dynamodb:UpdateItem" in failures[0]["message"]


@pytest.mark.parametrize("variables", [{"LEDGER_SCOPE": "somebody-else"}, {"LEDGER_TABLE": LEDGER}])
def test_the_role_reaches_no_other_scope_and_no_other_table(
    moto: LocalAWS, functions: Functions, stack: Stack, variables: dict[str, str]
) -> None:
    invocation = run(moto, functions, stack, **variables)
    assert invocation.error_type == "Function.LedgerUnavailable" and moto.mails == []


def test_a_rehearsal_has_its_own_scope(moto: LocalAWS, functions: Functions) -> None:
    with Stack(DryRun="false", RedirectTo="me@example.com") as stack:
        assert run(moto, functions, stack).response["emails"]["sent"] > 0


@pytest.mark.parametrize("action", NEEDED)
def test_an_action_that_is_missing_is_named(moto: LocalAWS, functions: Functions, stack: Stack, action: str) -> None:
    response = run(moto, functions, stack, without(stack.policy("FunctionRole"), action)).response
    assert not response["complete"] and response["emails"]["sent"] == 0
    failures = [failure for failure in response["failures"] if failure["stage"] == NEEDED[action]]
    assert failures and action in failures[0]["message"]


@pytest.mark.parametrize("action", OPTIONAL)
def test_an_optional_action_that_is_missing_is_a_warning(
    moto: LocalAWS, functions: Functions, stack: Stack, action: str
) -> None:
    invocation = run(moto, functions, stack, without(stack.policy("FunctionRole"), action))
    assert Verdict(SETTINGS, invocation, moto.mails).differences == []
    assert any(action in warning for warning in invocation.response["warnings"])


@pytest.mark.parametrize("action", sorted(FOR_LAMBDA))
def test_the_function_itself_does_not_need_what_is_for_lambda(
    moto: LocalAWS, functions: Functions, stack: Stack, action: str
) -> None:
    invocation = run(moto, functions, stack, without(stack.policy("FunctionRole"), action))
    assert Verdict(SETTINGS, invocation, moto.mails).differences == []


@pytest.mark.parametrize(
    ("parameters", "gone"),
    [
        ({"EmailTag": "", "ExcludeTag": ""}, {"iam:ListUserTags"}),
        ({"EmailTag": ""}, set()),
        ({"EmailTag": "", "ExcludeTag": "", "Users": "tagged", "IncludeTag": "team"}, set()),
        ({"ReadLastUse": "false"}, {"iam:GetAccessKeyLastUsed"}),
        ({"ReadSendingLimits": "false"}, {"ses:GetAccount"}),
        ({"ReadSuppression": "false"}, {"ses:ListSuppressedDestinations"}),
        ({"AdminEmail": ""}, {"iam:GetAccountSummary"}),
        ({"ReadAccountAlias": "false"}, {"iam:ListAccountAliases"}),
        ({"Ledger": "false"}, LEDGER_CALLS),
    ],
    ids=str,
)
def test_what_is_not_used_is_not_allowed(moto: LocalAWS, parameters: dict[str, str], gone: set[str]) -> None:
    with Stack(**{"AdminEmail": ADMIN, "ReadSuppression": "true", "ReadAccountAlias": "true", **parameters}) as stack:
        assert set(actions(stack.policy("FunctionRole"))) == {*CALLS, *READ_BY_CHOICE, *FOR_LAMBDA} - gone


def test_with_nothing_optional_the_role_may_do_the_job_and_no_more(moto: LocalAWS, functions: Functions) -> None:
    nothing = {
        "EmailTag": "",
        "ExcludeTag": "",
        "ReadLastUse": "false",
        "ReadSendingLimits": "false",
        "Ledger": "false",
    }
    with Stack(DryRun="false", **nothing) as stack:
        needed = {"iam:ListUsers", "iam:ListAccessKeys", "ses:SendEmail"}
        assert sorted(actions(stack.policy("FunctionRole"))) == sorted(needed | FOR_LAMBDA)
        invocation = run(moto, functions, stack)
    assert Verdict(RunSettings(), invocation, moto.mails).differences == []
    assert invocation.response["warnings"] == [], "what is not wanted is not missed"


def test_a_template_is_one_that_is_named(moto: LocalAWS) -> None:
    with Stack(EmailTemplate="key-reminder") as stack:
        statement = sending(stack)
    assert statement["Action"] == ["ses:SendEmail", "ses:SendTemplatedEmail"]
    assert statement["Resource"][-1] == f"arn:aws:ses:{REGION}:{ACCOUNT_ID}:template/key-reminder"


def test_132_a_set_that_the_mails_name_is_allowed_with_its_parameter(moto: LocalAWS, functions: Functions) -> None:
    with Stack(DryRun="false", ConfigurationSet="events", AdminEmail=ADMIN) as stack:
        assert Verdict(SETTINGS, run(moto, functions, stack), moto.mails).differences == []
        policy = stack.policy("FunctionRole")
        policy["Statement"] = [each for each in policy["Statement"] if each["Sid"] != "UseConfigurationSet"]
        assert_advice(run(moto, functions, stack, policy), "configuration set events", "ConfigurationSet")
    assert {mail.configuration_set for mail in moto.mails} == {"events"}


def test_132_an_identitys_default_set_is_allowed_without_being_named(moto: LocalAWS, functions: Functions) -> None:
    with moto.default_configuration_set("default"):
        with Stack(DryRun="false") as stack:
            refused = run(moto, functions, stack)
        assert_advice(refused, "configuration set default", "DefaultConfigurationSet")
        assert moto.mails == []
        with Stack(DryRun="false", DefaultConfigurationSet="default") as stack:
            invocation = run(moto, functions, stack)
        assert Verdict(replace(SETTINGS, admin=None), invocation, moto.mails).differences == []
    assert {mail.configuration_set for mail in moto.mails} == {""}


def test_another_accounts_identity_is_allowed_with_its_parameter(moto: LocalAWS, functions: Functions) -> None:
    arn = f"arn:aws:ses:{REGION}:210987654321:identity/example.com"
    with Stack(DryRun="false", SenderIdentityArn=arn, AdminEmail=ADMIN) as stack:
        assert Verdict(SETTINGS, run(moto, functions, stack), moto.mails).differences == []
        assert arn in sending(stack)["Resource"]
    assert {mail.sender_identity for mail in moto.mails} == {arn}
    with Stack(DryRun="false") as stack:
        refused = run(moto, functions, stack, SENDER_IDENTITY_ARN=arn)
    assert_advice(refused, "identity example.com", "SenderIdentityArn")


def test_the_role_may_use_the_identity_of_the_return_path() -> None:
    with Stack(FeedbackEmail="bounces@example.net") as stack:
        granted = sending(stack)["Resource"]
    prefix = f"arn:aws:ses:{REGION}:{ACCOUNT_ID}:identity/"
    assert granted[-2:] == [f"{prefix}bounces@example.net", f"{prefix}example.net"]


def assert_advice(invocation: Invocation, *words: str) -> None:
    """No mail left, and each failure names these words."""
    assert invocation.response["emails"]["sent"] == 0
    failed = [failure for failure in invocation.response["failures"] if failure["stage"] == "sendEmail"]
    assert failed and all(word in failure["message"] for failure in failed for word in words)


def test_the_role_reads_no_users_outside_its_path(moto: LocalAWS, functions: Functions) -> None:
    with Stack(DryRun="false", PathPrefix="/contractors/") as stack:
        inside = run(moto, functions, stack)
        settings = replace(SETTINGS, path_prefix="/contractors/", admin=None)
        assert Verdict(settings, inside, moto.mails).differences == []
        outside = run(moto, functions, stack, PATH_PREFIX="/")
        assert "iam:ListUsers" in outside.error_message


def test_the_role_sends_from_its_sender_alone(moto: LocalAWS, functions: Functions, stack: Stack) -> None:
    response = run(moto, functions, stack, SENDER_EMAIL="ceo@example.com").response
    assert response["emails"]["sent"] == 0 and moto.mails == []
    assert any("ses:SendEmail" in failure["message"] for failure in response["failures"])


def sending(stack: Stack) -> dict[str, Any]:
    (statement,) = [found for found in stack.policy("FunctionRole")["Statement"] if found["Sid"] == "SendReminders"]
    return statement


def identities(**parameters: str) -> list[str]:
    with Stack(**parameters) as stack:
        statement = sending(stack)
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
        ({"SesSandbox": "true"}, [f"{REGION}:{ACCOUNT_ID}:identity/*", f"{REGION}:{ACCOUNT_ID}:identity/example.com"]),
    ],
    ids=["address-or-domain", "domain-above-in-another-region", "ses-sandbox"],
)
def test_the_role_may_use_the_identity_that_ses_finds(
    moto: LocalAWS, parameters: dict[str, str], expected: list[str]
) -> None:
    assert identities(**parameters) == [f"arn:aws:ses:{identity}" for identity in expected]


def test_the_schedule_may_start_this_function_and_nothing_else(moto: LocalAWS, stack: Stack) -> None:
    function, queue = stack.created["KeyReminderFunction"], stack.created["FailedRuns"]
    granted = [(statement["Action"], statement["Resource"]) for statement in stack.policy("ScheduleRole")["Statement"]]
    assert granted == [(["lambda:InvokeFunction"], [function.function_arn]), (["sqs:SendMessage"], [queue.queue_arn])]


# Who may use the stack's resources: only its roles, because no resource has a policy.
TRUSTED = {
    "FunctionRole": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}],
    # EventBridge Scheduler works for every account: without the condition a schedule of another one could use it.
    "ScheduleRole": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "scheduler.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:SourceAccount": ACCOUNT_ID}},
        }
    ],
}


def trusting(value: Any) -> Iterator[dict[str, Any]]:
    """Every statement within `value` that names a principal; an AWS::Lambda::Permission is one itself."""
    if isinstance(value, dict):
        if {"Principal", "NotPrincipal"} & set(value):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for element in value:
            yield from trusting(element)


@pytest.mark.parametrize("alarms", ["", "security@example.com"], ids=["without-alarms", "with-alarms"])
def test_nobody_is_trusted_but_lambda_and_this_accounts_schedule(moto: LocalAWS, alarms: str) -> None:
    with Stack(AdminEmail=ADMIN, AlarmEmail=alarms) as stack:
        found = {name: list(trusting(stack.properties(name))) for name in stack.resources}
    assert {name: statements for name, statements in found.items() if statements} == TRUSTED


def test_stars_stand_only_where_no_name_can(moto: LocalAWS, stack: Stack) -> None:
    statements = [*stack.policy("FunctionRole")["Statement"], *stack.policy("ScheduleRole")["Statement"]]
    stars = {
        (action, resource)
        for statement in statements
        for action in statement["Action"]
        for resource in statement["Resource"]
        if "*" in action + resource
    }
    users = f"arn:aws:iam::{ACCOUNT_ID}:user/*"
    streams = f"arn:aws:logs:{REGION}:{ACCOUNT_ID}:log-group:/aws/lambda/key-reminder:*"
    assert stars == {
        ("iam:ListUsers", users),
        ("iam:ListAccessKeys", users),
        ("iam:ListUserTags", users),
        ("iam:GetAccessKeyLastUsed", users),
        ("logs:CreateLogStream", streams),
        ("logs:PutLogEvents", streams),
        ("iam:GetAccountSummary", "*"),
        ("iam:ListAccountAliases", "*"),
        ("ses:GetAccount", "*"),
    }


def test_no_partition_is_taken_for_granted() -> None:
    assert "arn:aws:" not in json.dumps(transformed())
