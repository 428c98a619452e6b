# SPDX-License-Identifier: Apache-2.0
"""53, 113: the role of member-role.yaml allows what a scan needs and no more, and trusts the function's role alone: its
policies as CloudFormation resolves them, judged by the fake. An action or a condition that is missing is named."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from samtranslator.yaml_helper import yaml_parse

from accounts import stale_users
from conftest import Functions
from Sandbox.emulator import ROOT
from Sandbox.fake_aws import FakeAWS, Member, Organization, Role, Settings
from Sandbox.fake_aws.account import ACCOUNT_ID
from Sandbox.fake_aws.organization import FUNCTION_ROLE, ORGANIZATION_ID
from Sandbox.local_aws import REGION, LocalAWS
from stack import Stack

from moto.cloudformation.models import cloudformation_backends  # isort: skip (after MOTO_ACCOUNT_ID is set)
from moto.cloudformation.parsing import clean_json  # isort: skip

MEMBER = "111111111111"
PARAMETERS = {"HubAccountId": ACCOUNT_ID, "FunctionRoleArn": FUNCTION_ROLE, "OrganizationId": ORGANIZATION_ID}
VARIABLES = {"ACCOUNTS": MEMBER, "RECIPIENT_DOMAINS": "example.com", "ADMIN_EMAIL": "admin@example.com"}


def present(value: Any) -> Any:
    """Without what conditions left out."""
    if isinstance(value, dict):
        return {name: present(member) for name, member in value.items() if member is not None}
    return [present(element) for element in value if element is not None] if isinstance(value, list) else value


@contextmanager
def member_role(**parameters: str) -> Iterator[Role]:
    """The role as CloudFormation would make it in the member account."""
    template = yaml_parse((ROOT / "member-role.yaml").read_text(encoding="utf-8"))
    backend = cloudformation_backends[ACCOUNT_ID][REGION]
    stack = backend.create_stack("member-role", json.dumps(template), {**PARAMETERS, **parameters})
    try:
        made = present(clean_json(template["Resources"]["AuditRole"]["Properties"], stack.resource_map))
        policy = json.loads(json.dumps(made["Policies"][0]["PolicyDocument"]).replace(ACCOUNT_ID, MEMBER))
        yield Role(made["AssumeRolePolicyDocument"], policy)
    finally:
        backend.delete_stack(stack.stack_id)


def run(fake: FakeAWS, functions: Functions, role: Role, **variables: str) -> dict[str, Any]:
    member = Member(MEMBER, "one", stale_users("ana@example.com"), role)
    fake.configure(Settings(organization=Organization([member])))
    return functions.on(fake, **{**VARIABLES, **variables}).invoke({}).response


def without(policy: dict[str, Any], action: str) -> dict[str, Any]:
    policy = copy.deepcopy(policy)
    for statement in policy["Statement"]:
        actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
        statement["Action"] = [kept for kept in actions if kept != action]
    return policy


def test_the_scan_passes_with_exactly_this_role(moto: LocalAWS, fake: FakeAWS, functions: Functions) -> None:
    with member_role() as role:
        response = run(fake, functions, role)
    assert response["complete"] and response["emails"]["sent"] == 1, response


@pytest.mark.parametrize("action", ["iam:ListUsers", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"])
def test_an_action_that_is_missing_is_named(moto: LocalAWS, fake: FakeAWS, functions: Functions, action: str) -> None:
    with member_role() as role:
        response = run(fake, functions, Role(role.trust, without(role.policy, action)))
    assert action in json.dumps(response), response


WRONG = {
    "another role of the account": {"FunctionRoleArn": f"arn:aws:iam::{ACCOUNT_ID}:role/other"},
    "another account": {"HubAccountId": "222222222222"},
    "another organization": {"OrganizationId": "o-otherotherother"},
    "an external id": {"ExternalId": "right"},
}


@pytest.mark.parametrize("parameters", WRONG.values(), ids=WRONG)
def test_a_role_that_trusts_somebody_else_is_refused(
    moto: LocalAWS, fake: FakeAWS, functions: Functions, parameters: dict[str, str]
) -> None:
    with member_role(**parameters) as role:
        response = run(fake, functions, role)
    assert "AccessDenied" in json.dumps(response) and fake.mails == [], response


def test_whoever_has_the_external_id_is_let_in(moto: LocalAWS, fake: FakeAWS, functions: Functions) -> None:
    with member_role(ExternalId="right") as role:
        response = run(fake, functions, role, EXTERNAL_ID="right")
    assert response["emails"]["sent"] == 1, response


def test_the_function_gets_these_permissions_only_for_other_accounts(moto: LocalAWS) -> None:
    def actions(**parameters: str) -> set[str]:
        with Stack(RecipientDomains="example.com", **parameters) as stack:
            statements = stack.policy("FunctionRole")["Statement"]
        return {
            action for one in statements for action in one["Action"] if action.startswith(("sts:", "organizations:"))
        }

    assert actions() == set()
    assert actions(Accounts=MEMBER) == {"sts:AssumeRole"}
    assert actions(Accounts="organization") == {"sts:AssumeRole", "organizations:ListAccounts"}
    units = {"organizations:ListAccountsForParent", "organizations:ListOrganizationalUnitsForParent"}
    assert actions(Accounts="organization", OrganizationalUnits="ou-ab12-34cd56ef") >= units


def test_the_function_may_assume_that_role_in_its_own_organization_alone(moto: LocalAWS) -> None:
    with Stack(RecipientDomains="example.com", Accounts="organization", MemberRole="Audit") as stack:
        (statement,) = [one for one in stack.policy("FunctionRole")["Statement"] if one["Action"] == ["sts:AssumeRole"]]
    assert statement["Resource"] == ["arn:aws:iam::*:role/Audit"]
    assert statement["Condition"] == {"StringEquals": {"aws:ResourceOrgID": "${aws:PrincipalOrgID}"}}
