# SPDX-License-Identifier: Apache-2.0
"""STS's AssumeRole: the role's trust policy, the external id, the caller's own policy and service control policies are
judged. A session has the permissions of its role, lasts as long as was asked for, and may be made to end sooner."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timezone
from xml.sax.saxutils import escape

from .account import timestamp
from .iam import METADATA, error
from .messages import AWSError, Request, Response
from .organization import FUNCTION_ROLE, ORGANIZATION_ID, Member
from .policies import allows
from .world import Session, World

__all__ = ["error", "response"]
NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/"
SESSION_NAME = re.compile(r"[\w+=,.@-]{2,64}", re.ASCII)
EXTERNAL_ID = re.compile(r"[\w+=,.@:/-]{2,1224}", re.ASCII)


def response(world: World, request: Request) -> Response:
    if request.operation != "AssumeRole" or request.parameters.get("Version") != "2011-06-15":
        raise AWSError(400, "InvalidAction", f"Could not find operation {request.operation}")
    session = _session(world, request, _asked_for(world, request))
    world.sessions[session.key_id] = session
    arn = f"arn:aws:sts::{session.account}:assumed-role/{_role_name(request)}/{request.parameters['RoleSessionName']}"
    body = (
        f'<AssumeRoleResponse xmlns="{NAMESPACE}"><AssumeRoleResult><AssumedRoleUser>'
        f"<AssumedRoleId>AROAEXAMPLE:x</AssumedRoleId><Arn>{escape(arn)}</Arn></AssumedRoleUser><Credentials>"
        f"<AccessKeyId>{session.key_id}</AccessKeyId><SecretAccessKey>{session.secret}</SecretAccessKey>"
        f"<SessionToken>{session.token}</SessionToken><Expiration>{_moment(session.expires)}</Expiration></Credentials>"
        f"</AssumeRoleResult>{METADATA}</AssumeRoleResponse>"
    )
    return Response(200, body.encode())


def _asked_for(world: World, request: Request) -> Member:
    """The account whose role is asked for; refuses as STS does, which does not say why."""
    _check_parameters(request)
    arn = request.parameters["RoleArn"]
    denied = AWSError(
        403, "AccessDenied", f"User: {FUNCTION_ROLE} is not authorized to perform: sts:AssumeRole on resource: {arn}"
    )
    organization = world.settings.organization
    member = organization.member(arn.split(":")[4]) if organization else None
    if organization is None or member is None or member.role is None:
        raise denied
    if _role_name(request) != world.settings.role_name or not arn.startswith("arn:aws:iam::"):
        raise denied
    context = {"aws:PrincipalArn": FUNCTION_ROLE, "aws:PrincipalOrgID": ORGANIZATION_ID}
    external_id = request.parameters.get("ExternalId")
    if external_id is not None:
        context["sts:ExternalId"] = external_id
    if member.id in organization.scp:
        raise AWSError(403, "AccessDenied", f"{denied.message} with an explicit deny in a service control policy")
    own_context = {"aws:ResourceOrgID": ORGANIZATION_ID, **context}
    may_ask = allows(organization.policy, "sts:AssumeRole", arn, own_context)
    if not may_ask or not allows(member.role.trust, "sts:AssumeRole", None, context, FUNCTION_ROLE):
        raise denied
    return member


def _check_parameters(request: Request) -> None:
    seconds = request.parameters.get("DurationSeconds", "3600")
    if not seconds.isdigit() or not 900 <= int(seconds) <= 3600:
        raise AWSError(
            400, "ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles."
        )
    if not SESSION_NAME.fullmatch(request.parameters.get("RoleSessionName", "")):
        raise AWSError(400, "ValidationError", "Value at 'roleSessionName' failed to satisfy constraint.")
    if not EXTERNAL_ID.fullmatch(request.parameters.get("ExternalId", "none")):
        raise AWSError(400, "ValidationError", "Value at 'externalId' failed to satisfy constraint.")


def _session(world: World, request: Request, member: Member) -> Session:
    earlier = sum(session.member == member.id for session in world.sessions.values())
    number = len(world.sessions) + 1
    return Session(
        key_id=f"ASIAMEMBER{number:010}",
        secret=f"memberSecret{secrets.token_hex(14)}",
        token=f"memberToken{secrets.token_hex(200)}",
        account=member.role.answers_as or member.id,
        member=member.id,
        policy=member.role.policy,
        expires=world.now() + int(request.parameters.get("DurationSeconds", "3600")),
        requests_left=member.expires_after if not earlier else None,
    )


def _role_name(request: Request) -> str:
    return request.parameters.get("RoleArn", "").rpartition("/")[2]


def _moment(seconds: float) -> str:
    return timestamp(datetime.fromtimestamp(seconds, timezone.utc))
