# SPDX-License-Identifier: Apache-2.0
"""The requests as they are sent: to which host, signed for which region, with which headers."""

from __future__ import annotations

import pytest

from accounts import response_of, stale_users
from conftest import FAKE_CREDENTIALS, Functions
from Sandbox.fake_aws import FakeAWS, Settings
from Sandbox.fake_aws.messages import Request


def scope(request: Request) -> str:
    """`region/service` of the signature."""
    return "/".join(request.headers["authorization"].partition("Credential=")[2].split("/")[2:4])


@pytest.mark.parametrize(
    ("variables", "iam", "ses"),
    [
        ({}, "us-east-1", "eu-central-1"),
        ({"AWS_REGION": "ap-southeast-2"}, "us-east-1", "ap-southeast-2"),
        ({"SES_REGION": "us-west-2"}, "us-east-1", "us-west-2"),
        ({"AWS_REGION": "us-gov-east-1"}, "us-gov-west-1", "us-gov-east-1"),
    ],
    ids=str,
)
def test_a_custom_endpoint_never_changes_the_signing_region(
    fake: FakeAWS, functions: Functions, variables: dict[str, str], iam: str, ses: str
) -> None:
    fake.configure(Settings(account=stale_users("ana@example.com")))
    assert response_of(functions.on(fake, **variables).invoke({}))["emails"]["sent"] == 1
    assert {request.operation: scope(request) for request in fake.requests} == {
        **dict.fromkeys(("ListUsers", "ListAccessKeys", "GetAccessKeyLastUsed"), f"{iam}/iam"),
        **dict.fromkeys(("GetAccount", "SendEmail"), f"{ses}/ses"),
    }


def test_a_service_may_have_its_own_endpoint(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users("ana@example.com")))
    with FakeAWS() as ses:
        response_of(functions.on(fake, AWS_ENDPOINT_URL_SESV2=ses.url).invoke({}))
        assert [request.operation for request in ses.requests] == ["GetAccount", "SendEmail"]
    assert {request.operation for request in fake.requests} == {"ListUsers", "ListAccessKeys", "GetAccessKeyLastUsed"}


def test_headers_are_what_was_signed_and_nothing_odd(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users("ana@example.com")))
    response_of(functions.on(fake).invoke({}))
    for request in fake.requests:
        signed = request.headers["authorization"].partition("SignedHeaders=")[2].partition(",")[0].split(";")
        assert {"host", "x-amz-date", "x-amz-security-token"} <= set(signed) <= set(request.headers)
        assert request.headers["x-amz-security-token"] == FAKE_CREDENTIALS.session_token
        assert not {"expect", "transfer-encoding", "cookie"} & set(request.headers)
        assert "gzip" not in request.headers.get("accept-encoding", "")
        assert "user-agent" not in signed


def test_a_user_is_always_named(fake: FakeAWS, functions: Functions) -> None:
    """ListAccessKeys without UserName would mean the caller's own keys."""
    fake.configure(Settings(account=stale_users("ana+x=y@example.com", "ben@example.com")))
    response_of(functions.on(fake).invoke({}))
    named = {call.parameters.get("UserName") for call in fake.calls("ListAccessKeys")}
    assert named == {"ana+x=y@example.com", "ben@example.com"}


def test_the_width_is_bounded(fake: FakeAWS, functions: Functions) -> None:
    fake.configure(Settings(account=stale_users(*[f"user-{n}@example.com" for n in range(30)]), latency_ms=5))
    response_of(functions.on(fake, MAX_CONCURRENCY="3").invoke({}))
    assert fake.counts["peakInFlight"] <= 3


def test_an_invocation_begins_with_connections_of_its_own(fake: FakeAWS, functions: Functions) -> None:
    """73: Lambda freezes the process between invocations, and its connections die unnoticed."""
    fake.configure(Settings(account=stale_users()))
    function = functions.on(fake, MAX_CONCURRENCY="1")
    response_of(function.invoke({}))
    before = [request.connection for request in fake.requests]
    response_of(function.invoke({}))
    after = [request.connection for request in fake.requests][len(before) :]
    assert len(set(before)) == len(set(after)) == 1, "connections are kept within an invocation"
    assert before[0] != after[0]
