# SPDX-License-Identifier: Apache-2.0
"""moto in this process, on a free loopback port: signatures and IAM policies enforced, every call recorded.

It is in this process so that its backends are plain objects: keys can be aged, SES can be made to refuse an
address, and every SendEmail can be kept whole (moto itself keeps one body of a mail and no headers).
Requests are recorded between the socket and moto, so the record has the very bytes that moto checks.
"""

from __future__ import annotations

import io
import json
import logging
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import count
from typing import Any
from urllib.parse import parse_qs

from .mail import Mail
from .sample_account import ALIAS, REJECTION, SENDER, USERS, SampleUser

# The emulator's function always belongs to this account; moto reads the variable when it is imported.
ACCOUNT_ID = "012345678912"
os.environ["MOTO_ACCOUNT_ID"] = ACCOUNT_ID

import moto.iam.access_control  # noqa: E402, F401 (loaded here, not within the first call)
from moto.core.authorization import enable_iam_authentication  # noqa: E402
from moto.dynamodb.models import dynamodb_backends  # noqa: E402
from moto.iam.models import AccessKeyLastUsed, iam_backends  # noqa: E402
from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from moto.ses.exceptions import MessageRejectedError  # noqa: E402
from moto.ses.models import ses_backends  # noqa: E402
from moto.sts.models import sts_backends  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402
from werkzeug.test import Client  # noqa: E402

from .authorization import resources_and_conditions  # noqa: E402

REGION = "eu-central-1"
ACTIONS = ("iam:ListUsers", "iam:ListAccessKeys", "ses:SendEmail")
# Permissions that improve the mails and may be missing; moto does not know GetAccount.
OPTIONAL_ACTIONS = (
    "iam:ListUserTags",
    "iam:GetAccessKeyLastUsed",
    "iam:GetAccountSummary",
    "iam:ListAccountAliases",
    "ses:GetAccount",
)
LEDGER_ACTIONS = ("dynamodb:Query", "dynamodb:UpdateItem")
LEDGER = "key-reminder-ledger"
MOMENTS = ("claimedAt", "nextAt", "sentAt", "expiresAt", "first", "created", "at")
OPERATION_OF_PATH = {"/v2/email/outbound-emails": "SendEmail", "/v2/email/account": "GetAccount"}


@dataclass(frozen=True)
class Credentials:
    access_key_id: str
    secret_access_key: str
    session_token: str

    def environment(self) -> dict[str, str]:
        return {
            "AWS_ACCESS_KEY_ID": self.access_key_id,
            "AWS_SECRET_ACCESS_KEY": self.secret_access_key,
            "AWS_SESSION_TOKEN": self.session_token,
        }


@dataclass(frozen=True)
class Call:
    """One request that moto served; `user` is the UserName it asked about."""

    operation: str
    user: str | None
    status: int
    region: str


class LocalAWS:
    """A context manager: moto runs, loaded with the sample account, while it is open."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.mails: list[Mail] = []
        self._open = ExitStack()
        self._numbers = count()
        self._iam = iam_backends[ACCOUNT_ID]["aws"]
        self._ses = ses_backends[ACCOUNT_ID][REGION]
        self._dynamodb = dynamodb_backends[ACCOUNT_ID][REGION]

    def __enter__(self) -> LocalAWS:
        self._load()
        application = DomainDispatcherApplication(create_backend_app)
        _warm_up(application)
        self._open.enter_context(enable_iam_authentication())
        self._open.enter_context(resources_and_conditions())
        self._server = make_server(
            "127.0.0.1", 0, Recorder(application, self), threaded=True, request_handler=QuietHandler
        )
        self._thread = threading.Thread(target=self._server.serve_forever, name="moto", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._open.close()
        self._iam.reset()
        self._ses.reset()
        self._dynamodb.reset()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def forget(self) -> None:
        """Drops the recorded calls and mails; the account stays."""
        self.calls.clear()
        self.mails.clear()

    @contextmanager
    def default_configuration_set(self, name: str) -> Iterator[None]:
        """While open, the sender's identity has this default configuration set."""
        identity = self._ses.email_identities[SENDER]
        identity.configuration_set_name = name
        try:
            yield
        finally:
            identity.configuration_set_name = None

    def forget_reminders(self) -> None:
        """Empties the ledger."""
        for item in self.ledger:
            self._dynamodb.get_table(LEDGER).delete_item(item["scope"], item["id"])

    @property
    def ledger(self) -> list[Any]:
        """The ledger's items: of each the attributes by their names."""
        return [item.attrs for item in self._dynamodb.get_table(LEDGER).all_items()]

    def put_reminder(self, item: dict[str, Any]) -> None:
        """Writes an item of the ledger as it is."""
        self._dynamodb.get_table(LEDGER).put_item(item)

    def let_days_pass(self, days: int) -> None:
        """Makes keys and what the ledger remembers older. The clocks stay true, because signatures are dated."""
        passed = timedelta(days=days)
        for key in self._iam.access_keys.values():
            key.create_date -= passed
            if key.last_used is not None:
                use = key.last_used
                key.last_used = AccessKeyLastUsed(use.timestamp - passed, use.service, use.region)
        for item in self.ledger:
            _age(item, int(passed.total_seconds()))

    def deactivate(self, key_id: str) -> None:
        """Does what the owner of a key was asked for."""
        self._iam.access_keys[key_id].status = "Inactive"

    def credentials(self, actions: Iterable[str] = ACTIONS) -> Credentials:
        """Of a role that may do these actions and nothing else."""
        return self.credentials_under({"Version": "2012-10-17", "Statement": _statements(sorted(actions))})

    def credentials_under(self, policy: dict[str, Any]) -> Credentials:
        """Of a role with this policy and no other, assumed as Lambda would for its function."""
        name = f"key-reminder-{next(self._numbers)}"
        self._iam.create_role(name, "{}", "/", None, None, [], 3600)
        self._iam.put_role_policy(name, "exactly", json.dumps(policy))
        role = sts_backends[ACCOUNT_ID]["aws"].assume_role(
            region_name=REGION,
            role_session_name="key-reminder",
            role_arn=f"arn:aws:iam::{ACCOUNT_ID}:role/{name}",
            policy=None,
            duration=3600,
            external_id=None,
        )
        return Credentials(role.access_key_id, role.secret_access_key, role.session_token)

    def _load(self) -> None:
        now = datetime.now(timezone.utc).replace(tzinfo=None)
        for user in USERS:
            self._add(user, now)
        self._iam.create_account_alias(ALIAS)
        self._ses.verify_email_identity(SENDER)
        refused = {user.name for user in USERS if user.rejected}
        self._ses.send_email = _refusing(refused, self._ses.send_email)
        self._create_ledger()

    def _create_ledger(self) -> None:
        keys = {"scope": "HASH", "id": "RANGE"}
        self._dynamodb.create_table(
            LEDGER,
            schema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys.items()],
            throughput=None,
            attr=[{"AttributeName": name, "AttributeType": "S"} for name in keys],
            global_indexes=None,
            indexes=None,
            streams=None,
            billing_mode="PAY_PER_REQUEST",
            sse_specification=None,
            tags=[],
            deletion_protection_enabled=False,
            warm_throughput=None,
        )

    def _add(self, sample: SampleUser, now: datetime) -> None:
        user = self._iam.create_user("us-east-1", sample.name, sample.path)
        user.create_date = now - timedelta(days=1000)
        user.password_last_used = now - timedelta(days=2) if sample.signed_in else None
        self._iam.tag_user(sample.name, [{"Key": key, "Value": value} for key, value in sample.tags])
        for wanted in sample.keys:
            key = self._iam.create_access_key(sample.name, "AKIA", wanted.status)
            del self._iam.access_keys[key.access_key_id]
            self._iam.access_keys[wanted.id] = key
            key.access_key_id = wanted.id
            key.create_date = now - timedelta(days=wanted.age_days)
            if wanted.used_days_ago is not None:
                used = now - timedelta(days=wanted.used_days_ago)
                key.last_used = AccessKeyLastUsed(used, wanted.service, wanted.region)


