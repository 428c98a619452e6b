# SPDX-License-Identifier: Apache-2.0
"""HTTP/1.1 on one connection: reads whole requests, one after the other, and writes responses, also broken ones.

It is a bare asyncio protocol, because this server must never be the bottleneck of a benchmark.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from email.utils import formatdate
from http import HTTPStatus
from itertools import count

from . import control, service
from .messages import Request, Response
from .world import World

MAX_HEAD = 65_536
NUMBERS = count(1)
PHRASES = {status.value: status.phrase for status in HTTPStatus}


class Connection(asyncio.Protocol):
    def __init__(self, world: Callable[[], World]) -> None:
        self._world = world
        self._buffer = bytearray()
        self._number = next(NUMBERS)
        self._requests = 0
        self._is_responding = False
        self._said_continue = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        self._take_requests()

    def _take_requests(self) -> None:
        while not self._is_responding:
            request = self._next_request()
            if request is None:
                return
            self._serve(request)

    def _next_request(self) -> Request | None:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            if len(self._buffer) > MAX_HEAD:
                self._transport.abort()
            return None
        first, *lines = self._buffer[:end].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", 0))
        if len(self._buffer) < end + 4 + length:
            self._continue_if_expected(headers)
            return None
        method, path, _ = first.split(" ", 2)
        body = bytes(self._buffer[end + 4 : end + 4 + length])
        del self._buffer[: end + 4 + length]
        self._requests += 1
        self._said_continue = False
        return Request(method, path, headers, body, self._number, self._requests)

    def _continue_if_expected(self, headers: dict[str, str]) -> None:
        if headers.get("expect", "").lower() == "100-continue" and not self._said_continue:
            self._said_continue = True
            self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def _serve(self, request: Request) -> None:
        world = self._world()
        if request.path.startswith("/_control"):
            self._write(request, control.response(world, request))
            return
        self._is_responding = True
        world.in_flight += 1
        world.peak_in_flight = max(world.peak_in_flight, world.in_flight)
        response = service.response(world, request)
        if response.delay:
            asyncio.get_running_loop().call_later(response.delay, self._finish, world, request, response)
        else:
            self._finish(world, request, response)

    def _finish(self, world: World, request: Request, response: Response) -> None:
        world.in_flight -= 1
        if response.stall or self._transport.is_closing():
            return
        self._is_responding = False
        self._write(request, response)
        if response.delay:
            self._take_requests()

    def _write(self, request: Request, response: Response) -> None:
        if response.close == "reset":
            self._reset()
        elif response.close == "before-response":
            self._transport.close()
        elif response.raw is not None:
            self._transport.write(response.raw)
            self._transport.close()
        elif response.close == "mid-body":
            self._transport.write(self._head(response) + response.body[: len(response.body) // 2])
            self._transport.close()
        else:
            self._transport.write(self._head(response) + response.body)
            if response.refuse is not None:
                self._world().refuse(response.refuse)
            if response.refuse is not None or request.headers.get("connection", "").lower() == "close":
                self._transport.close()

    def _head(self, response: Response) -> bytes:
        headers = {
            "Date": http_date(int(self._world().now())),
            "Content-Type": response.content_type,
            "Content-Length": str(len(response.body)),
            "x-amzn-RequestId": "7a62c49f-347e-4fc4-9331-6e8eexample",
            **({} if response.refuse is None else {"Connection": "close"}),
            **response.headers,
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 {response.status} {PHRASES.get(response.status, 'Unknown')}\r\n{lines}\r\n".encode("latin-1")

    def _reset(self) -> None:
        """Closes with a RST: a linger of zero seconds drops the connection instead of ending it."""
        connected = self._transport.get_extra_info("socket")
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._transport.abort()


_date = (0, "")


def http_date(second: int) -> str:
    """The Date header; a new one each second."""
    global _date
    if _date[0] != second:
        _date = (second, formatdate(second, usegmt=True))
    return _date[1]
