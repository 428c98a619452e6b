# SPDX-License-Identifier: Apache-2.0
"""97: the search for secrets finds them. It runs after every other test."""

from __future__ import annotations

import pytest

from confidential import FAKE_KEY, leaks
from conftest import FAKE_CREDENTIALS
from Sandbox.mail import Mail
from Sandbox.sample_account import USERS

MAIL = Mail("a@example.com", ["b@example.com"], "Subject", "Dear owner,\nthis line is the longest of all.\n", "<p>")
SECRETS = [
    FAKE_CREDENTIALS.secret_access_key,
    FAKE_CREDENTIALS.session_token,
    "Authorization: AWS4-HMAC-SHA256 Credential=",
]
UNLOGGABLE = [*SECRETS, "<!DOCTYPE html>", "<HTML>", FAKE_KEY, USERS[0].keys[0].id, "this line is the longest of all."]


@pytest.mark.parametrize("word", UNLOGGABLE)
def test_a_confidential_word_in_the_log_is_found(word: str) -> None:
    assert leaks(f"INFO before {word.upper()} after", "", FAKE_CREDENTIALS, [MAIL])


@pytest.mark.parametrize("word", SECRETS)
def test_a_secret_in_a_response_is_found(word: str) -> None:
    assert leaks("", f'{{"message":"{word}"}}', FAKE_CREDENTIALS, [MAIL])


def test_what_may_be_said_is_not_found() -> None:
    response = f'{{"keys":[{{"id":"{FAKE_KEY}"}}]}}'
    assert leaks("WARN key=AKIA…TALE user=ana", response, FAKE_CREDENTIALS, [MAIL]) == []