def _age(attributes: dict[str, Any], seconds: int) -> None:
    """Moves the moments of an item, and those in its maps, into the past."""
    for name, value in attributes.items():
        if value.is_map():
            _age(value.value, seconds)
        elif name in MOMENTS:
            value.value = str(int(value.value) - seconds)


def _warm_up(application: Callable[..., Any]) -> None:
    """moto loads a service at its first call, which takes a second that would look like the function's."""
    for service, path, form in (
        ("iam", "/", {"Action": "ListUsers"}),
        ("ses", "/v2/email/identities", None),
        ("dynamodb", "/", "{}"),
    ):
        headers = {"Authorization": f"AWS4-HMAC-SHA256 Credential=none/20200101/{REGION}/{service}/aws4_request"}
        if service == "dynamodb":
            headers["X-Amz-Target"] = "DynamoDB_20120810.ListTables"
        Client(application).open(path, method="POST" if form else "GET", data=form, headers=headers)


def _statements(actions: list[str]) -> list[dict[str, Any]]:
    """A policy needs a statement: one that allows nothing useful stands for an empty policy."""
    return [{"Effect": "Allow", "Action": actions or ["sts:GetCallerIdentity"], "Resource": "*"}]


def _refusing(addresses: set[str], send_email: Callable[..., Any]) -> Callable[..., Any]:
    """moto's SendEmail, refusing some recipients as SES in its own sandbox does."""

    def send(source: str, subject: str, body: str, destinations: dict[str, list[str]]) -> Any:
        for refused in addresses.intersection(destinations.get("ToAddresses", [])):
            raise MessageRejectedError(REJECTION.format(refused))
        return send_email(source=source, subject=subject, body=body, destinations=destinations)

    return send


class QuietHandler(MotoRequestHandler):
    """moto's own handler, without a line on the terminal for every request."""

    def log(self, type: str, message: str, *args: Any) -> None:
        logging.getLogger("moto.requests").debug(message, *args)


class Recorder:
    """The WSGI application between the socket and moto: passes everything on unchanged, and records it."""

    def __init__(self, application: Callable[..., Iterable[bytes]], aws: LocalAWS) -> None:
        self._application, self._aws = application, aws
        self._one_write_at_a_time = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        statuses: list[int] = []

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            statuses.append(int(status.split()[0]))
            return start_response(status, headers, *rest)

        # DynamoDB changes an item as a whole. moto reads it, judges the condition and writes it one after the other.
        with self._one_write_at_a_time if "HTTP_X_AMZ_TARGET" in environ else nullcontext():
            response = b"".join(self._application(environ, start))
        self._record(environ, body, statuses[-1], response)
        return [response]

    def _record(self, environ: dict[str, Any], body: bytes, status: int, response: bytes) -> None:
        region = environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].split("/")[2:3]
        form = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
        target = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")[2]
        path = environ["PATH_INFO"]
        operation = target or OPERATION_OF_PATH.get(path) or form.get("Action", [path])[0]
        self._aws.calls.append(Call(operation, form.get("UserName", [None])[0], status, "".join(region)))
        if operation == "SendEmail" and status == 200:
            self._aws.mails.append(Mail.from_send_email(body, json.loads(response)["MessageId"]))
