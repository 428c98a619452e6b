# SPDX-License-Identifier: Apache-2.0
"""The fake's own paths, for a client in another language or process.

GET  /_control/requests | mails | counts
POST /_control/reset     forgets the recorded requests and mails, and counts faults anew; the settings stay
POST /_control/config    JSON with any of the settings' names, plus `users` (a list) or `generate` (figures)
"""

from __future__ import annotations

import json
from typing import Any

from .messages import Request, Response
from .world import World


def counts(world: World) -> dict[str, Any]:
    return {
        "operations": dict(world.counts),
        "mails": len(world.mails),
        "throttled": world.throttled,
        "peakInFlight": world.peak_in_flight,
    }


def response(world: World, request: Request) -> Response:
    try:
        value = _perform(world, f"{request.method} {request.path}", request.body)
    except (ValueError, TypeError, KeyError) as problem:
        return Response(400, f"{problem}\n".encode(), "text/plain")
    return Response(200, json.dumps(value).encode(), "application/json")


def _perform(world: World, what: str, body: bytes) -> Any:
    if what == "GET /_control/requests":
        return [request.as_json() for request in world.requests]
    if what == "GET /_control/mails":
        return [mail.as_json() for mail in world.mails]
    if what == "GET /_control/counts":
        return counts(world)
    if what == "POST /_control/reset":
        return world.forget()
    if what == "POST /_control/config":
        return world.configure(world.settings.changed(json.loads(body)))
    raise ValueError(f"no such control: {what}")
