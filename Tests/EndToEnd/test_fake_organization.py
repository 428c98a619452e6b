# SPDX-License-Identifier: Apache-2.0
"""The fake's organization as AWS's own Python client sees it: pages, units, roles, trust, and sessions that end."""

from __future__ import annotations

from typing import Any

import botocore.session
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from accounts import stale_users
from conftest import FAKE_CREDENTIALS
from Sandbox.fake_aws import FakeAWS, Member, Organization, Role, Settings
from Sandbox.fake_aws.account import ACCOUNT_ID
from Sandbox.fake_aws.organization import ROOT, trust

MEMBER = "111111111111"
INNER = "ou-ab12-11111111/ou-ab12-22222222"
ALLOW_LIST_USERS = {"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*"}
OWN = {
    "aws_access_key_id": FAKE_CREDENTIALS.access_key_id,
    "aws_secret_access_key": FAKE_CREDENTIALS.secret_access_key,
}


def client(service: str, aws: FakeAWS, credentials: dict[str, str] = OWN) -> Any:
    config = Config(retries={"total_max_attempts": 1})
    return botocore.session.Session().create_client(
        service, region_name="us-east-1", endpoint_url=aws.url, config=config, **credentials
    )


def assume(aws: FakeAWS, account: str, name: str = "KeyReminderAudit", **parameters: Any) -> Any:
    """An IAM client with a session of the account's role."""
    arn = f"arn:aws:iam::{account}:role/{name}"
    made = client("sts", aws).assume_role(RoleArn=arn, RoleSessionName="test", DurationSeconds=900, **parameters)
    assert made["AssumedRoleUser"]["Arn"] == f"arn:aws:sts::{account}:assumed-role/{name}/test"
    session = made["Credentials"]
    names = {"id": "AccessKeyId", "key": "SecretAccessKey", "token": "SessionToken"}
    values = {name: session[member] for name, member in names.items()}
    credentials = {"aws_access_key_id": values["id"], "aws_secret_access_key": values["key"]}
    return client("iam", aws, {**credentials, "aws_session_token": values["token"]})


def code(work: Any) -> str:
    with pytest.raises(ClientError) as raised:
        work()
    return raised.value.response["Error"]["Code"]


def organization_of(**member: Any) -> Settings:
    members = [Member(ACCOUNT_ID, "hub"), Member(MEMBER, "one", **member)]
    return Settings(account=stale_users("hub@example.com"), organization=Organization(members))


def test_accounts_come_in_pages_of_twenty_and_some_are_empty(fake: FakeAWS) -> None:
    fake.change(generate_organization={"accounts": 45, "users": 1})
    fake.change(faults=[{"match": {"operation": "ListAccounts", "nth": 2}, "do": {"page_size": 0}}])
    organizations = client("organizations", fake)
    accounts = organizations.get_paginator("list_accounts").paginate().build_full_result()["Accounts"]
    assert len({account["Id"] for account in accounts}) == 45 and len(fake.calls("ListAccounts")) == 4
    assert accounts[0]["Id"] == ACCOUNT_ID and accounts[0]["State"] == "ACTIVE"
    assert organizations.describe_organization()["Organization"]["MasterAccountId"] == "999999999999"


def test_units_are_a_tree(fake: FakeAWS) -> None:
    fake.configure(organization_of(unit=INNER))
    organizations = client("organizations", fake)
    units = organizations.list_organizational_units_for_parent(ParentId=ROOT)["OrganizationalUnits"]
    assert [unit["Id"] for unit in units] == ["ou-ab12-11111111"]
    inner = organizations.list_accounts_for_parent(ParentId="ou-ab12-22222222")["Accounts"]
    assert [account["Id"] for account in inner] == [MEMBER]
    assert organizations.list_accounts_for_parent(ParentId="ou-ab12-11111111")["Accounts"] == []
    nowhere = "ou-ab12-99999999"
    assert code(lambda: organizations.list_accounts_for_parent(ParentId=nowhere)) == "ParentNotFoundException"


