# SPDX-License-Identifier: Apache-2.0
"""The resource of a call, as AWS checks it: ministack takes `*` for some calls that this project makes, and knows no
condition keys of SES.

The resources are those that AWS's own refusals and policies name: for ListUsers the path that was asked for, for keys
and tags their user, for a mail the identity of its sender and any other SES resource that it names.
Sandbox/authorization.py does the same for moto.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from email.utils import parseaddr
from typing import Any

from ministack import app
from ministack.core import iam_actions
from ministack.core.responses import get_account_id
from ministack.core.router import extract_region
from ministack.services import iam, ses_v2

SEND_EMAIL = "/v2/email/outbound-emails"


def correct() -> None:
    """To be called before the first request: ministack looks these functions up for each."""
    iam_actions.extract_resource_arn = _with_users(iam_actions.extract_resource_arn)
    iam_actions.access_denied_response = _naming_the_resource(iam_actions.access_denied_response)
    app._enforce_ses_v2 = _with_mails(app._enforce_ses_v2)


def _with_users(resource_of: Callable[..., str]) -> Callable[..., str]:
    def corrected(
        service: str, method: str, path: str, headers: Any, body: bytes, form: Any, region: str, account: str
    ) -> str:
        resource = _user(form, account) if service == "iam" else None
        return resource or resource_of(service, method, path, headers, body, form, region, account)

    return corrected


def _user(form: Any, account: str) -> str | None:
    """The user, or the path of users, that an IAM call is about."""
    action, name, key = (iam_actions._query_param(form, field) for field in ("Action", "UserName", "AccessKeyId"))
    if action == "ListUsers":
        return f"arn:aws:iam::{account}:user{iam_actions._query_param(form, 'PathPrefix') or '/'}"
    if action == "GetAccessKeyLastUsed":
        name = iam._access_keys.get(key, {}).get("UserName", "")
    return iam._users[name]["Arn"] if name in iam._users else None


def _naming_the_resource(response: Callable[..., Any]) -> Callable[..., Any]:
    """AWS's refusals of IAM calls name the resource."""

    def corrected(service: str, action: str, principal: str, request_id: str, **rest: Any) -> Any:
        if service == "iam" and not rest.get("message"):
            explicit = rest.get("explicit_deny", False)
            rest["message"] = iam_actions.identity_denial_message(
                action, principal, rest.get("resource_arn", "*"), explicit
            )
        return response(service, action, principal, request_id, **rest)

    return corrected


def _with_mails(enforce: Callable[..., Any]) -> Callable[..., Any]:
    def corrected(method: str, path: str, headers: Any, body: bytes, query: Any, request_id: str) -> Any:
        if (method, path) != ("POST", SEND_EMAIL):
            return enforce(method, path, headers, body, query, request_id)
        mail = json.loads(body)
        keys = {"ses:FromAddress": _sender(mail)}
        prefix = f"arn:aws:ses:{extract_region(headers, query)}:{get_account_id()}:"
        for resource in _touched_by(mail, prefix):
            refusal = app._enforce_data_plane(
                "sesv2",
                "ses:SendEmail",
                headers,
                query,
                request_id,
                resource_arn=resource,
                service_context=keys,
                named_resource=resource,
            )
            if refusal:
                return refusal
        return None

    return corrected


def _touched_by(mail: dict[str, Any], prefix: str) -> Iterator[str]:
    yield mail.get("FromEmailAddressIdentityArn") or f"{prefix}identity/{_identity(_sender(mail))}"
    if "ConfigurationSetName" in mail:
        yield f"{prefix}configuration-set/{mail['ConfigurationSetName']}"
    if template := mail.get("Content", {}).get("Template", {}).get("TemplateName"):
        yield f"{prefix}template/{template}"


def _sender(mail: dict[str, Any]) -> str:
    """The address alone, without a display name."""
    return parseaddr(mail.get("FromEmailAddress", ""))[1]


def _identity(sender: str) -> str:
    """The address, when it is verified itself; else the domain that was."""
    return next((name for name in (sender, sender.partition("@")[2]) if name in ses_v2._identities), sender)
