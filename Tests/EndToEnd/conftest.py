# SPDX-License-Identifier: Apache-2.0
"""The real bootstrap under AWS's real emulator, against moto or our fake.

Every function that a test starts is read for secrets when the test is over: none may be in its output, whatever
the test was about.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from confidential import leaks
from Sandbox.emulator import BOOTSTRAP, EMULATOR, Emulator
from Sandbox.fake_aws import Account, FakeAWS, Settings
from Sandbox.local_aws import REGION, Credentials, LocalAWS
from Sandbox.sample_account import SENDER
from time_limit import limit_of, time_limit

FAKE_CREDENTIALS = Credentials(
    "ASIAFAKEFAKEFAKEFAKE", "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00", "the-session-token-that-nobody-may-see"
)


class Functions:
    """Starts functions, each in its own emulator, and reads what they wrote for secrets at the end."""

    def __init__(self, opened: ExitStack) -> None:
        self._opened = opened

    def on(self, aws: LocalAWS | FakeAWS, **variables: str | None) -> Emulator:
        """A function whose AWS is `aws`. A variable that is None is left out."""
        credentials = aws.credentials() if isinstance(aws, LocalAWS) else FAKE_CREDENTIALS
        return self.with_credentials(credentials, aws, **variables)

    def with_credentials(self, credentials: Credentials, aws: LocalAWS | FakeAWS, **variables: str | None) -> Emulator:
        environment = {
            "AWS_REGION": REGION,
            "AWS_ENDPOINT_URL": aws.url,
            "SENDER_EMAIL": SENDER,
            **credentials.environment(),
            **variables,
        }
        function = Emulator({name: value for name, value in environment.items() if value is not None})
        self._opened.enter_context(function)
        self._opened.callback(_check_for_secrets, function, credentials, aws)
        return function


def _check_for_secrets(function: Emulator, credentials: Credentials, aws: LocalAWS | FakeAWS) -> None:
    responses = b"".join(function.responses).decode("utf-8", "replace")
    found = leaks(function.output, responses, credentials, aws.mails)
    assert not found, f"the function said or logged what must stay secret: {found}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    with time_limit(limit_of(item)):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    with time_limit(limit_of(item)):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    with time_limit(limit_of(item)):
        return (yield)


@pytest.fixture(scope="session", autouse=True)
def everything_is_built() -> None:
    for file, maker in ((BOOTSTRAP, "make build"), (EMULATOR, "Sandbox/setup")):
        if not os.access(file, os.X_OK):
            pytest.exit(f"{file} is missing: run '{maker}' first.", returncode=2)


@pytest.fixture(scope="session")
def shared_moto() -> Iterator[LocalAWS]:
    with LocalAWS() as aws:
        yield aws


@pytest.fixture
def moto(shared_moto: LocalAWS) -> LocalAWS:
    """moto with the sample account, as before the earlier tests."""
    shared_moto.forget()
    return shared_moto


@pytest.fixture
def fake() -> Iterator[FakeAWS]:
    """Our fake, with an empty account until the test fills it."""
    with FakeAWS(Settings(account=Account())) as aws:
        yield aws


@pytest.fixture
def functions() -> Iterator[Functions]:
    with ExitStack() as opened:
        yield Functions(opened)


@pytest.fixture(scope="module")
def module_functions() -> Iterator[Functions]:
    """For a function that a module's tests share, to start it only once."""
    with ExitStack() as opened:
        yield Functions(opened)
