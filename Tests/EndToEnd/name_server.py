# SPDX-License-Identifier: Apache-2.0
"""A name server for one name: its address is 127.0.0.1, and no other name exists."""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress

A, IN, TTL = 1, 1, 60
ANSWER, NO_SUCH_NAME = 0x8180, 0x8183
POINTER_TO_QUESTION = 0xC00C


class NameServer:
    """A context manager; `asked` has every name that was looked up. It needs port 53, and therefore root."""

    def __init__(self, address: str, name: str) -> None:
        self._name = name
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 53))
        self._thread = threading.Thread(target=self._serve, name="name server", daemon=True)
        self.asked: set[str] = set()

    def __enter__(self) -> NameServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            query, client = self._socket.recvfrom(512)
            if not query:
                return
            self._socket.sendto(self._answer(query), client)

    def _answer(self, query: bytes) -> bytes:
        name, end = _question(query)
        self.asked.add(name)
        kind, _ = struct.unpack("!HH", query[end : end + 4])
        known = name == self._name
        address = struct.pack("!HHHIH4s", POINTER_TO_QUESTION, A, IN, TTL, 4, bytes([127, 0, 0, 1]))
        answers = [address] if known and kind == A else []
        flags = ANSWER if known else NO_SUCH_NAME
        head = query[:2] + struct.pack("!HHHHH", flags, 1, len(answers), 0, 0)
        return head + query[12 : end + 4] + b"".join(answers)


def _question(query: bytes) -> tuple[str, int]:
    """The name of a query, and where it ends."""
    labels, position = [], 12
    while length := query[position]:
        labels.append(query[position + 1 : position + 1 + length].decode("ascii"))
        position += 1 + length
    return ".".join(labels).lower(), position + 1
