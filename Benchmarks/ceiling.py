# SPDX-License-Identifier: Apache-2.0
"""How many requests the fake AWS can serve in a second, measured by a client that only sends the same bytes again."""

from __future__ import annotations

import selectors
import socket
import time

SECONDS = 2
REQUEST = """POST / HTTP/1.1\r
Host: 127.0.0.1\r
Content-Type: application/x-www-form-urlencoded; charset=utf-8\r
X-Amz-Date: {moment}\r
X-Amz-Security-Token: {token}\r
Authorization: AWS4-HMAC-SHA256 Credential=ASIAFAKEFAKEFAKEFAKE/{day}/us-east-1/iam/aws4_request, \
SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature={signature}\r
Content-Length: {length}\r
\r
{body}"""


def requests_per_second(port: int, width: int) -> float:
    request = _request()
    selector = selectors.DefaultSelector()
    for _ in range(width):
        connection = socket.create_connection(("127.0.0.1", port))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection, selectors.EVENT_READ)
        connection.sendall(request)
    served, begin = 0, time.perf_counter()
    while (now := time.perf_counter()) < begin + SECONDS:
        for key, _ in selector.select():
            # The response is small: it comes in one piece.
            if not key.fileobj.recv(65_536).startswith(b"HTTP/1.1 200"):
                raise RuntimeError("the fake AWS refused the request that measures it")
            key.fileobj.sendall(request)
            served += 1
    for key in list(selector.get_map().values()):
        key.fileobj.close()
    return served / (now - begin)


def _request() -> bytes:
    moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
    body = "Action=ListAccessKeys&Version=2010-05-08&UserName=user-00000%40example.com&MaxItems=1000"
    values = {"token": "IQoJb3JpZ2luX2Vj" * 60, "signature": "0" * 64, "length": len(body), "body": body}
    return REQUEST.format(moment=moment, day=moment[:8], **values).encode()
