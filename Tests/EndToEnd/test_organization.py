# SPDX-License-Identifier: Apache-2.0
"""53, 113, 121: five accounts, one without the role, and a person with keys in three of them, who gets one mail."""

from __future__ import annotations

from accounts import stale_users
from conftest import Functions
from Sandbox.fake_aws import Account, FakeAWS, Member, Organization, Role, Settings
from Sandbox.fake_aws.account import ACCOUNT_ID
from Sandbox.fake_aws.organization import trust

VARIABLES = {"ACCOUNTS": "organization", "EXTERNAL_ID": "external", "RECIPIENT_DOMAINS": "example.com"}


def role() -> Role:
    return Role(trust("external"))


def test_one_person_gets_one_mail_and_the_account_without_a_role_is_named(fake: FakeAWS, functions: Functions) -> None:
    ana = stale_users("ana@example.com")
    members = [
        Member(ACCOUNT_ID, "hub"),
        Member("111111111111", "one", ana, role()),
        Member("222222222222", "two", ana, role()),
        Member("333333333333", "closed", role=None),
        Member("444444444444", "four", Account(), role()),
    ]
    fake.configure(Settings(account=ana, organization=Organization(members)))
    response = functions.on(fake, **VARIABLES).invoke({}).response
    assert [mail.recipients for mail in fake.mails] == [["ana@example.com"]], response
    assert not response["complete"] and "333333333333" in str(response["failures"]), response
    assert len(fake.calls("AssumeRole")) == 4
