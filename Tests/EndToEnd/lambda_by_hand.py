# SPDX-License-Identifier: Apache-2.0
"""The real bootstrap with our fake as its AWS and a Runtime API that the test controls step by step."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from confidential import leaks
from conftest import FAKE_CREDENTIALS
from Sandbox.emulator import BOOTSTRAP
from Sandbox.fake_aws import FakeAWS
from Sandbox.local_aws import REGION
from Sandbox.runtime_api import Call, RuntimeAPI
from Sandbox.sample_account import SENDER

# Far more than anything here takes: a longer wait means that it hangs.
PATIENCE = 60
NEXT = ("GET", "/2018-06-01/runtime/invocation/next")


class Function:
    """One process, and Lambda's side of its conversation."""

    def __init__(self, api: RuntimeAPI, process: subprocess.Popen[bytes]) -> None:
        self.api, self.process = api, process
        self.invocations = 0
        self.said = ""

    def invoke(self, seconds: float = PATIENCE) -> dict[str, Any]:
        """One normal invocation: exactly one response, then the request for the next event.

        The function must be asking for an event, and is afterwards.
        """
        request_id = self.give_event(seconds)
        call = self.api.next_call()
        response = self.response_to(call, request_id)
        self.api.accept()
        self.asks()
        return response

    def asks(self) -> None:
        """The function asks for an event."""
        call = self.api.next_call()
        assert (call.verb, call.path) == NEXT, f"the function called {call.path} instead of next: {call.body[:200]!r}"

    def give_event(self, seconds: float = PATIENCE) -> str:
        self.invocations += 1
        request_id = f"8476a536-e9f4-11e8-9739-{self.invocations:012}"
        self.api.give_event(b"{}", request_id, seconds)
        return request_id

    def response_to(self, call: Call, request_id: str) -> dict[str, Any]:
        """The response or the error that is posted for this event and no other."""
        ways = {f"/2018-06-01/runtime/invocation/{request_id}/{end}" for end in ("response", "error")}
        assert call.verb == "POST" and call.path in ways, f"{call.verb} {call.path} does not respond to an event"
        self.said = call.body.decode()
        return json.loads(call.body)

    def ends(self) -> None:
        """The process ends by itself, with a status that says so, and without another call."""
        assert self.process.wait(PATIENCE) not in (0, None)
        calls = self.api.last_calls()
        assert not calls, f"called again before the end: {calls}"


@contextmanager
def function_on(aws: FakeAWS, **variables: str) -> Iterator[Function]:
    """A function that has just asked for its first event. What it writes is read for secrets at the end."""
    environment = {
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": aws.url,
        "SENDER_EMAIL": SENDER,
        **FAKE_CREDENTIALS.environment(),
        **variables,
    }
    with RuntimeAPI(PATIENCE) as api, tempfile.TemporaryFile() as log:
        environment["AWS_LAMBDA_RUNTIME_API"] = api.address
        process = subprocess.Popen([BOOTSTRAP], env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            function = Function(api, process)
            function.asks()
            yield function
        finally:
            process.kill()
            process.wait()
        log.seek(0)
        found = leaks(log.read().decode("utf-8", "replace"), function.said, FAKE_CREDENTIALS, aws.mails)
        assert not found, f"the function said or logged what must stay secret: {found}"
