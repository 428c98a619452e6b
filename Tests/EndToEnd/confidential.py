# SPDX-License-Identifier: Apache-2.0
"""Looks for confidential words in logs and for secrets in responses, after every test of the function."""

from __future__ import annotations

from collections.abc import Iterable

from Sandbox.local_aws import Credentials
from Sandbox.mail import Mail
from Sandbox.sample_account import USERS

# The key of a test's own account, if it needs only one.
FAKE_KEY = "AKIAFAKE0000000STALE"


def leaks(output: str, responses: str, credentials: Credentials, mails: Iterable[Mail]) -> list[str]:
    """The confidential words found in what the function wrote, and the secrets found in its responses."""
    secrets = [credentials.secret_access_key, credentials.session_token, "AWS4-HMAC-SHA256"]
    unloggable = [*secrets, "<html", "<!doctype", FAKE_KEY]
    unloggable += [key.id for user in USERS for key in user.keys]
    unloggable += [max(mail.text.splitlines(), key=len) for mail in mails if mail.text]
    return [*_found(unloggable, output), *_found(secrets, responses)]


def _found(words: Iterable[str], text: str) -> list[str]:
    lowered = text.lower()
    return [word for word in words if word.lower() in lowered]
