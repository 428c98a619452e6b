# SPDX-License-Identifier: Apache-2.0
"""The values that pass between the connection, the faults and the operations: a request, a response, an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl


class AWSError(Exception):
    """An error that AWS responds with; each service renders it in its own format."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status, self.code, self.message = status, code, message


@dataclass
class Request:
    """`headers` have lower-case names. `do` is what a fault rule wants done with this request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    connection: int = 0
    number_on_connection: int = 1
    service: str = "iam"
    account: str = ""
    operation: str = ""
    parameters: dict[str, str] = field(default_factory=dict)
    do: dict[str, Any] = field(default_factory=dict)
    status: int | None = None

    @property
    def key_id(self) -> str:
        """The access key id that signed it."""
        return self.headers.get("authorization", "").partition("Credential=")[2].partition("/")[0]

    def read_form(self) -> None:
        self.parameters = dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))
        self.operation = self.parameters.get("Action", "")

    def as_json(self) -> dict[str, Any]:
        return {
            "operation": self.operation,
            "account": self.account,
            "parameters": self.parameters,
            "headers": self.headers,
            "status": self.status,
            "connection": self.connection,
            "numberOnConnection": self.number_on_connection,
        }


@dataclass
class Response:
    """A response and how it is sent: `close` is `before-response`, `reset` or `mid-body`, `stall` sends nothing.

    `raw` replaces the whole response, status line included. For `refuse` seconds afterwards no connection is accepted.
    """

    status: int = 200
    body: bytes = b""
    content_type: str = "text/xml"
    headers: dict[str, str] = field(default_factory=dict)
    delay: float = 0
    close: str | None = None
    stall: bool = False
    raw: bytes | None = None
    refuse: float | None = None
