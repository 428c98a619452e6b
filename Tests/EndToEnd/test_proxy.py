# SPDX-License-Identifier: Apache-2.0
"""20, 97: a proxy in the environment: errors say what is wrong with it, but never its user and password."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import Functions
from Sandbox.emulator import Invocation
from Sandbox.fake_aws import FakeAWS
from test_executable import certify

USER, PASSWORD = "svc-of-the-proxy", "s3cret-of-the-proxy"
VARIABLES = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
WRONG = [
    "http://{0}:{1}#1@proxy.example:3128",
    "http://{0}:{1}/1@proxy.example:3128",
    "http://{0}:{1}?1@proxy.example:3128",
    "http://{0}:{1} 1@proxy.example:3128",
    "http://{0}:{1}@1@proxy.example:3128",
    "http://{0}:{1}@proxy.example:99999",
    "http://{0}:{1}@proxy.example:port",
    "ftp://{0}:{1}@proxy.example:3128",
    "http://{0}:{1}@",
    "{0}:{1}",
]


def check_nothing_is_told(output: str, invocation: Invocation, *words: str) -> None:
    said = output + invocation.body.decode()
    assert [word for word in (USER, PASSWORD, *words) if word in said] == []


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("value", WRONG)
def test_a_wrong_proxy_is_an_init_error_without_its_password(
    fake: FakeAWS, functions: Functions, variable: str, value: str
) -> None:
    function = functions.on(fake, **{variable: value.format(USER, PASSWORD)})
    invocation = function.invoke({})
    assert invocation.status == 502 and variable in invocation.error_message, invocation.error_message
    assert "host" in invocation.error_message and "http://" in invocation.error_message
    check_nothing_is_told(function.output, invocation, "proxy.example")
    assert fake.requests == []


def test_a_wrong_list_of_exceptions_is_an_init_error(fake: FakeAWS, functions: Functions) -> None:
    function = functions.on(fake, HTTPS_PROXY="http://proxy.example:3128", NO_PROXY="https://iam.amazonaws.com/")
    invocation = function.invoke({})
    assert invocation.status == 502 and "NO_PROXY" in invocation.error_message


@contextmanager
def proxy(response: bytes) -> Iterator[tuple[int, list[bytes]]]:
    """A proxy that gives every request the same response; its port, and the requests."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(65536))
                    connection.sendall(response)

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1], asked
        listener.shutdown(socket.SHUT_RDWR)


def through(port: int, functions: Functions, fake: FakeAWS, folder: Path) -> tuple[str, Invocation]:
    """One invocation of a function that reaches AWS through the proxy; its output and its response."""
    certify(folder)
    function = functions.on(
        fake,
        AWS_ENDPOINT_URL="https://aws.example.test",
        AWS_CA_BUNDLE=str(folder / "server.pem"),
        HTTPS_PROXY=f"http://{USER}:{PASSWORD}@localhost:{port}/",
        NO_PROXY="169.254.169.254, .internal",
    )
    invocation = function.invoke({})
    return function.output, invocation


@pytest.mark.parametrize(
    ("status", "advice"),
    [
        ("407 Proxy Authentication Required", "password"),
        ("403 Forbidden", "what the proxy allows"),
        ("503 Busy", "reach"),
    ],
)
def test_a_proxy_that_refuses(fake: FakeAWS, functions: Functions, tmp_path: Path, status: str, advice: str) -> None:
    with proxy(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()) as (port, asked):
        output, invocation = through(port, functions, fake, tmp_path)
    assert asked[0].startswith(b"CONNECT aws.example.test:443 HTTP/1.1\r\n")
    message = invocation.error_message
    assert status[:3] in message and advice in message and "HTTPS_PROXY" in message and "NAT" not in message
    check_nothing_is_told(output, invocation, "localhost")


def test_a_proxy_that_cannot_be_reached(fake: FakeAWS, functions: Functions, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        output, invocation = through(port, functions, fake, tmp_path)
    message = invocation.error_message
    assert "HTTPS_PROXY" in message and "NAT" not in message, message
    check_nothing_is_told(output, invocation, "localhost")
