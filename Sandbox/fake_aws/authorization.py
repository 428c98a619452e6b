# SPDX-License-Identifier: Apache-2.0
"""Checks a request's SigV4 headers: well formed, for the right service, dated within five minutes.

It does not compute the signature: moto, whose code is not ours, checks that.
"""

from __future__ import annotations

import re
from calendar import timegm

from .messages import AWSError, Request

CLOCK_TOLERANCE = 300
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>\w{16,128})/(?P<day>\d{8})/(?P<region>[a-z0-9-]+)"
    r"/(?P<service>[a-z]+)/aws4_request, ?SignedHeaders=(?P<headers>[a-z0-9;-]+), ?Signature=[0-9a-f]{64}"
)
DATE = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z")


def check(request: Request, now: float) -> None:
    """Raises the error that AWS would respond with."""
    date = request.headers.get("x-amz-date", "")
    header = AUTHORIZATION.fullmatch(request.headers.get("authorization", ""))
    if header is None:
        raise AWSError(403, "IncompleteSignature", "Authorization header is missing or malformed.")
    if header["service"] != request.service:
        raise AWSError(403, "SignatureDoesNotMatch", f"Credential should be scoped to service {request.service!r}.")
    signed = set(header["headers"].split(";"))
    if not {"host", "x-amz-date"} <= signed:
        raise AWSError(403, "SignatureDoesNotMatch", "'Host' and 'X-Amz-Date' must be signed headers.")
    if "x-amz-target" in request.headers and "x-amz-target" not in signed:
        raise AWSError(403, "SignatureDoesNotMatch", "'X-Amz-Target' must be a signed header.")
    if header["day"] != date[:8]:
        raise AWSError(403, "SignatureDoesNotMatch", "Credential scope's date is not that of X-Amz-Date.")
    _check_freshness(date, now)


def _check_freshness(date: str, now: float) -> None:
    parts = DATE.fullmatch(date)
    if parts is None:
        raise AWSError(403, "IncompleteSignature", "X-Amz-Date is missing or malformed.")
    signed = timegm(tuple(int(part) for part in parts.groups()))
    if signed < now - CLOCK_TOLERANCE:
        raise AWSError(403, "SignatureDoesNotMatch", f"Signature expired: {date} is now earlier than allowed.")
    if signed > now + CLOCK_TOLERANCE:
        raise AWSError(403, "SignatureDoesNotMatch", f"Signature not yet current: {date} is later than allowed.")
