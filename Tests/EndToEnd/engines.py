# SPDX-License-Identifier: Apache-2.0
"""Two DynamoDBs that are not ours, moto's and ministack's, as the table of a ledger; and a proxy that injects faults.

Both check signatures and the role's policy. Our fake stays for IAM and SES: it is fast, and keeps each mail.
"""

from __future__ import annotations

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import create_server
from typing import Any, Protocol

import pytest

from Sandbox.emulator import ROOT
from Sandbox.local_aws import LEDGER, LEDGER_ACTIONS, MOMENTS, REGION, Credentials, LocalAWS
from Sandbox.rehearsal.cloud import ACCOUNT_ID, LocalCloud

SCOPE = "012345678912:key-reminder"
PERIOD_DAYS = 3
PERIOD = PERIOD_DAYS * 86_400
PROXY_PYTHON = ROOT / ".build/engines/venv/bin/python"
MINISTACK_UNSUPPORTED = ROOT / ".build/rehearsal/unsupported"

Item = dict[str, Any]


class Engine(Protocol):
    """`items`: those of the table, as DynamoDB's JSON."""

    url: str
    credentials: Credentials

    @property
    def items(self) -> list[Item]: ...

    def put(self, item: Item) -> None: ...


def variables(engine: Engine, url: str = "") -> dict[str, str]:
    """The environment of a function whose ledger is in `engine`, or behind `url`."""
    return {
        "LEDGER_TABLE": LEDGER,
        "LEDGER_SCOPE": SCOPE,
        "AWS_ENDPOINT_URL_DYNAMODB": url or engine.url,
        **engine.credentials.environment(),
    }


def let_a_period_pass(engine: Engine) -> None:
    """Every item becomes as old as it will be at the next run of the schedule."""
    for item in engine.items:
        engine.put(_older(item))


def _older(attributes: Item) -> Item:
    older = {}
    for name, value in attributes.items():
        if "M" in value:
            older[name] = {"M": _older(value["M"])}
        else:
            older[name] = {"N": str(int(value["N"]) - PERIOD)} if name in MOMENTS else value
    return older


def policy(account: str) -> dict[str, Any]:
    """What the template allows the function's role."""
    statement = {
        "Effect": "Allow",
        "Action": [*LEDGER_ACTIONS],
        "Resource": f"arn:aws:dynamodb:{REGION}:{account}:table/{LEDGER}",
        "Condition": {"ForAllValues:StringEquals": {"dynamodb:LeadingKeys": [SCOPE]}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


class Moto:
    def __init__(self, aws: LocalAWS) -> None:
        self._aws, self.url = aws, aws.url
        self.credentials = aws.credentials_under(policy("012345678912"))
        aws.forget_reminders()

    @property
    def items(self) -> list[Item]:
        return [{name: value.to_regular_json() for name, value in item.items()} for item in self._aws.ledger]

    def put(self, item: Item) -> None:
        self._aws.put_reminder(item)


class Ministack:
    def __init__(self, cloud: LocalCloud) -> None:
        self.url, self._client = cloud.url, cloud.client("dynamodb")
        create_table(self._client)
        self.credentials = _role(cloud)

    @property
    def items(self) -> list[Item]:
        return self._client.scan(TableName=LEDGER, ConsistentRead=True)["Items"]

    def put(self, item: Item) -> None:
        self._client.put_item(TableName=LEDGER, Item=item)


def create_table(client: Any) -> None:
    keys = {"scope": "HASH", "id": "RANGE"}
    client.create_table(
        TableName=LEDGER,
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in keys],
        KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys.items()],
        BillingMode="PAY_PER_REQUEST",
    )


def _role(cloud: LocalCloud) -> Credentials:
    iam, trust = cloud.client("iam"), {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    role = iam.create_role(RoleName="ledger", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    iam.put_role_policy(RoleName="ledger", PolicyName="exactly", PolicyDocument=json.dumps(policy(ACCOUNT_ID)))
    assumed = cloud.client("sts").assume_role(RoleArn=role, RoleSessionName="key-reminder")["Credentials"]
    return Credentials(assumed["AccessKeyId"], assumed["SecretAccessKey"], assumed["SessionToken"])


@contextmanager
def ministack(folder: Path) -> Iterator[Ministack]:
    """Skips the test, with the reason, where this Python has no ministack."""
    if MINISTACK_UNSUPPORTED.exists():
        pytest.skip(f"ministack cannot be installed: {MINISTACK_UNSUPPORTED.read_text().strip()}")
    with LocalCloud(folder) as cloud:
        yield Ministack(cloud)


class FaultProxy:
    """microburst in front of an engine. It signs anew, so the function's own signature is not judged behind it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def inject(self, *rules: dict[str, Any]) -> None:
        """From now on these, and no others."""
        self._control("/_microburst/rules", json.dumps(rules).encode())
        self._control("/_microburst/fired", method="DELETE")

    @property
    def injected(self) -> int:
        """How many faults since the rules were changed."""
        return len(self._control("/_microburst/fired?limit=100000"))

    def warm_up(self) -> None:
        """Its first request takes seconds, in which it reads botocore's models; and so does the first fault."""
        for rules in ([{"service": "dynamodb", "error": {"code": "InternalServerError", "status": 500}}], []):
            self.inject(*rules)
            credential = f"AKIA/20261125/{REGION}/dynamodb/aws4_request"
            headers = {
                "Content-Type": "application/x-amz-json-1.0",
                "X-Amz-Target": "DynamoDB_20120810.Query",
                "Authorization": f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=0",
            }
            with suppress(urllib.error.HTTPError):
                _opened(urllib.request.Request(self.url, b"{}", headers))

    def _control(self, path: str, body: bytes | None = None, method: str | None = None) -> Any:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        return json.loads(_opened(request) or b"null")


def _opened(request: urllib.request.Request) -> bytes:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as response:
        return response.read()


@contextmanager
def fault_proxy(engine: Engine, folder: Path, seed: int) -> Iterator[FaultProxy]:
    program = Path(__file__).with_name("fault_proxy.py")
    environment = {**engine.credentials.environment(), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    with create_server(("127.0.0.1", 0)) as listener, (folder / "proxy.log").open("wb") as log:
        arguments = [PROXY_PYTHON, program, str(listener.fileno()), engine.url, str(seed)]
        process = subprocess.Popen(
            arguments,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            pass_fds=[listener.fileno()],
        )
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    try:
        proxy = FaultProxy(url)
        proxy.warm_up()
        yield proxy
    finally:
        process.kill()
        process.wait()
