# SPDX-License-Identifier: Apache-2.0
"""Lambda's own responses are wrong or missing: no event is handled twice, and no call is made that Lambda forbids."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from accounts import NAMES, stale_users
from lambda_by_hand import PATIENCE, Function, function_on
from Sandbox.fake_aws import FakeAWS, Settings
from Sandbox.runtime_api import RuntimeAPI

Fault = Callable[[RuntimeAPI], None]
BROKEN: dict[str, Fault] = {
    "closed": lambda api: api.hang_up(),
    "reset": lambda api: api.hang_up(with_reset=True),
    "cut": lambda api: api.give_event(b'{"dryRun":true}', cut=True),
    "garbage": lambda api: api.say(b"\x16\x03\x01 this is not HTTP\r\n\r\n"),
}


def status(text: str) -> Fault:
    return lambda api: api.respond(text, b'{"errorMessage":"no","errorType":"No"}')


@pytest.fixture
def company(fake: FakeAWS) -> FakeAWS:
    fake.configure(Settings(account=stale_users()))
    return fake


@pytest.fixture
def function(company: FakeAWS) -> Iterator[Function]:
    with function_on(company) as function:
        yield function


def mailed(aws: FakeAWS) -> Counter[str]:
    return Counter(recipient for mail in aws.mails for recipient in mail.recipients)


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN.keys())
def test_02_04_an_event_that_did_not_arrive_is_asked_for_again(
    function: Function, company: FakeAWS, fault: Fault, times: int
) -> None:
    for _ in range(times):
        fault(function.api)
        function.asks()
    assert not company.requests
    assert function.invoke()["emails"]["sent"] == len(NAMES)


@pytest.mark.parametrize("fault", BROKEN.values(), ids=BROKEN.keys())
def test_02_04_a_lambda_without_responses_ends_the_process(function: Function, company: FakeAWS, fault: Fault) -> None:
    for _ in range(2):
        fault(function.api)
        function.asks()
    fault(function.api)
    function.ends()
    assert not company.requests


@pytest.mark.parametrize("response", ["202 Accepted", "403 Forbidden", "410 Gone", "500 Internal Server Error"])
def test_03_a_lambda_that_has_no_event_ends_the_process(function: Function, company: FakeAWS, response: str) -> None:
    status(response)(function.api)
    function.ends()
    assert not company.requests


def test_05_an_event_without_an_id_ends_the_process(function: Function, company: FakeAWS) -> None:
    status("200 OK")(function.api)
    function.ends()
    assert not company.requests


def test_10_an_event_that_comes_again_is_not_handled_again(function: Function, company: FakeAWS) -> None:
    assert function.invoke()["emails"]["sent"] == len(NAMES)
    function.invocations -= 1
    assert function.invoke()["errorType"].startswith("Runtime.")
    assert mailed(company) == Counter(NAMES)


def test_11_a_response_that_is_too_large_was_a_response(function: Function, company: FakeAWS) -> None:
    request_id = function.give_event()
    function.response_to(function.api.next_call(), request_id)
    status("413 Payload Too Large")(function.api)
    function.asks()
    company.reset()
    assert function.invoke()["emails"]["sent"] == len(NAMES)


REFUSED = {
    **BROKEN,
    **{text: status(text) for text in ("200 OK", "400 Bad Request", "403 Forbidden", "500 Internal Server Error")},
}


@pytest.mark.parametrize("fault", REFUSED.values(), ids=REFUSED.keys())
def test_12_13_a_response_whose_fate_is_unknown_ends_the_process(
    function: Function, company: FakeAWS, fault: Fault
) -> None:
    request_id = function.give_event()
    function.response_to(function.api.next_call(), request_id)
    fault(function.api)
    function.ends()
    assert mailed(company) == Counter(NAMES)


@pytest.mark.parametrize("fault", REFUSED.values(), ids=REFUSED.keys())
def test_12_13_an_error_whose_fate_is_unknown_ends_the_process(
    function: Function, company: FakeAWS, fault: Fault
) -> None:
    company.change(faults=[{"match": {"operation": "ListUsers"}, "do": {"status": 403, "error": "AccessDenied"}}])
    request_id = function.give_event()
    assert "errorType" in function.response_to(function.api.next_call(), request_id)
    fault(function.api)
    function.ends()
    assert not company.mails


def test_17_a_process_that_dies_in_mid_run_leaves_nothing_behind(company: FakeAWS) -> None:
    company.change(faults=[{"match": {"operation": "SendEmail", "nth": 3}, "do": {"stall": True}}])
    with function_on(company, MAX_CONCURRENCY="1") as function:
        function.give_event()
        wait_for(lambda: company.counts["operations"].get("SendEmail") == 3)
        function.process.kill()
        assert function.process.wait(PATIENCE) == -signal.SIGKILL
        assert not function.api.last_calls()
    company.reset()
    company.change(faults=[])
    with function_on(company) as function:
        assert function.invoke()["emails"]["sent"] == len(NAMES)


def test_18_a_termination_between_events_ends_the_process(function: Function) -> None:
    function.process.terminate()
    assert function.process.wait(PATIENCE) == -signal.SIGTERM
    assert not function.api.last_calls()


def test_18_a_termination_in_mid_run_ends_the_process_without_a_response(company: FakeAWS) -> None:
    company.change(faults=[{"match": {"operation": "ListAccessKeys"}, "do": {"stall": True}}])
    with function_on(company) as function:
        function.give_event()
        wait_for(lambda: company.counts["operations"].get("ListAccessKeys"))
        function.process.terminate()
        assert function.process.wait(PATIENCE) == -signal.SIGTERM
        assert not function.api.last_calls() and not company.mails


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "no call came in time"
        time.sleep(0.001)
