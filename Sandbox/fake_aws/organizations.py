# SPDX-License-Identifier: Apache-2.0
"""Organizations' JSON 1.1: who is in the organization, and where. One function is one operation."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .messages import AWSError, Request, Response
from .organization import ORGANIZATION_ID, ROOT, Member, Organization
from .policies import allows
from .world import World

TARGET = "AWSOrganizationsV20161128."
CONTENT_TYPE = "application/x-amz-json-1.1"
MAX_RESULTS = 20

Operation = Callable[[Organization, dict[str, Any]], tuple[str, list[Any]]]


def name_of(target: str) -> str:
    return target.removeprefix(TARGET)


def response(world: World, request: Request) -> Response:
    organization = world.settings.organization
    if organization is None:
        raise AWSError(400, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
    if not organization.reads or not allows(organization.policy, f"organizations:{request.operation}", "*", {}):
        raise AWSError(400, "AccessDeniedException", "You don't have permissions to access this resource.")
    if request.headers.get("content-type") != CONTENT_TYPE:
        raise _invalid("the content type is not JSON 1.1")
    call = json.loads(request.body)
    if request.operation == "DescribeOrganization":
        described = {"Id": ORGANIZATION_ID, "MasterAccountId": organization.management, "FeatureSet": "ALL"}
        return _rendered(200, {"Organization": described})
    if request.operation not in OPERATIONS:
        raise _invalid(f"no operation {request.operation}")
    name, items = OPERATIONS[request.operation](organization, call)
    return _rendered(200, _page(name, items, organization, call, request, world))


def error(problem: AWSError) -> Response:
    return _rendered(problem.status, {"__type": problem.code, "Message": problem.message})


def _accounts(organization: Organization, call: dict[str, Any]) -> tuple[str, list[Any]]:
    return "Accounts", [_account(organization, member) for member in organization.members]


def _accounts_for_parent(organization: Organization, call: dict[str, Any]) -> tuple[str, list[Any]]:
    parent = _parent(organization, call)
    here = [member for member in organization.members if (member.unit.rpartition("/")[2] or ROOT) == parent]
    return "Accounts", [_account(organization, member) for member in here]


def _units_for_parent(organization: Organization, call: dict[str, Any]) -> tuple[str, list[Any]]:
    parent = _parent(organization, call)
    below = sorted(path for path in organization.all_units if _parent_of(path) == parent)
    units = [path.rpartition("/")[2] for path in below]
    return "OrganizationalUnits", [{"Id": unit, "Name": f"unit {unit}"} for unit in units]


OPERATIONS: dict[str, Operation] = {
    "ListAccounts": _accounts,
    "ListAccountsForParent": _accounts_for_parent,
    "ListOrganizationalUnitsForParent": _units_for_parent,
}


def _parent_of(path: str) -> str:
    return path.rpartition("/")[0].rpartition("/")[2] or ROOT


def _parent(organization: Organization, call: dict[str, Any]) -> str:
    parent = call.get("ParentId", "")
    if parent != ROOT and parent not in {path.rpartition("/")[2] for path in organization.all_units}:
        raise AWSError(400, "ParentNotFoundException", "You specified parent that doesn't exist.")
    return parent


def _account(organization: Organization, member: Member) -> dict[str, Any]:
    account = {
        "Id": member.id,
        "Arn": f"arn:aws:organizations::{organization.management}:account/{ORGANIZATION_ID}/{member.id}",
        "Name": member.name,
        "Email": member.email or f"aws+{member.id}@example.com",
        "State" if organization.has_state else "Status": member.state,
        "JoinedMethod": "CREATED",
        "JoinedTimestamp": 1704067200.123,
    }
    return {**account, "Paths": [member.path]} if organization.has_paths else account


def _page(
    name: str, items: list[Any], organization: Organization, call: dict[str, Any], request: Request, world: World
) -> dict[str, Any]:
    """A token is `position.serial`: an empty page has a new one too."""
    wanted = call.get("MaxResults", MAX_RESULTS)
    if not 1 <= wanted <= MAX_RESULTS:
        raise _invalid(f"MaxResults must be from 1 to {MAX_RESULTS}, not {wanted}")
    start = _position(call.get("NextToken"))
    size = request.do.get("page_size", min(wanted, organization.page_size))
    end = min(start + size, len(items))
    page: dict[str, Any] = {name: items[start:end]}
    if request.do.get("marker") == "repeat":
        page["NextToken"] = call.get("NextToken", f"{end}.0 +/=é")
    elif end < len(items):
        page["NextToken"] = f"{end}.{world.counts[request.operation]} +/=é"
    return page


def _position(token: str | None) -> int:
    if token is None:
        return 0
    position = token.partition(".")[0]
    if not token.endswith(" +/=é") or not position.isdigit():
        raise _invalid("You provided an invalid next token.")
    return int(position)


def _rendered(status: int, value: dict[str, Any]) -> Response:
    return Response(status, json.dumps(value).encode(), CONTENT_TYPE)


def _invalid(message: str) -> AWSError:
    return AWSError(400, "InvalidInputException", message)