def test_an_account_without_an_organization_has_none(fake: FakeAWS) -> None:
    organizations = client("organizations", fake)
    assert code(organizations.list_accounts) == "AWSOrganizationsNotInUseException"
    fake.configure(Settings(organization=Organization(reads=False)))
    assert code(organizations.list_accounts) == "AccessDeniedException"


def test_a_session_sees_its_own_account_and_the_function_its_own(fake: FakeAWS) -> None:
    fake.configure(organization_of(account=stale_users("one@example.com")))
    users = [iam.list_users()["Users"] for iam in (assume(fake, MEMBER), client("iam", fake))]
    assert [[user["Arn"] for user in listed] for listed in users] == [
        [f"arn:aws:iam::{MEMBER}:user/one@example.com"],
        [f"arn:aws:iam::{ACCOUNT_ID}:user/hub@example.com"],
    ]


REFUSED = {
    "no role": (None, {}),
    "another name": (Role(trust()), {"name": "Admin"}),
    "no external id": (Role(trust("right")), {}),
    "a wrong external id": (Role(trust("right")), {"ExternalId": "wrong"}),
    "another account is trusted": (Role(trust(Principal={"AWS": "arn:aws:iam::222222222222:root"})), {}),
    "another role is trusted": (
        Role(trust(Condition={"ArnEquals": {"aws:PrincipalArn": f"arn:aws:iam::{ACCOUNT_ID}:role/other"}})),
        {},
    ),
    "another organization is trusted": (
        Role(trust(Condition={"StringEquals": {"aws:PrincipalOrgID": "o-other"}})),
        {},
    ),
}


@pytest.mark.parametrize(("role", "asks"), REFUSED.values(), ids=REFUSED)
def test_a_role_is_refused(fake: FakeAWS, role: Role | None, asks: dict[str, Any]) -> None:
    fake.configure(organization_of(role=role))
    assert code(lambda: assume(fake, MEMBER, **asks)) == "AccessDenied"


def test_a_role_with_an_external_id_is_given_to_whoever_knows_it(fake: FakeAWS) -> None:
    fake.configure(organization_of(role=Role(trust("right"))))
    assume(fake, MEMBER, ExternalId="right").list_users()


def test_a_session_may_do_what_its_role_may(fake: FakeAWS) -> None:
    policy = {"Version": "2012-10-17", "Statement": [ALLOW_LIST_USERS]}
    fake.configure(organization_of(role=Role(policy=policy), account=stale_users("one@example.com")))
    iam = assume(fake, MEMBER)
    iam.list_users()
    assert code(lambda: iam.list_access_keys(UserName="one@example.com")) == "AccessDenied"


def test_a_session_ends_and_the_next_one_does_not(fake: FakeAWS) -> None:
    fake.configure(organization_of(expires_after=1))
    iam = assume(fake, MEMBER)
    iam.list_users()
    assert code(iam.list_users) == "ExpiredToken"
    iam = assume(fake, MEMBER)
    iam.list_users(), iam.list_users()


def test_each_account_is_throttled_alone(fake: FakeAWS) -> None:
    fake.configure(organization_of())
    fake.change(throttle={"iam": {"rate": 0.001, "burst": 1}})
    iam = assume(fake, MEMBER)
    iam.list_users(), client("iam", fake).list_users()
    assert code(iam.list_users) == "Throttling"
    fake.change(throttle={"organizations": {"rate": 0.001, "burst": 0}})
    assert code(client("organizations", fake).list_accounts) == "TooManyRequestsException"


def test_faults_may_name_an_account(fake: FakeAWS) -> None:
    fake.configure(organization_of())
    fault = {"error": "RegionDisabledException", "status": 403}
    fake.change(faults=[{"match": {"account": MEMBER}, "do": fault}])
    client("iam", fake).list_users()
    assert code(lambda: assume(fake, MEMBER)) == "RegionDisabledException"
