# SPDX-License-Identifier: Apache-2.0
"""The settings of the fake: one value, which can also be set as JSON over `/_control/config`."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from .account import Account
from .faults import Rule
from .organization import ROLE, Organization


@dataclass
class Limit:
    """A token bucket: `rate` requests a second, `burst` at once."""

    rate: float
    burst: float


def healthy() -> dict[str, Any]:
    """An SES account out of the sandbox, with a quota above what any test sends."""
    quota = {"Max24HourSend": 50_000.0, "MaxSendRate": 10_000.0, "SentLast24Hours": 0.0}
    return {"ProductionAccessEnabled": True, "SendingEnabled": True, "EnforcementStatus": "HEALTHY", "SendQuota": quota}


@dataclass
class Settings:
    """`page_size` bounds every page, whatever MaxItems asks for. `throttle` has the keys `iam` (for each account),
    `ses`, `sts`, `organizations` and `dynamodb`; `table` is the name of the one table. `account` is the function's own;
    it is in no organization unless there is one. `role_name` is that of the role in its members.

    `clock_offset` moves the fake's clock (seconds): its Date header and its idea of a fresh signature.
    `alias` is the account's; None for none. `sending` is the response to GetAccount. `reject` maps a recipient to the
    message of the MessageRejected that SES responds with. `suppressed` is the account's suppression list, page by page:
    reasons by address.
    """

    account: Account = field(default_factory=Account)
    latency_ms: float = 0
    page_size: int = 1000
    throttle: dict[str, Limit] = field(default_factory=dict)
    faults: list[Rule] = field(default_factory=list)
    reject: dict[str, str] = field(default_factory=dict)
    sending: dict[str, Any] = field(default_factory=healthy)
    suppressed: list[dict[str, str]] = field(default_factory=list)
    root_keys: bool = False
    alias: str | None = None
    table: str = "ledger"
    organization: Organization | None = None
    role_name: str = ROLE
    clock_offset: float = 0
    check_authorization: bool = True

    def changed(self, changes: dict[str, Any]) -> Settings:
        """A copy with the JSON `changes`; raises `ValueError` naming an unknown key."""
        known = {setting.name: getattr(self, setting.name) for setting in fields(self)}
        unknown = set(changes) - set(known) - {"users", "generate", "generate_organization"}
        if unknown:
            raise ValueError(f"unknown settings {sorted(unknown)}; there are {sorted(known)}, users, generate")
        return Settings(**{**known, **_parsed(dict(changes))})


def _parsed(changes: dict[str, Any]) -> dict[str, Any]:
    if "users" in changes:
        changes["account"] = Account.from_json(changes.pop("users"))
    if "generate" in changes:
        changes["account"] = Account.generated(**changes.pop("generate"))
    if "generate_organization" in changes:
        organization = Organization.generated(**changes.pop("generate_organization"))
        changes |= {"organization": organization, "account": organization.members[0].account}
    if "throttle" in changes:
        changes["throttle"] = {service: Limit(**limit) for service, limit in changes["throttle"].items()}
    if "faults" in changes:
        changes["faults"] = [Rule.from_json(rule) for rule in changes["faults"]]
    return changes
