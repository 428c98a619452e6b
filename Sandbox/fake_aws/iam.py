# SPDX-License-Identifier: Apache-2.0
"""IAM's Query protocol: a form in, XML out. One function is one operation; it returns the inside of its Result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from xml.sax.saxutils import escape

from .account import Key, User
from .messages import AWSError, Request, Response
from .world import World

NAMESPACE = "https://iam.amazonaws.com/doc/2010-05-08/"
METADATA = "<ResponseMetadata><RequestId>7a62c49f-347e-4fc4-9331-6e8eexample</RequestId></ResponseMetadata>"
# Every marker contains characters that an encoder may get wrong.
MARKER = "+/=&% é"

Operation = Callable[[World, Request], str]
OPERATIONS: dict[str, Operation] = {}


def operation(name: str) -> Callable[[Operation], Operation]:
    def register(function: Operation) -> Operation:
        OPERATIONS[name] = function
        return function

    return register


@operation("ListUsers")
def list_users(world: World, request: Request) -> str:
    prefix, account = request.parameters.get("PathPrefix", "/"), world.directory(request)
    if prefix not in account.rendered:
        users = [user for user in account.users.values() if user.path.startswith(prefix)]
        account.rendered[prefix] = [_user(user, account.id) for user in users]
    return _page("Users", account.rendered[prefix], world, request)


@operation("ListAccessKeys")
def list_access_keys(world: World, request: Request) -> str:
    user = _existing_user(world, request)
    return _page("AccessKeyMetadata", [_key(user, key) for key in user.keys], world, request)


@operation("ListUserTags")
def list_user_tags(world: World, request: Request) -> str:
    tags = [_tag(key, value) for key, value in _existing_user(world, request).tags.items()]
    return _page("Tags", tags, world, request)


@operation("GetAccessKeyLastUsed")
def get_access_key_last_used(world: World, request: Request) -> str:
    wanted = request.parameters.get("AccessKeyId")
    for user in world.directory(request).users.values():
        for key in user.keys:
            if key.id == wanted:
                return f"<UserName>{escape(user.name)}</UserName>{_last_use(key)}"
    raise AWSError(404, "NoSuchEntity", f"The Access Key with id {wanted} cannot be found.")


@operation("GetAccountSummary")
def get_account_summary(world: World, request: Request) -> str:
    account = world.directory(request)
    figures = {"Users": len(account.users), "AccountAccessKeysPresent": int(account.root_keys)}
    entries = "".join(f"<entry><key>{key}</key><value>{value}</value></entry>" for key, value in figures.items())
    return f"<SummaryMap>{entries}</SummaryMap>"


@operation("ListAccountAliases")
def list_account_aliases(world: World, request: Request) -> str:
    alias = world.directory(request).alias
    aliases = [f"<member>{escape(alias)}</member>"] if alias else []
    return _page("AccountAliases", aliases, world, request)


def response(world: World, request: Request) -> Response:
    perform = OPERATIONS.get(request.operation)
    if perform is None:
        raise AWSError(400, "InvalidAction", f"Could not find operation {request.operation} for version 2010-05-08")
    world.check(request, _resource(world, request))
    name, result = request.operation, perform(world, request)
    body = f'<{name}Response xmlns="{NAMESPACE}"><{name}Result>{result}</{name}Result>{METADATA}</{name}Response>'
    return Response(200, body.encode())


def _resource(world: World, request: Request) -> str:
    """What IAM checks a permission on: the path that is listed, or the user. A key belongs to the user asked about."""
    form, arn = request.parameters, f"arn:aws:iam::{request.account}:user"
    if request.operation == "ListUsers":
        return arn + form.get("PathPrefix", "/")
    users = world.directory(request).users
    if "UserName" in form:
        user = users.get(form["UserName"])
        return f"{arn}{user.path if user else '/'}{form['UserName']}"
    wanted = form.get("AccessKeyId")
    owners = (user for user in users.values() if any(key.id == wanted for key in user.keys))
    return next((f"{arn}{user.path}{user.name}" for user in owners), "*") if wanted else "*"


def error(problem: AWSError) -> Response:
    body = (
        f'<ErrorResponse xmlns="{NAMESPACE}"><Error><Type>Sender</Type><Code>{escape(problem.code)}</Code>'
        f"<Message>{escape(problem.message)}</Message></Error>"
        "<RequestId>7a62c49f-347e-4fc4-9331-6e8eexample</RequestId></ErrorResponse>"
    )
    return Response(problem.status, body.encode())


def _existing_user(world: World, request: Request) -> User:
    name = request.parameters.get("UserName")
    if not name:
        raise AWSError(400, "ValidationError", "This fake has no caller of its own: UserName is required.")
    users = world.directory(request).users
    if name not in users:
        raise AWSError(404, "NoSuchEntity", f"The user with name {name} cannot be found.")
    return users[name]


def _page(list_name: str, items: list[str], world: World, request: Request) -> str:
    start = _position(request.parameters.get("Marker"))
    size = min(_max_items(request), world.settings.page_size)
    size = request.do.get("page_size", size)
    end = min(start + size, len(items))
    inside = f"<{list_name}>{''.join(items[start:end])}</{list_name}>"
    return inside + _continuation(end, len(items), world, request)


def _continuation(end: int, count: int, world: World, request: Request) -> str:
    wanted = request.do.get("marker")
    if wanted == "drop":
        return "<IsTruncated>true</IsTruncated>"
    if wanted == "repeat":
        marker = request.parameters.get("Marker", f"{end}.0{MARKER}")
    elif end < count:
        marker = f"{end}.{world.counts[request.operation]}{MARKER}"
    else:
        return "<IsTruncated>false</IsTruncated>"
    return f"<IsTruncated>true</IsTruncated><Marker>{escape(marker)}</Marker>"


def _position(marker: str | None) -> int:
    """A marker is `position.serial` and characters that are hard to encode. An empty page has a new marker too."""
    if marker is None:
        return 0
    position, dot, rest = marker.partition(".")
    if not dot or not rest.endswith(MARKER) or not position.isdigit():
        raise AWSError(400, "ValidationError", f"Invalid Marker: {marker!r}")
    return int(position)


def _max_items(request: Request) -> int:
    value = request.parameters.get("MaxItems", "100")
    if not value.isdigit() or not 1 <= int(value) <= 1000:
        raise AWSError(400, "ValidationError", f"MaxItems must be from 1 to 1000, not {value!r}")
    return int(value)


def _user(user: User, account: str) -> str:
    last_used = _element("PasswordLastUsed", user.password_last_used)
    return (
        f"<member><Path>{escape(user.path)}</Path><UserName>{escape(user.name)}</UserName>"
        f"<UserId>{_unique_id(account + user.name)}</UserId>"
        f"<Arn>arn:aws:iam::{account}:user{escape(user.path + user.name)}</Arn>"
        f"<CreateDate>{escape(user.created)}</CreateDate>{last_used}</member>"
    )


def _unique_id(name: str) -> str:
    """The same for the same name, and another for another."""
    return f"AIDA{hashlib.sha256(name.encode()).hexdigest()[:17].upper()}"


def _key(user: User, key: Key) -> str:
    return (
        f"<member><UserName>{escape(user.name)}</UserName><AccessKeyId>{escape(key.id)}</AccessKeyId>"
        f"<Status>{escape(key.status)}</Status>{_element('CreateDate', key.created)}</member>"
    )


def _tag(key: str, value: str) -> str:
    return f"<member><Key>{escape(key)}</Key><Value>{escape(value)}</Value></member>"


def _last_use(key: Key) -> str:
    return (
        f"<AccessKeyLastUsed>{_element('LastUsedDate', key.last_used)}<ServiceName>{escape(key.service)}</ServiceName>"
        f"<Region>{escape(key.region)}</Region></AccessKeyLastUsed>"
    )


def _element(name: str, value: str | None) -> str:
    return "" if value is None else f"<{name}>{escape(value)}</{name}>"
