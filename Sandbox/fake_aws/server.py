# SPDX-License-Identifier: Apache-2.0
"""The fake as an object in its own thread: a test or a benchmark starts, controls and reads it."""

from __future__ import annotations

import asyncio
import selectors
import ssl
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from ..mail import Mail
from . import control
from .connection import Connection
from .messages import Request
from .settings import Settings
from .world import World

T = TypeVar("T")


class FakeAWS:
    """A context manager. Everything that it returns of its state is a copy, made on the server's thread."""

    def __init__(self, settings: Settings | None = None, tls: ssl.SSLContext | None = None, port: int = 0) -> None:
        self._world = World(settings or Settings(), self._refuse)
        self._tls, self._port = tls, port
        # select(2) wakes to the microsecond; epoll rounds a delay up to the next millisecond.
        self._loop = asyncio.SelectorEventLoop(selectors.SelectSelector())
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake AWS", daemon=True)

    def start(self) -> FakeAWS:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    def stop(self) -> None:
        self._on_loop(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> FakeAWS:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def port(self) -> int:
        return self._port

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[Mail]:
        return self._on_loop(lambda: list(self._world.mails))

    @property
    def items(self) -> dict[tuple[str, str], dict[str, Any]]:
        """What is in the table."""
        return self._on_loop(lambda: dict(self._world.items))

    def put_item(self, item: dict[str, Any]) -> None:
        """Writes an item as it is."""
        self._on_loop(lambda: self._world.items.update({(item["scope"]["S"], item["id"]["S"]): item}))

    @property
    def requests(self) -> list[Request]:
        return self._on_loop(lambda: list(self._world.requests))

    @property
    def counts(self) -> dict[str, Any]:
        return self._on_loop(lambda: control.counts(self._world))

    def calls(self, operation: str) -> list[Request]:
        return [request for request in self.requests if request.operation == operation]

    def configure(self, settings: Settings) -> None:
        self._on_loop(lambda: self._world.configure(settings))

    def change(self, **changes: Any) -> None:
        """Like POST /_control/config: JSON values, the settings that are not named stay."""
        self._on_loop(lambda: self._world.configure(self._world.settings.changed(changes)))

    def refuse(self, seconds: float) -> None:
        """Accepts no connection for a while; those that are open stay."""
        self._on_loop(lambda: self._refuse(seconds))

    def accept(self) -> None:
        """Ends a refusal before its time."""
        asyncio.run_coroutine_threadsafe(self._reopen(), self._loop).result()

    def reset(self) -> None:
        self._on_loop(self._world.forget)

    def _refuse(self, seconds: float) -> None:
        self._server.close()
        self._reopening = self._loop.call_later(seconds, lambda: self._loop.create_task(self._reopen()))

    async def _reopen(self) -> None:
        if not self._server.is_serving():
            self._reopening.cancel()
            self._server = await self._listen()

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(
            lambda: Connection(lambda: self._world), "127.0.0.1", self._port, ssl=self._tls, backlog=1024
        )

    def _on_loop(self, work: Callable[[], T]) -> T:
        async def run() -> T:
            return work()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result()
