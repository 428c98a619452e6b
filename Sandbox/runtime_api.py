# SPDX-License-Identifier: Apache-2.0
"""Lambda's Runtime API, played by hand: the caller sees each call of the function and chooses its response, even a
broken one. AWS's emulator shows what is right; this is for what the emulator cannot do: fail, be fast, be counted.

Blocking and single-threaded: what the function does between two calls, it does alone.
"""

from __future__ import annotations

import selectors
import socket
import struct
import time
from dataclasses import dataclass

PATIENCE = 600
ARN = "arn:aws:lambda:eu-central-1:012345678912:function:key-reminder"
REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd"


@dataclass(frozen=True)
class Call:
    """A request of the function; `at` is on the clock of `time.perf_counter`."""

    verb: str
    path: str
    body: bytes
    at: float


class RuntimeAPI:
    """A context manager. `next_call` waits for the function; every call needs a response before the next one."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience

    def __enter__(self) -> RuntimeAPI:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._received: dict[socket.socket, bytes] = {}
        return self

    def __exit__(self, *_: object) -> None:
        for connection in self._received:
            connection.close()
        self._selector.close()
        self._listener.close()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def next_call(self) -> Call:
        end = time.perf_counter() + self._patience
        while (left := end - time.perf_counter()) > 0:
            if call := self._take(left):
                return call
        raise TimeoutError(f"the function made no call within {self._patience} s")

    def last_calls(self) -> list[Call]:
        """The calls that have no response when the function has ended."""
        calls = []
        while self._selector.select(0):
            call = self._take(0)
            calls += [call] if call else []
        return calls

    def give_event(
        self, event: bytes = b"{}", request_id: str = REQUEST_ID, seconds: float = PATIENCE, cut: bool = False
    ) -> None:
        """`seconds`: until the deadline. `cut`: the connection ends in the middle of the event."""
        fields = {
            "Lambda-Runtime-Aws-Request-Id": request_id,
            "Lambda-Runtime-Deadline-Ms": int((time.time() + seconds) * 1000),
            "Lambda-Runtime-Invoked-Function-Arn": ARN,
            "Lambda-Runtime-Trace-Id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0",
        }
        self.respond("200 OK", event, fields, cut)

    def accept(self) -> None:
        self.respond("202 Accepted", b'{"status":"OK"}')

    def end(self) -> None:
        """What makes every runtime stop."""
        self.respond("410 Gone")

    def respond(
        self, status: str, body: bytes = b"", fields: dict[str, object] | None = None, cut: bool = False
    ) -> None:
        fields = {**(fields or {}), "Content-Type": "application/json", "Content-Length": len(body)}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self.say(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body[: len(body) // 2 if cut else None])
        if cut:
            self._forget(self._caller)

    def say(self, these: bytes) -> None:
        """Whatever they are."""
        self._caller.sendall(these)

    def hang_up(self, with_reset: bool = False) -> None:
        """Ends the caller's connection without a word. A linger of zero seconds makes it a RST."""
        if with_reset:
            self._caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._forget(self._caller)

    def _take(self, seconds: float) -> Call | None:
        for key, _ in self._selector.select(seconds):
            call = self._accept() if key.fileobj is self._listener else self._read(key.fileobj)
            if call:
                return call
        return None

    def _accept(self) -> None:
        connection, _ = self._listener.accept()
        self._received[connection] = b""
        self._selector.register(connection, selectors.EVENT_READ)

    def _read(self, connection: socket.socket) -> Call | None:
        received = connection.recv(1 << 20)
        at = time.perf_counter()
        if not received:
            self._forget(connection)
            return None
        data = self._received[connection] + received
        head, _, body = data.partition(b"\r\n\r\n")
        whole = len(body) >= _content_length(head) and b"\r\n\r\n" in data
        self._received[connection] = b"" if whole else data
        if not whole:
            return None
        self._caller = connection
        verb, path, _ = head.split(b"\r\n")[0].decode().split(" ")
        return Call(verb, path, body, at)

    def _forget(self, connection: socket.socket) -> None:
        self._selector.unregister(connection)
        connection.close()
        del self._received[connection]


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
