# SPDX-License-Identifier: Apache-2.0
"""The state behind the fake's operations: the account, the settings, and everything that was recorded."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from ..mail import Mail
from .account import User
from .messages import Request
from .settings import Settings
from .throttle import TokenBucket

REMEMBERED_REQUESTS = 100_000


class World:
    """`refuse` makes the server accept no connection for so many seconds."""

    def __init__(self, settings: Settings, refuse: Callable[[float], None]) -> None:
        self.refuse = refuse
        # The table's items by scope and id. They outlive settings and what was recorded.
        self.items: dict[tuple[str, str], dict[str, Any]] = {}
        self.configure(settings)
        self.forget()

    def configure(self, settings: Settings) -> None:
        self.settings = settings
        self.users: dict[str, User] = {user.name: user for user in settings.account.users}
        self.rendered: dict[str, list[str]] = {}
        self._buckets = {
            service: TokenBucket(limit.rate, limit.burst, time.monotonic)
            for service, limit in settings.throttle.items()
        }

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

    def allows(self, service: str) -> bool:
        bucket = self._buckets.get(service)
        return bucket is None or bucket.take()

    def saw(self, request: Request) -> None:
        self.requests.append(request)
        self.counts[request.operation] += 1
