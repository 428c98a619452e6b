# SPDX-License-Identifier: Apache-2.0
"""Paths for changes that AWS has no calls for: one for each function of `history` that a rehearsal needs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from . import history

CONTROLS: dict[str, Callable[..., None]] = {
    "/_rehearsal/replace-key": history.replace_key,
    "/_rehearsal/sign-in": history.sign_in,
    "/_rehearsal/pass-days": history.pass_days,
}


class Controls:
    """An ASGI application: serves the controls, and hands everything else on to ministack."""

    def __init__(self, application: Callable[..., Awaitable[None]]) -> None:
        self._application = application

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        control = CONTROLS.get(scope.get("path", ""))
        if control is None:
            await self._application(scope, receive, send)
            return
        await asyncio.to_thread(control, **json.loads(await _body(receive)))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})


async def _body(receive: Any) -> bytes:
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    return body
