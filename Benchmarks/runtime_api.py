# SPDX-License-Identifier: Apache-2.0
"""Lambda's Runtime API as far as a benchmark needs it: one event, one answer, and the time of each call.

Blocking and single-threaded, so that nothing of this process runs beside the function that is measured.
"""

from __future__ import annotations

import selectors
import socket
import time
from dataclasses import dataclass

PATIENCE = 600
ARN = "arn:aws:lambda:eu-central-1:012345678912:function:key-reminder"


@dataclass(frozen=True)
class Call:
    """A request of the function; `at` is on the clock of `time.perf_counter`."""

    verb: str
    path: str
    body: bytes
    at: float


class RuntimeAPI:
    """A context manager. `next_call` waits for the function; every call must be answered before the next one."""

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
        end = time.perf_counter() + PATIENCE
        while (left := end - time.perf_counter()) > 0:
            for key, _ in self._selector.select(left):
                call = self._accept() if key.fileobj is self._listener else self._read(key.fileobj)
                if call:
                    return call
        raise TimeoutError(f"the function made no call within {PATIENCE} s")

    def give_event(self, event: bytes = b"{}") -> None:
        deadline = int((time.time() + PATIENCE) * 1000)
        fields = {
            "Lambda-Runtime-Aws-Request-Id": "8476a536-e9f4-11e8-9739-2dfe598c3fcd",
            "Lambda-Runtime-Deadline-Ms": deadline,
            "Lambda-Runtime-Invoked-Function-Arn": ARN,
            "Lambda-Runtime-Trace-Id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0",
        }
        self._answer("200 OK", event, fields)

    def accept(self) -> None:
        self._answer("202 Accepted", b'{"status":"OK"}', {})

    def end(self) -> None:
        """What makes every runtime stop."""
        self._answer("410 Gone", b"", {})

    def _answer(self, status: str, body: bytes, fields: dict[str, object]) -> None:
        fields = {**fields, "Content-Type": "application/json", "Content-Length": len(body)}
        lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self._caller.sendall(f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body)

    def _accept(self) -> None:
        connection, _ = self._listener.accept()
        self._received[connection] = b""
        self._selector.register(connection, selectors.EVENT_READ)

    def _read(self, connection: socket.socket) -> Call | None:
        received = connection.recv(1 << 20)
        at = time.perf_counter()
        if not received:
            self._selector.unregister(connection)
            connection.close()
            del self._received[connection]
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


def _content_length(head: bytes) -> int:
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
