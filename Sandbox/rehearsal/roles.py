# SPDX-License-Identifier: Apache-2.0
"""A role as AWS's services use it: whom it trusts, and what it may. Judged by ministack's own evaluator."""

from __future__ import annotations

import json
import secrets
from typing import Any

import botocore.session
from botocore.exceptions import ClientError
from ministack.core import iam_evaluator
from ministack.core.arn import parse_arn
from ministack.services import iam, sts


def assume(role: str, service: str, source: str) -> botocore.session.Session:
    """A session of the role for a service that works for `source`, an ARN; `ClientError` when the role refuses."""
    if not _trusts(role, service, source):
        refusal = {"Code": "AccessDenied", "Message": f"{role} does not trust {service} for {source}"}
        raise ClientError({"Error": refusal}, "AssumeRole")
    account, name = parse_arn(role).account_id, service.partition(".")[0]
    key, secret, token = f"ASIA{secrets.token_hex(8).upper()}", secrets.token_hex(20), secrets.token_hex(40)
    arn = f"arn:aws:sts::{account}:assumed-role/{_name(role)}/{name}"
    sts.register_session(
        key, {"Arn": arn, "UserId": f"{_name(role)}:{name}", "SecretAccessKey": secret, "SessionToken": token}
    )
    session = botocore.session.Session()
    session.set_credentials(key, secret, token)
    return session


def may(role: str, action: str, resource: str) -> bool:
    account = parse_arn(role).account_id
    context = _context(role, account, action, resource, {})
    policies = iam_evaluator._gather_role_policies(_name(role), account)
    return iam_evaluator.evaluate(context, policies).decision == "Allow"


def _trusts(role: str, service: str, source: str) -> bool:
    account = parse_arn(role).account_id
    document = iam._roles.get_scoped(account, None, _name(role))["AssumeRolePolicyDocument"]
    statements = (json.loads(document) if isinstance(document, str) else document)["Statement"]
    about = [statement for statement in statements if service in _services(statement)]
    keys = {"aws:sourceaccount": parse_arn(source).account_id, "aws:sourcearn": source}
    # The evaluator lets an account's root pass for any service: which service it is was asked above.
    root = f"arn:aws:iam::{account}:root"
    context = _context(root, account, "sts:AssumeRole", role, keys)
    return iam_evaluator.evaluate_trust_policy({"Statement": about}, root, context)


def _services(statement: dict[str, Any]) -> list[str]:
    principal = statement["Principal"]
    services = principal.get("Service", []) if isinstance(principal, dict) else []
    return [services] if isinstance(services, str) else services


def _context(
    principal: str, account: str, action: str, resource: str, keys: dict[str, str]
) -> iam_evaluator.EvalContext:
    return iam_evaluator.EvalContext(
        principal_arn=principal,
        principal_type="AssumedRole",
        principal_account=account,
        action=action,
        resource_arn=resource,
        region="",
        service_context=keys,
    )


def _name(role: str) -> str:
    return role.rpartition("/")[2]
