# SPDX-License-Identifier: Apache-2.0
"""Many runs at once, of which a third is killed at random times, for many periods; each period ends with a retry.

What must be true in each period: nobody gets two mails, and the admins get one report at most. Whoever got none was
claimed in this period by a run that was killed, and is claimed anew in the next one. The ledger never counts more
reminders than there were mails.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from contextlib import ExitStack
from typing import Any

from accounts import checked, stale_users
from engines import Engine, let_a_period_pass, variables
from lambda_by_hand import Function, function_on
from Sandbox.fake_aws import FakeAWS, Settings

WIDTH, KILLED, PERIODS = 30, 10, 10
# Names whose letters have different sums, so that no two of them own the same key.
PEOPLE = ["a" * (number + 1) + "@example.com" for number in range(25)]
ADMIN = "admin@example.org"


class RacingRuns:
    def __init__(self, engine: Engine, aws: FakeAWS, seed: int, width: int = WIDTH, killed: int = KILLED) -> None:
        self._engine, self._aws, self._width, self._killed = engine, aws, width, killed
        self._random = random.Random(seed)
        self._variables = {**variables(engine), "ADMIN_EMAIL": ADMIN}
        # Of all periods, and how long the last period's runs took: they are killed within such a time.
        self._mails: Counter[str] = Counter()
        self._seconds = 2.0
        aws.configure(Settings(account=stale_users(*PEOPLE)))

    def play(self, periods: int) -> None:
        for number in range(periods):
            self._aws.reset()
            event = b'{"source":"aws.scheduler","time":"2026-11-%02dT08:00:00Z"}' % (number + 1)
            began = int(time.time())
            self._race(event)
            self._run(event)
            self._check(began)
            let_a_period_pass(self._engine)
        self._aws.reset()
        assert self._run(b"{}")["emails"]["sent"] == len(PEOPLE)

    def _race(self, event: bytes) -> None:
        with ExitStack() as stack:
            functions = [stack.enter_context(function_on(self._aws, **self._variables)) for _ in range(self._width)]
            begin = time.monotonic()
            ids = [_start(function, event) for function in functions]
            self._kill(functions[: self._killed])
            for function, request_id in list(zip(functions, ids, strict=True))[self._killed :]:
                checked(_finish(function, request_id))
            self._seconds = time.monotonic() - begin

    def _kill(self, functions: list[Function]) -> None:
        begin = time.monotonic()
        moments = sorted(self._random.uniform(0, self._seconds / 2) for _ in functions)
        for function, moment in zip(functions, moments, strict=True):
            time.sleep(max(0, begin + moment - time.monotonic()))
            function.process.kill()
            function.process.wait()

    def _run(self, event: bytes) -> dict[str, Any]:
        """One run alone: Lambda's retry, of the same event."""
        with function_on(self._aws, **self._variables) as function:
            return checked(_finish(function, _start(function, event)))

    def _check(self, began: int) -> None:
        mails = Counter(recipient for mail in self._aws.mails for recipient in mail.recipients)
        assert mails.pop(ADMIN, 0) <= 1
        assert set(mails) <= set(PEOPLE) and set(mails.values()) <= {1}, f"two mails in a period: {mails}"
        self._mails += mails
        items = [item for item in self._engine.items if item["id"]["S"].startswith("P#")]
        assert len(items) == len(PEOPLE) and all(int(item["claimedAt"]["N"]) >= began for item in items)
        states = Counter(item["state"]["S"] for item in items)
        # A mail whose record was lost with its run stands as a claim.
        assert states.keys() <= {"sent", "claimed"} and states["sent"] <= mails.total(), (states, mails)
        counts = [int(key["M"]["times"]["N"]) for item in items for key in item.get("keys", {"M": {}})["M"].values()]
        assert sum(counts) <= self._mails.total(), (counts, self._mails)
        print(f"{mails.total()} of {len(PEOPLE)} mailed; {dict(states)}; {self._width} runs in {self._seconds:.1f} s")


def _start(function: Function, event: bytes) -> str:
    function.invocations += 1
    request_id = f"8476a536-e9f4-11e8-9739-{function.invocations:012}"
    function.api.give_event(event, request_id)
    return request_id


def _finish(function: Function, request_id: str) -> dict[str, Any]:
    response = function.response_to(function.api.next_call(), request_id)
    function.api.accept()
    function.asks()
    return response
