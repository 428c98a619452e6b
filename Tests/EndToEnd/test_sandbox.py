# SPDX-License-Identifier: Apache-2.0
"""The sandbox itself: AWS's own Python client understands the fake, and the judge finds differences."""

from __future__ import annotations

import json
from typing import Any
from urllib.request import Request, urlopen

import botocore.session
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from conftest import FAKE_CREDENTIALS
from Sandbox.emulator import Invocation
from Sandbox.fake_aws import Account, FakeAWS, Settings
from Sandbox.judge import Verdict
from Sandbox.mail import Mail
from Sandbox.sample_account import SENDER, USERS, Outcome, RunSettings, expectation


def client(service: str, aws: FakeAWS) -> Any:
    return botocore.session.Session().create_client(
        service,
        region_name="us-east-1",
        endpoint_url=aws.url,
        aws_access_key_id=FAKE_CREDENTIALS.access_key_id,
        aws_secret_access_key=FAKE_CREDENTIALS.secret_access_key,
        config=Config(retries={"total_max_attempts": 1}),
    )


def send(aws: FakeAWS, to: str = "ana@example.com") -> str:
    body = {"Text": {"Data": "text"}, "Html": {"Data": "<p>html"}}
    headers = [{"Name": "Auto-Submitted", "Value": "auto-generated"}]
    return client("sesv2", aws).send_email(
        FromEmailAddress=SENDER,
        Destination={"ToAddresses": [to]},
        Content={"Simple": {"Subject": {"Data": "subject"}, "Body": body, "Headers": headers}},
    )["MessageId"]


def test_botocore_pages_through_the_fake(fake: FakeAWS) -> None:
    fake.configure(Settings(account=Account.generated(25, keys_per_user=3, stale_percent=20), page_size=7))
    fake.change(faults=[{"match": {"operation": "ListUsers", "nth": 2}, "do": {"page_size": 0}}])
    iam = client("iam", fake)
    users = iam.get_paginator("list_users").paginate().build_full_result()["Users"]
    assert len({user["UserName"] for user in users}) == 25 and len(fake.calls("ListUsers")) == 5
    fake.change(page_size=2)
    pages = iam.get_paginator("list_access_keys").paginate(UserName=users[4]["UserName"])
    assert len(pages.build_full_result()["AccessKeyMetadata"]) == 3


def test_botocore_sends_through_the_fake(fake: FakeAWS) -> None:
    message_id = send(fake)
    assert fake.mails == [
        Mail(
            SENDER,
            ["ana@example.com"],
            "subject",
            "text",
            "<p>html",
            [],
            [],
            [],
            {"Auto-Submitted": "auto-generated"},
            message_id,
        )
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"throttle": {"ses": {"rate": 0.001, "burst": 0}}}, "TooManyRequestsException"),
        ({"reject": {"ana@example.com": "no"}}, "MessageRejected"),
        ({"faults": [{"do": {"error": "AccountSuspendedException"}}]}, "AccountSuspendedException"),
        ({"clock_offset": 1200}, "SignatureDoesNotMatch"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_fake_refuses_as_ses_does(fake: FakeAWS, change: dict[str, Any], code: str) -> None:
    fake.change(**change)
    with pytest.raises(ClientError) as raised:
        send(fake)
    assert raised.value.response["Error"]["Code"] == code and fake.mails == []


def test_the_fake_throttles_as_iam_does(fake: FakeAWS) -> None:
    fake.change(throttle={"iam": {"rate": 0.001, "burst": 2}})
    iam = client("iam", fake)
    iam.list_users(), iam.list_users()
    with pytest.raises(ClientError, match=r"Throttling.*Rate exceeded"):
        iam.list_users()
    assert fake.counts["throttled"] == 1


def test_the_fake_is_steered_over_http(fake: FakeAWS) -> None:
    change = json.dumps({"generate": {"users": 3}, "page_size": 1}).encode()
    urlopen(Request(f"{fake.url}/_control/config", change))
    client("iam", fake).list_users()
    with urlopen(f"{fake.url}/_control/counts") as response:
        assert json.load(response)["operations"] == {"ListUsers": 1}
    urlopen(Request(f"{fake.url}/_control/reset", b""))
    assert fake.requests == []


def test_the_page_says_what_the_rule_says() -> None:
    said = {user.name: user.due for user in USERS}
    assert said == {user.name: expectation(user, RunSettings()).outcome for user in USERS}


def test_the_judge_sees_what_is_missing_and_what_is_too_much() -> None:
    invocation = Invocation(200, b'{"notifications": [], "failures": []}', [], [])
    stray = Mail(SENDER, ["nobody@example.com"], "subject", "text", "html")
    differences = "\n".join(Verdict(RunSettings(), invocation, [stray]).differences)
    due = [user.name for user in USERS if user.due is Outcome.MAILED]
    assert all(name in differences for name in [*due, "nobody@example.com", "accountId"])


def test_the_judge_wants_a_bad_event_refused() -> None:
    refusal = b'{"errorType": "Function.InvalidEvent", "errorMessage": "The event has an unknown key."}'
    assert Verdict(None, Invocation(200, refusal, [], []), []).differences == []
    assert Verdict(None, Invocation(200, b"{}", [], []), []).differences
