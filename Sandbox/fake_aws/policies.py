# SPDX-License-Identifier: Apache-2.0
"""IAM policies, as far as this project writes them: actions and resources with `*`, principals, and conditions.

A policy with an element or an operator that is not known here is refused, so that none is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from typing import Any

Policy = dict[str, Any]
OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "StringEquals": lambda value, wanted: value == wanted,
    "StringLike": fnmatchcase,
    "ArnEquals": fnmatchcase,
    "ArnLike": fnmatchcase,
}
ELEMENTS = {"Sid", "Effect", "Action", "Resource", "Principal", "Condition"}


def allows(policy: Policy, action: str, resource: str | None, context: Mapping[str, str], caller: str = "") -> bool:
    """Whether a statement allows it and none denies it. Of a trust policy there is no resource; `caller` is an ARN."""
    effects = [
        statement["Effect"]
        for statement in _list(policy["Statement"])
        if _fits(statement, action, resource, context, caller)
    ]
    return "Allow" in effects and "Deny" not in effects


def _fits(
    statement: dict[str, Any], action: str, resource: str | None, context: Mapping[str, str], caller: str
) -> bool:
    unknown = set(statement) - ELEMENTS
    if unknown:
        raise ValueError(f"elements of a policy that the fake does not know: {sorted(unknown)}")
    return (
        any(fnmatchcase(action.lower(), wanted.lower()) for wanted in _list(statement["Action"]))
        and (resource is None or any(fnmatchcase(resource, wanted) for wanted in _list(statement["Resource"])))
        and ("Principal" not in statement or _trusts(statement["Principal"], caller))
        and all(_holds(operator, wanted, context) for operator, wanted in statement.get("Condition", {}).items())
    )


def _trusts(principal: Any, caller: str) -> bool:
    """A principal that is an account's root means everybody in the account whose own policy allows it."""
    account = caller.split(":")[4]
    names = [] if principal == "*" else _list(principal.get("AWS", []))
    return principal == "*" or any(name in (caller, account, f"arn:aws:iam::{account}:root", "*") for name in names)


def _holds(operator: str, wanted: dict[str, Any], context: Mapping[str, str]) -> bool:
    compare = OPERATORS[operator]
    return all(
        name in context and any(compare(context[name], _resolved(value, context)) for value in _list(values))
        for name, values in wanted.items()
    )


def _resolved(value: str, context: Mapping[str, str]) -> str:
    """A value may be another one of the request: `${aws:PrincipalOrgID}`."""
    return context.get(value[2:-1], "") if value.startswith("${") else value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
