# SPDX-License-Identifier: Apache-2.0
"""SES v2's REST protocol: JSON in, JSON out. One function is one operation; it returns its response's members."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from ..mail import Mail
from .messages import AWSError, Request, Response
from .world import World

MAX_RECIPIENTS = 50
MAX_HEADERS = 15
TAG_WORD = re.compile(r"[A-Za-z0-9_-]{1,256}")

Operation = Callable[[World, Request], dict[str, Any]]
OPERATIONS: dict[tuple[str, str], tuple[str, Operation]] = {}


def operation(name: str, method: str, path: str) -> Callable[[Operation], Operation]:
    def register(function: Operation) -> Operation:
        OPERATIONS[method, path] = (name, function)
        return function

    return register


@operation("SendEmail", "POST", "/v2/email/outbound-emails")
def send_email(world: World, request: Request) -> dict[str, Any]:
    mail = _valid_mail(request.body)
    for recipient in mail.recipients:
        if recipient in world.settings.reject:
            raise AWSError(400, "MessageRejected", world.settings.reject[recipient])
    mail = replace(mail, message_id=f"0107019{len(world.mails):09x}-00000000-0000-4000-8000-000000000000-000000")
    world.mails.append(mail)
    return {"MessageId": mail.message_id}


@operation("GetAccount", "GET", "/v2/email/account")
def get_account(world: World, request: Request) -> dict[str, Any]:
    return world.settings.sending


@operation("ListSuppressedDestinations", "GET", "/v2/email/suppression/addresses")
def list_suppressed_destinations(world: World, request: Request) -> dict[str, Any]:
    """Pages as `suppressed` gives them; a token is the number of the page."""
    query = dict(parse_qsl(request.path.partition("?")[2]))
    number = int(query.get("NextToken", "page-0").removeprefix("page-"))
    pages = world.settings.suppressed or [{}]
    summaries = [
        {"EmailAddress": address, "Reason": reason, "LastUpdateTime": 1764000000.5}
        for address, reason in pages[number].items()
    ]
    more = {"NextToken": f"page-{number + 1}"} if number + 1 < len(pages) else {}
    return {"SuppressedDestinationSummaries": summaries, **more}


def name_of(method: str, path: str) -> str:
    return OPERATIONS.get((method, path.partition("?")[0]), ("",))[0]


def response(world: World, request: Request) -> Response:
    entry = OPERATIONS.get((request.method, request.path.partition("?")[0]))
    if entry is None:
        raise AWSError(404, "NotFoundException", f"No operation for {request.method} {request.path}")
    return Response(200, json.dumps(entry[1](world, request)).encode(), "application/json")


def error(problem: AWSError) -> Response:
    body = json.dumps({"message": problem.message}).encode()
    return Response(problem.status, body, "application/json", {"x-amzn-ErrorType": problem.code})


def _valid_mail(body: bytes) -> Mail:
    try:
        mail = Mail.from_send_email(body)
    except ValueError as problem:
        raise AWSError(400, "BadRequestException", str(problem)) from problem
    if not 1 <= len(mail.recipients) <= MAX_RECIPIENTS:
        raise AWSError(400, "BadRequestException", f"{len(mail.recipients)} recipients: 1 to {MAX_RECIPIENTS} may be.")
    if not all(address.count("@") == 1 for address in [mail.sender, *mail.recipients, *mail.reply_to]):
        raise AWSError(400, "BadRequestException", "Missing final '@domain'")
    if not mail.text and not mail.html and not mail.template:
        raise AWSError(400, "BadRequestException", "The message has no body.")
    _check_headers(mail)
    _check_tags(mail)
    return mail


def _check_tags(mail: Mail) -> None:
    if not all(TAG_WORD.fullmatch(word) for word in [*mail.tags, *mail.tags.values()]):
        raise AWSError(400, "BadRequestException", "A tag has other characters than A-Z, a-z, 0-9, - and _.")


def _check_headers(mail: Mail) -> None:
    texts = [mail.subject, *mail.headers, *mail.headers.values()]
    if len(mail.headers) > MAX_HEADERS or any("\r" in text or "\n" in text for text in texts):
        raise AWSError(400, "BadRequestException", "Too many headers, or a line break in one.")
