# SPDX-License-Identifier: Apache-2.0
"""Scripted faults: which request a rule means, and what is done to it or its response. The first rule that fits wins.

    {"match": {"operation": "ListAccessKeys", "user": "ana", "nth": 3}, "do": {"error": "Throttling"}}

match  every key must fit; none at all means every request
       operation, account (its id), user, to (a recipient), connection_request (1 = first on its connection),
       reused (bool),
       nth (a number or a list of them: counted among the requests that fit the rest)
do     error + status + message   an AWS error in the service's own format (status 400 unless told)
       status + body + content_type + headers     that response, as it is; body is text
       close                      "before-response" | "reset" (RST) | "mid-body"
       stall                      true: no response
       damage                     "truncated" | "garbage" | "html" | "empty" body, or an invalid "status-line"
       refuse_ms                  a response; then the connection ends, and no other is accepted for so long
       marker                     "repeat" | "drop": a page that says there is more, but not where
       page_size                  this page only; 0 = an empty page with more behind it
       delay_ms                   a later response, alone or with any of the others
       after                      true: the work is done (a mail is accepted) before close, stall, status or error
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .messages import AWSError, Request, Response

HTML = "<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>"
MATCH_KEYS = {"operation", "account", "user", "to", "connection_request", "reused", "nth"}
DO_KEYS = {
    *("error", "status", "message", "body", "content_type", "headers"),
    *("close", "stall", "damage", "marker", "page_size", "delay_ms", "refuse_ms", "after"),
}


@dataclass
class Rule:
    match: dict[str, Any] = field(default_factory=dict)
    do: dict[str, Any] = field(default_factory=dict)
    seen: int = 0

    @staticmethod
    def from_json(value: dict[str, Any]) -> Rule:
        return Rule(value.get("match", {}), value.get("do", {}))

    def __post_init__(self) -> None:
        unknown = (set(self.match) - MATCH_KEYS) | (set(self.do) - DO_KEYS)
        if unknown:
            raise ValueError(f"unknown words in a fault rule: {sorted(unknown)}")

    def fits(self, request: Request) -> bool:
        if not all(_fits(request, key, wanted) for key, wanted in self.match.items() if key != "nth"):
            return False
        self.seen += 1
        nth = self.match.get("nth")
        return nth is None or self.seen in (nth if isinstance(nth, list) else [nth])


def _fits(request: Request, key: str, wanted: Any) -> bool:
    if key == "operation":
        return request.operation == wanted
    if key == "account":
        return (request.parameters.get("RoleArn", "::::").split(":")[4] or request.account) == wanted
    if key == "user":
        return request.parameters.get("UserName") == wanted
    if key == "to":
        return f'"{wanted}"'.encode() in request.body
    if key == "reused":
        return (request.number_on_connection > 1) == wanted
    return request.number_on_connection == wanted


def instead(do: dict[str, Any]) -> Response | None:
    """The response that replaces the operation's own, if the rule wants one; raises the AWS error it names."""
    if "error" in do:
        raise AWSError(do.get("status", 400), do["error"], do.get("message", "Injected by the test."))
    if "status" in do:
        body = do.get("body", "").encode()
        return Response(do["status"], body, do.get("content_type", "text/html"), dict(do.get("headers", {})))
    if do.get("stall") or do.get("close") in ("before-response", "reset"):
        return Response(stall=bool(do.get("stall")), close=do.get("close"))
    return None


def changed(response: Response, do: dict[str, Any]) -> Response:
    """The operation's own response, spoilt and delayed as the rule wants."""
    response.delay += do.get("delay_ms", 0) / 1000
    response.close = do.get("close", response.close)
    response.refuse = do["refuse_ms"] / 1000 if "refuse_ms" in do else None
    damage = do.get("damage")
    if damage == "truncated":
        response.body = response.body[: len(response.body) * 2 // 3]
    elif damage == "garbage":
        response.body = b"\x00\xff\xfe<<<{{{ not what was asked for"
    elif damage == "html":
        response.body, response.content_type = HTML.encode(), "text/html"
    elif damage == "empty":
        response.body = b""
    elif damage == "status-line":
        response.raw = b"\x16\x03\x01 this is not HTTP\r\n\r\n"
    return response
