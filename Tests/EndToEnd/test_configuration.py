# SPDX-License-Identifier: Apache-2.0
"""A wrong variable stops the function at its start, with a message that names it, its value and what is allowed."""

from __future__ import annotations

import re

import pytest

from conftest import Functions
from Sandbox.emulator import ROOT
from Sandbox.fake_aws import FakeAWS

ERROR_TYPE = re.compile(r"(Runtime|Function)\.[A-Z][a-zA-Z]+")
# Variable, wrong value, and a word of what is allowed.
WRONG = [
    ("SENDER_EMAIL", "not an address", "address"),
    ("SENDER_EMAIL", "a@example.com,b@example.com", "address"),
    ("SENDER_NAME", "x" * 65, "64"),
    ("SENDER_EMAIL", "a@example.com b@example.com", "address"),
    ("SUPPORT_EMAIL", "help desk", "address"),
    ("SUPPORT_EMAIL", "a@example.com;b@example.com", "address"),
    ("SUPPORT_URL", "http://help.example.com", "https://"),
    ("ADVICE_URL", "wiki.example.com", "https://"),
    ("ALERT_AFTER_DAYS", "0", "3650"),
    ("ALERT_AFTER_DAYS", "3651", "3650"),
    ("ALERT_AFTER_DAYS", "-5", "3650"),
    ("ALERT_AFTER_DAYS", "99.5", "3650"),
    ("ALERT_AFTER_DAYS", "hundred", "3650"),
    ("ALERT_AFTER_DAYS", "99999999999999999999", "3650"),
    ("SEND_EVERY_DAYS", "0", "365"),
    ("SEND_EVERY_DAYS", "366", "365"),
    ("SEND_EVERY_DAYS", "weekly", "365"),
    ("SES_REGION", "not a region", "region"),
    ("USERS", "everyone", "console"),
    ("USERS", "Console", "console"),
    ("PATH_PREFIX", "contractors/", "/"),
    ("PATH_PREFIX", "/contractors", "/"),
    ("DRY_RUN", "yes", "true"),
    ("READ_SUPPRESSION", "yes", "true"),
    ("DRY_RUN", "TRUE", "true"),
    ("DRY_RUN", "1", "true"),
    ("OVERDUE_AFTER_DAYS", "0", "7300"),
    ("OVERDUE_AFTER_DAYS", "99", "ALERT_AFTER_DAYS"),
    ("MAX_EMAILS", "0", "100000"),
    ("EMAIL_TAG", "e-mail, address", "tag"),
    ("EMAIL_DOMAIN", "corp", "domain"),
    ("RECIPIENT_DOMAINS", "*.example.com", "domains"),
    ("EXCLUDE_USERS", "ana;ben", "user names"),
    ("REDIRECT_TO", "everyone", "address"),
    ("ADMIN_EMAIL", "a@example.com,b@example.com", "address"),
    ("EMAIL_TEMPLATE", "my template", "SES template"),
    ("CONFIGURATION_SET", "my set", "SES configuration set"),
    ("FEEDBACK_EMAIL", "a@example.com b@example.com", "address"),
    ("SENDER_IDENTITY_ARN", "example.com", "ARN"),
    ("COUNT_SKIPPED", "all", "true or false"),
    ("LOG_RECIPIENTS", "no", "true or false"),
    ("ACCOUNT_NAME", "x" * 65, "64"),
    ("ACCOUNT_NAME", "a\r\nBcc: b@example.com", "one line"),
    ("READ_ACCOUNT_ALIAS", "yes", "true"),
    ("MAX_CONCURRENCY", "0", "64"),
    ("MAX_CONCURRENCY", "65", "64"),
    ("MAX_CONCURRENCY", "many", "64"),
    ("AWS_ENDPOINT_URL", "http://example.com", "https"),
    ("AWS_ENDPOINT_URL_IAM", "http://10.0.0.1:5000", "https"),
    ("AWS_ENDPOINT_URL_SESV2", "ftp://127.0.0.1", "http"),
]


@pytest.mark.parametrize(("variable", "value", "allowed"), WRONG, ids=[f"{row[0]}={row[1]}" for row in WRONG])
def test_a_wrong_variable_is_an_init_error(
    fake: FakeAWS, functions: Functions, variable: str, value: str, allowed: str
) -> None:
    invocation = functions.on(fake, **{variable: value}).invoke({})
    assert invocation.status == 502 and ERROR_TYPE.fullmatch(invocation.error_type or "")
    assert all(word in invocation.error_message for word in (variable, value, allowed)), invocation.error_message
    assert fake.requests == []


# What Lambda sets is believed: credentials hold any text, and no log is lost for its format.
BELIEVED = re.compile(r"AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|AWS_LAMBDA_\w+")
# No run asks for S3 yet.
NOT_READ = {"AWS_ENDPOINT_URL_S3"}
SETTINGS = re.findall(r"^\| `(\w+)`", (ROOT / "docs/SETTINGS.md").read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize(
    "variable", [name for name in SETTINGS if not BELIEVED.fullmatch(name) and name not in NOT_READ]
)
def test_no_setting_takes_nonsense(fake: FakeAWS, functions: Functions, variable: str) -> None:
    # The ledger's endpoint is read where there is a ledger.
    needed = {"LEDGER_TABLE": "ledger", "LEDGER_SCOPE": "scope"}
    # Those of other accounts where other accounts are read.
    if variable == "AWS_ENDPOINT_URL_STS":
        needed |= {"ACCOUNTS": "organization", "RECIPIENT_DOMAINS": "example.com"}
    invocation = functions.on(fake, **{**needed, variable: "<a@b/c>\nwords"}).invoke({})
    assert invocation.status == 502 and ERROR_TYPE.fullmatch(invocation.error_type or "")
    assert variable in invocation.error_message and fake.requests == []


@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
@pytest.mark.parametrize("variable", ["SENDER_EMAIL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
def test_a_variable_that_must_be_there_is_named_when_it_is_not(
    fake: FakeAWS, functions: Functions, variable: str, value: str | None
) -> None:
    invocation = functions.on(fake, **{variable: value}).invoke({})
    assert invocation.status == 502 and variable in invocation.error_message
    assert fake.requests == []


def test_credentials_of_a_user_have_no_session_token(fake: FakeAWS, functions: Functions) -> None:
    functions.on(fake, AWS_SESSION_TOKEN=None).invoke({})
    assert [request.status for request in fake.calls("ListUsers")] == [200]
    assert "x-amz-security-token" not in fake.requests[0].headers
