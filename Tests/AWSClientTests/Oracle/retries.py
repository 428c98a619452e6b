#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What botocore's standard retry mode of 2026 does after responses (AWS_NEW_RETRIES_2026), as JSON on standard output:
which are throttling, transient, neither; how long each retry waits and what is left of the quota; and how the adaptive
mode's sending rate moves.

usage: retries.py
"""

import json
import os
import random
from types import SimpleNamespace

os.environ["AWS_NEW_RETRIES_2026"] = "true"  # read when botocore is imported

import botocore.exceptions
from botocore.retries import adaptive, bucket, quota, standard, throttling

CODES = [
    *standard.ThrottledRetryableChecker._THROTTLED_ERROR_CODES,
    *standard.TransientRetryableChecker._TRANSIENT_ERROR_CODES,
    "throttling",
    "ThrottlingExceptions",
    "LimitExceeded",
    "AccessDenied",
    "NoSuchEntity",
    "ServiceFailure",
    "InternalFailure",
    "ServiceUnavailable",
    "MessageRejected",
    "InvalidClientTokenId",
    "SignatureDoesNotMatch",
    "ExpiredToken",
    None,
]
STATUSES = [301, 400, 403, 404, 408, 409, 413, 500, 501, 502, 503, 504, 505, 509]
# How the wire fails, and which of botocore's exceptions says so.
EXCEPTIONS = {
    "unreachable": botocore.exceptions.EndpointConnectionError(endpoint_url="", error=""),
    "timedOut": botocore.exceptions.ReadTimeoutError(endpoint_url="", error=""),
    "interrupted": botocore.exceptions.ConnectionClosedError(endpoint_url="", error=""),
    "malformedResponse": botocore.exceptions.HTTPClientError(error=""),
}


def context(attempt, status=None, code=None, headers=None, exception=None, request=None):
    return standard.RetryContext(
        attempt_number=attempt,
        caught_exception=exception,
        request_context=request,
        http_response=None if status is None else SimpleNamespace(status_code=status, headers=headers or {}),
        parsed_response=None if status is None else {"Error": {"Code": code} if code else {}},
        operation_model=SimpleNamespace(error_shapes=[], service_model=SimpleNamespace(service_name="iam")),
    )


def classification():
    throttled, transient = standard.ThrottledRetryableChecker(), standard.TransientRetryableChecker()
    rows = [
        {
            "status": status,
            "error": code,
            "throttling": throttled.is_retryable(response),
            "transient": transient.is_retryable(response),
        }
        for code in dict.fromkeys(CODES)
        for status in STATUSES
        for response in [context(1, status, code)]
    ]
    return rows + [
        {"transport": kind, "throttling": throttled.is_retryable(failure), "transient": transient.is_retryable(failure)}
        for kind, exception in EXCEPTIONS.items()
        for failure in [context(1, exception=exception)]
    ]


class Client:
    """botocore's own parts put together as its register_retry_handler does, without jitter and without a clock."""

    def __init__(self, initial_retry_tokens=500, max_attempts=3, max_backoff_time=20):
        detector = standard.ThrottlingErrorDetector(standard.RetryEventAdapter())
        self.quota = quota.RetryQuota(initial_retry_tokens)
        self._checker = standard.RetryQuotaChecker(self.quota, detector)
        backoff = standard.ExponentialBackoff(
            max_backoff=max_backoff_time, random=lambda: 1, service_name="iam", throttling_detector=detector
        )
        self._policy = standard.RetryPolicy(standard.StandardRetryConditions(max_attempts), backoff)

    def call(self):
        return Call(self)

    def take(self, call, status, headers=None):
        """What happens after one response: the outcome, what is left of the quota, and the delay of a retry."""
        response = context(call.attempt, status, None, headers, request=call.context)
        if self._policy.should_retry(response):
            if self._checker.acquire_retry_quota(response):
                call.attempt += 1
                return self._step("retry_request", self._policy.compute_retry_delay(response))
            return self._step("retry_quota_exceeded")
        self._checker.release_retry_quota(call.context, response.http_response)
        return self._step("success" if status < 300 else "max_attempts_exceeded")

    def _step(self, outcome, delay=None):
        step = {"outcome": outcome, "retry_quota": self.quota.available_capacity}
        return step if delay is None else {**step, "delay": delay}


class Call:
    def __init__(self, client):
        self._client, self.attempt, self.context = client, 1, {}

    def take(self, reply):
        status, headers = reply if isinstance(reply, tuple) else (reply, None)
        response = {"status_code": status, **({"headers": headers} if headers else {})}
        return {"response": response, "expected": self._client.take(self, status, headers)}


def after(milliseconds, status=503):
    return status, {"x-amz-retry-after": milliseconds}


