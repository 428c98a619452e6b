# SPDX-License-Identifier: Apache-2.0
"""What moto leaves out when it evaluates IAM policies: the resource of the call, and SES's condition keys. moto
compares only the action, and takes `*` for every resource.

The resources are those that AWS's own refusals and policies name: for ListUsers the path that was asked for, for keys
and tags their user, for a mail the identity of its sender, and the configuration set that it names or that is the
identity's default, for an item of DynamoDB its table. Each of them must be allowed. StringEquals, also for all values,
is the only operator that is evaluated, because moto knows no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from typing import Any
from unittest.mock import patch

from moto.core.exceptions import JsonRESTError
from moto.iam.access_control import IAMPolicy, IAMRequest, PermissionResult
from moto.iam.exceptions import NotFoundException
from moto.iam.models import iam_backends
from moto.iam.policy_conditions import CONDITION_OPERATIONS, string_equals_operation
from moto.ses.models import ses_backends


@contextmanager
def resources_and_conditions() -> Iterator[None]:
    """While open, moto judges resources and conditions too."""
    for_all = {"ForAllValues:StringEquals": string_equals_operation}
    with (
        patch.object(IAMRequest, "check_action_permitted", _check),
        patch.dict(CONDITION_OPERATIONS, for_all),
    ):
        yield


def _check(request: IAMRequest, _: str) -> None:
    if request._action == "ses:SendEmail":
        mail = json.loads(request._body)
        _, sender = parseaddr(mail.get("FromEmailAddress", ""))
        for resource in _touched_by(mail, sender, request):
            if not _is_permitted(request, resource, {"ses:FromAddress": sender}):
                raise RefusedBySES(request, resource)
    elif request._action.startswith("dynamodb:"):
        table, scope = _touched_item(request._region, request.account_id, json.loads(request._body))
        if not _is_permitted(request, table, {"dynamodb:LeadingKeys": scope}):
            request._raise_access_denied()
    elif not _is_permitted(request, _touched(request), {}):
        request._raise_access_denied()


class RefusedBySES(JsonRESTError):
    """A refusal as SES words it: it names the resource."""

    code = 403

    def __init__(self, request: IAMRequest, resource: str) -> None:
        user, action = request._access_key.arn, request._action
        message = f"User `{user}' is not authorized to perform `{action}' on resource `{resource}'"
        super().__init__("AccessDeniedException", message)


def _is_permitted(request: IAMRequest, resource: str, context: dict[str, str]) -> bool:
    verdicts = [
        IAMPolicy(policy).is_action_permitted(request._action, resource, incoming_condition_values=context)
        for policy in request._access_key.collect_policies()
    ]
    return PermissionResult.PERMITTED in verdicts and PermissionResult.DENIED not in verdicts


def _touched_by(mail: dict[str, Any], sender: str, request: IAMRequest) -> list[str]:
    """The resources of a mail."""
    identities = ses_backends[request.account_id][request._region].email_identities
    identity = _identity(sender, identities)
    default = identities[identity].configuration_set_name if identity in identities else None
    configuration_set = mail.get("ConfigurationSetName", default)
    prefix = f"arn:aws:ses:{request._region}:{request.account_id}:"
    touched = [mail.get("FromEmailAddressIdentityArn", f"{prefix}identity/{identity}")]
    return touched + ([f"{prefix}configuration-set/{configuration_set}"] if configuration_set else [])


def _touched(request: IAMRequest) -> str:
    account = request.account_id
    form = {name: values[0] for name, values in request._data.items()}
    if "UserName" in form:
        return _user_arn(account, form["UserName"])
    if "AccessKeyId" in form:
        return _user_arn(account, iam_backends[account]["aws"].access_keys[form["AccessKeyId"]].user_name)
    if request._action == "iam:ListUsers":
        return f"arn:aws:iam::{account}:user{form.get('PathPrefix', '/')}"
    return "*"


def _touched_item(region: str, account: str, call: dict[str, Any]) -> tuple[str, str]:
    """The table, and the partition that a key or the first condition of a query names."""
    scope = call["Key"]["scope"] if "Key" in call else _queried(call)
    arn = f"arn:aws:dynamodb:{region}:{account}:table/{call['TableName']}"
    return arn, scope["S"]


def _queried(call: dict[str, Any]) -> dict[str, str]:
    name = call["KeyConditionExpression"].partition(" = ")[2].partition(" ")[0]
    return call["ExpressionAttributeValues"][name]


def _identity(sender: str, verified: Iterable[str]) -> str:
    """The address, when it is verified itself; else the domain that was."""
    return next((name for name in verified if name in (sender, sender.partition("@")[2])), sender)


def _user_arn(account: str, name: str) -> str:
    try:
        return iam_backends[account]["aws"].get_user(name).arn
    except NotFoundException:
        return f"arn:aws:iam::{account}:user/{name}"
