# SPDX-License-Identifier: Apache-2.0
"""What moto leaves out when it evaluates IAM policies: the resource of the call, and SES's condition keys. moto
compares only the action, and takes `*` for every resource.

The resources are those that AWS's own refusals and policies name: for ListUsers the path that was asked for, for keys
and tags their user, for a mail the identity of its sender. StringEquals is the only operator that is
evaluated, because moto knows no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import AbstractContextManager
from unittest.mock import patch

from moto.iam.access_control import IAMPolicy, IAMRequest, PermissionResult
from moto.iam.exceptions import NotFoundException
from moto.iam.models import iam_backends
from moto.ses.models import ses_backends


def resources_and_conditions() -> AbstractContextManager[object]:
    """While open, moto judges resources and conditions too."""
    return patch.object(IAMRequest, "check_action_permitted", _check)


def _check(request: IAMRequest, _: str) -> None:
    resource, context = _touched(request)
    verdicts = [
        IAMPolicy(policy).is_action_permitted(request._action, resource, incoming_condition_values=context)
        for policy in request._access_key.collect_policies()
    ]
    if PermissionResult.DENIED in verdicts or PermissionResult.PERMITTED not in verdicts:
        request._raise_access_denied()


def _touched(request: IAMRequest) -> tuple[str, dict[str, str]]:
    account = request.account_id
    if request._action == "ses:SendEmail":
        sender = json.loads(request._body).get("FromEmailAddress", "")
        identity = _identity(sender, ses_backends[account][request._region].email_identities)
        return f"arn:aws:ses:{request._region}:{account}:identity/{identity}", {"ses:FromAddress": sender}
    form = {name: values[0] for name, values in request._data.items()}
    if "UserName" in form:
        return _user_arn(account, form["UserName"]), {}
    if "AccessKeyId" in form:
        return _user_arn(account, iam_backends[account]["aws"].access_keys[form["AccessKeyId"]].user_name), {}
    if request._action == "iam:ListUsers":
        return f"arn:aws:iam::{account}:user{form.get('PathPrefix', '/')}", {}
    return "*", {}


def _identity(sender: str, verified: Iterable[str]) -> str:
    """The address, when it is verified itself; else the domain that was."""
    return next((name for name in verified if name in (sender, sender.partition("@")[2])), sender)


def _user_arn(account: str, name: str) -> str:
    try:
        return iam_backends[account]["aws"].get_user(name).arn
    except NotFoundException:
        return f"arn:aws:iam::{account}:user/{name}"
