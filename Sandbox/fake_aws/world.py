# SPDX-License-Identifier: Apache-2.0
"""The state behind the fake's operations: the account, the settings, and everything that was recorded."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..mail import Mail
from .account import ACCOUNT_ID, Account, User
from .messages import AWSError, Request
from .policies import Policy, allows
from .settings import Settings
from .throttle import TokenBucket

REMEMBERED_REQUESTS = 100_000


@dataclass
class Directory:
    """What IAM knows of one account. `rendered` keeps users as XML, by path prefix."""

    id: str
    users: dict[str, User]
    alias: str | None
    root_keys: bool
    rendered: dict[str, list[str]] = field(default_factory=dict)

    @staticmethod
    def of(id: str, account: Account, alias: str | None, root_keys: bool) -> Directory:
        return Directory(id, {user.name: user for user in account.users}, alias, root_keys)


@dataclass
class Session:
    """Credentials of a role. `member` is the account that was asked for, `account` the one that STS names."""

    key_id: str
    secret: str
    token: str
    account: str
    member: str
    policy: Policy
    expires: float
    requests_left: int | None


class World:
    """`refuse` makes the server accept no connection for so many seconds."""

    def __init__(self, settings: Settings, refuse: Callable[[float], None]) -> None:
        self.refuse = refuse
        # The table's items by scope and id. They outlive settings and what was recorded.
        self.items: dict[tuple[str, str], dict[str, Any]] = {}
        self.sessions: dict[str, Session] = {}
        self.configure(settings)
        self.forget()

    def configure(self, settings: Settings) -> None:
        self.settings = settings
        self._directories = {ACCOUNT_ID: Directory.of(ACCOUNT_ID, settings.account, settings.alias, settings.root_keys)}
        self._buckets: dict[tuple[str, str], TokenBucket] = {}

    def forget(self) -> None:
        """Drops what was recorded and starts the rules' counting anew; the settings stay."""
        self.requests: deque[Request] = deque(maxlen=REMEMBERED_REQUESTS)
        self.mails: list[Mail] = []
        self.counts: Counter[str] = Counter()
        self.throttled = self.in_flight = self.peak_in_flight = 0
        for rule in self.settings.faults:
            rule.seen = 0

    def now(self) -> float:
        return time.time() + self.settings.clock_offset

    def allows(self, request: Request) -> bool:
        """Whether the rate of the service and account allows it. STS and Organizations count the caller's account."""
        limit = self.settings.throttle.get(request.service)
        if limit is None:
            return True
        key = (request.service, request.account)
        if key not in self._buckets:
            self._buckets[key] = TokenBucket(limit.rate, limit.burst, time.monotonic)
        return self._buckets[key].take()

    def enter(self, request: Request) -> None:
        """Finds the account of the credentials: that of their session, or the function's own."""
        session = self.sessions.get(request.key_id)
        request.account = session.account if session else ACCOUNT_ID

    def check(self, request: Request, resource: str) -> None:
        """Refuses what the session of a role may not do, or when it has ended."""
        session = self.sessions.get(request.key_id)
        if session is None:
            return
        if request.headers.get("x-amz-security-token") != session.token:
            raise AWSError(403, "InvalidClientTokenId", "The security token included in the request is invalid")
        if session.requests_left == 0 or self.now() > session.expires:
            raise AWSError(403, "ExpiredToken", "The security token included in the request is expired")
        if session.requests_left is not None:
            session.requests_left -= 1
        action = f"{request.service}:{request.operation}"
        if not allows(session.policy, action, resource, {}):
            user = f"arn:aws:sts::{session.account}:assumed-role/{self.settings.role_name}/key-reminder"
            message = f"User: {user} is not authorized to perform: {action} on resource: {resource}"
            raise AWSError(403, "AccessDenied", message)

    def directory(self, request: Request) -> Directory:
        """The account that the request is about."""
        if request.account not in self._directories:
            organization = self.settings.organization
            member = organization.member(request.account) if organization else None
            if member is None:
                raise AWSError(403, "InvalidClientTokenId", "There is no such account.")
            self._directories[member.id] = Directory.of(member.id, member.account, member.alias, member.root_keys)
        return self._directories[request.account]

    def saw(self, request: Request) -> None:
        self.requests.append(request)
        self.counts[request.operation] += 1