# The responses to each call, one call after the other on one client.
DELAYS = {
    "one response": ({}, [[200]]),
    "a fault, then success": ({}, [[500, 200]]),
    "two faults, then success": ({}, [[502, 503, 200]]),
    "three faults": ({}, [[504, 500, 502]]),
    "one attempt": ({"max_attempts": 1}, [[500]]),
    "eleven attempts reach the longest delay": ({"max_attempts": 11}, [[500] * 11]),
    "a shorter longest delay": ({"max_attempts": 6, "max_backoff_time": 0.3}, [[503] * 6]),
    "no quota": ({"initial_retry_tokens": 0}, [[500]]),
    "a quota of one token too few": ({"initial_retry_tokens": 13}, [[500], [200], [500, 200]]),
    "a quota for one retry": ({"initial_retry_tokens": 14}, [[500, 500], [200], [500]]),
    "a quota for two retries of two calls": ({"initial_retry_tokens": 28}, [[500, 200], [500, 500, 500], [500]]),
    "success gives back what the last retry cost": ({}, [[500, 200], [500, 500, 200], [200], [503] * 3, [200]]),
    "a quota is never more than full": ({"initial_retry_tokens": 30}, [[200], [500, 200], [200], [200]]),
    "a hint": ({}, [[after("1500"), 200]]),
    "a hint below the delay": ({}, [[after("10"), after("10"), 200]]),
    "a hint of nothing": ({}, [[after("0"), 200]]),
    "a hint beyond what is allowed": ({}, [[after("60000"), after("60000"), 200]]),
    "a hint of just what is allowed": ({}, [[after("5050"), after("5101"), 200]]),
    "a hint that is none": ({}, [[after("soon"), after("-5"), 200]]),
    "a hint with any status": ({}, [[after("300", 500), after("250", 502), 200]]),
}


def delays():
    cases = {}
    for name, (given, calls) in DELAYS.items():
        client, steps = Client(**given), []
        for responses in calls:
            call = client.call()
            steps += [call.take(response) for response in responses]
        cases[name] = {"given": given, "responses": steps}
    return cases


def side_by_side():
    """Three calls that share a quota, their responses in a fixed disorder."""
    client = Client(initial_retry_tokens=60)
    calls = [client.call() for _ in range(3)]
    responses = [(0, 500), (1, 503), (2, 502), (0, 500), (1, 200), (2, 500), (0, 200), (2, 200)]
    return [{"call": which, **calls[which].take(response)} for which, response in responses]


class Clock:
    now = 0.0

    def current_time(self):
        return self.now


def curve(rng):
    """The cubic curve alone: given where it was throttled, its rate at each response."""
    given = {"last_max_rate": rng.uniform(1, 200), "last_throttle_time": rng.uniform(0, 100)}
    cubic = throttling.CubicCalculator(given["last_max_rate"], given["last_throttle_time"])
    rate, now, steps = given["last_max_rate"], given["last_throttle_time"], []
    for _ in range(12):
        now += rng.uniform(0.1, 3)
        throttled = rng.random() < 0.3
        # The rate that is asked never falls below the bucket's floor.
        rate = max(
            cubic.error_received(rate, now) if throttled else cubic.success_received(now), bucket.TokenBucket._MIN_RATE
        )
        steps.append({"response": "throttle" if throttled else "success", "timestamp": now, "calculated_rate": rate})
    return {"given": given, "cases": steps}


def sending(rng):
    """The whole limiter on a clock of its own: what it measured, and the rate that it then allows."""
    clock = Clock()
    limiter = adaptive.ClientRateLimiter(
        throttling.CubicCalculator(starting_max_rate=0, start_time=0),
        adaptive.RateClocker(clock),
        tokens := bucket.TokenBucket(max_rate=1, clock=clock),
        Verdict(),
        clock,
    )
    steps = []
    for number in range(40):
        clock.now += rng.choice([0.05, 0.1, 0.2, 0.4, 1.0])
        throttled = number > 3 and rng.random() < 0.2
        limiter.on_receiving_response(throttled=throttled)
        steps.append(
            {
                "response": "throttle" if throttled else "success",
                "timestamp": clock.now,
                "measured_tx_rate": limiter._rate_clocker.measured_rate,
                "new_token_bucket_rate": tokens.max_rate,
            }
        )
    return {"cases": steps}


class Verdict:
    def is_throttling_error(self, throttled):
        return throttled


def lines(value, depth):
    """JSON with one line for each element down to `depth`."""
    if depth == 0 or not isinstance(value, (dict, list)):
        return json.dumps(value, separators=(",", ":"))
    if isinstance(value, list):
        return "[\n" + ",\n".join(lines(element, depth - 1) for element in value) + "\n]"
    return "{\n" + ",\n".join(f"{json.dumps(name)}: {lines(part, depth - 1)}" for name, part in value.items()) + "\n}"


rng = random.Random(1)
print(
    lines(
        {
            "classification": classification(),
            "delays": delays(),
            "sideBySide": side_by_side(),
            "curves": [curve(rng) for _ in range(10)],
            "sending": [sending(rng) for _ in range(6)],
        },
        2,
    )
)
