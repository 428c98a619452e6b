# SPDX-License-Identifier: Apache-2.0
"""The organization that the fake knows: accounts with users of their own, each with a role or without one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .account import ACCOUNT_ID, Account
from .policies import Policy

ORGANIZATION_ID = "o-exampleorgid"
ROOT = "r-ab12"
ROLE = "KeyReminderAudit"
# The function's role, as `aws:PrincipalArn` has it.
FUNCTION_ROLE = f"arn:aws:iam::{ACCOUNT_ID}:role/key-reminder"


def trust(external_id: str | None = None, **changes: Any) -> Policy:
    """The trust policy of member-role.yaml; the changes replace or, with None, take away parts of its condition."""
    condition = {
        "ArnEquals": {"aws:PrincipalArn": FUNCTION_ROLE},
        "StringEquals": {
            "aws:PrincipalOrgID": ORGANIZATION_ID,
            **({"sts:ExternalId": external_id} if external_id else {}),
        },
    }
    statement = {
        "Effect": "Allow",
        "Action": "sts:AssumeRole",
        "Principal": {"AWS": f"arn:aws:iam::{ACCOUNT_ID}:root"},
        "Condition": condition,
        **changes,
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def everything() -> Policy:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}


@dataclass
class Role:
    """`policy` is what a session may do. `answers_as` makes STS return the session of another account."""

    trust: Policy = field(default_factory=trust)
    policy: Policy = field(default_factory=everything)
    answers_as: str | None = None


@dataclass
class Member:
    """An account. `unit` is its place below the root: `""` or `ou-ab12-11111111/ou-ab12-22222222`.

    `expires_after`: the account's first session expires after so many requests. `role` is None where there is none.
    """

    id: str
    name: str
    account: Account = field(default_factory=Account)
    role: Role | None = field(default_factory=Role)
    email: str = ""
    state: str = "ACTIVE"
    unit: str = ""
    alias: str | None = None
    root_keys: bool = False
    expires_after: int | None = None

    @property
    def path(self) -> str:
        return f"{ORGANIZATION_ID}/{ROOT}/{self.unit + '/' if self.unit else ''}{self.id}/"


@dataclass
class Organization:
    """`members` includes the function's own account, if it is to be listed. `has_paths`: whether accounts say where
    they are; `has_state`: whether they have `State`, or `Status` as in older versions of the API. `units` names
    organizational units in which nobody is. `reads`: whether the function's account may read the organization.
    `policy` is the policy of the function's own role for STS and Organizations; `scp` denies AssumeRole in accounts.
    """

    members: list[Member] = field(default_factory=list)
    management: str = "999999999999"
    has_paths: bool = True
    has_state: bool = True
    units: list[str] = field(default_factory=list)
    reads: bool = True
    policy: Policy = field(default_factory=everything)
    scp: list[str] = field(default_factory=list)
    page_size: int = 20

    @staticmethod
    def generated(accounts: int, users: int, **figures: Any) -> Organization:
        """The same figures give the same organization; its accounts share one list of users, so that thousands of
        them fit into memory. The function's own account is the first."""
        account = Account.generated(users, **figures)
        ids = [ACCOUNT_ID, *(f"{100_000_000_000 + number}" for number in range(1, accounts))]
        return Organization([Member(id, f"account {number}", account) for number, id in enumerate(ids)])

    def member(self, id: str) -> Member | None:
        return next((member for member in self.members if member.id == id), None)

    @property
    def all_units(self) -> set[str]:
        """Every unit's whole path below the root."""
        paths = {member.unit for member in self.members} | set(self.units)
        return {"/".join(path.split("/")[:depth]) for path in paths if path for depth in range(1, path.count("/") + 2)}
