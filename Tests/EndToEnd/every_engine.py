# SPDX-License-Identifier: Apache-2.0
"""`make test-engines`: the ledger in two DynamoDBs that are not ours. Thirty runs at once for ten periods, a third of
them killed; and single runs through a proxy that throttles, fails, and loses responses of writes that were done.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from accounts import checked, outcomes, stages, stale_users
from engines import Engine, Moto, fault_proxy, let_a_period_pass, ministack, variables
from lambda_by_hand import function_on
from racing_runs import PEOPLE, PERIODS, RacingRuns
from Sandbox.fake_aws import FakeAWS, Settings
from Sandbox.local_aws import LocalAWS


@pytest.fixture(params=["moto", "ministack"])
def engine(request: pytest.FixtureRequest, moto: LocalAWS, tmp_path: Path) -> Iterator[Engine]:
    if request.param == "moto":
        yield Moto(moto)
        moto.forget_reminders()
        return
    with ministack(tmp_path) as opened:
        yield opened


@pytest.mark.time_limit(1800)
@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_gets_two_mails_and_nobody_is_lost(engine: Engine, fake: FakeAWS, seed: int) -> None:
    RacingRuns(engine, fake, seed).play(PERIODS)


def throttling(**when: Any) -> dict[str, Any]:
    return {"service": "dynamodb", **when, "error": {"code": "ProvisionedThroughputExceededException"}}


def failing(**when: Any) -> dict[str, Any]:
    return {"service": "dynamodb", **when, "error": {"code": "InternalServerError", "status": 500}}


def losing(**when: Any) -> dict[str, Any]:
    """The work is done, and nobody hears of it."""
    return {"service": "dynamodb", **when, "response": {"abort_bytes": 0}}


WRITES, READS = {"operation": "UpdateItem"}, {"operation": "Query"}
EVERY_SECOND, EVERY_THIRD = {"sequence": {"fail": 1, "pass": 1}}, {"sequence": {"fail": 1, "pass": 2}}
OFTEN = {"probability": 0.15}
FAULTS = {
    "every third is throttled": [throttling(**EVERY_THIRD)],
    "every third fails": [failing(**EVERY_THIRD)],
    "every second response is lost": [losing(**EVERY_SECOND)],
    "all of these at random": [throttling(**OFTEN), failing(**OFTEN), losing(**OFTEN)],
    "all writes are throttled": [throttling(**WRITES)],
    "all writes fail": [failing(**WRITES)],
    "all responses to writes are lost": [losing(**WRITES)],
    "all reads fail": [failing(**READS)],
}


@pytest.mark.parametrize("faults", FAULTS)
def test_behind_a_proxy_that_injects_faults(engine: Engine, fake: FakeAWS, faults: str, tmp_path: Path) -> None:
    fake.configure(Settings(account=stale_users(*PEOPLE)))
    with fault_proxy(engine, tmp_path, seed=1) as proxy:
        proxy.inject(*FAULTS[faults])
        with function_on(fake, **variables(engine, proxy.url)) as function:
            # Throttling is waited for until the deadline.
            first = function.invoke(20)
            print(f"{faults}: {proxy.injected} faults, {len(fake.mails)} of {len(PEOPLE)} mailed")
            assert proxy.injected > 0
            named(first, mailed(fake))
            proxy.inject()
            second = checked(function.invoke())
            held = {owner for owner, outcome in outcomes(second).items() if outcome == "alreadyTried"}
            assert mailed(fake) | held == set(PEOPLE), second
            let_a_period_pass(engine)
            fake.reset()
            assert checked(function.invoke())["emails"]["sent"] == len(PEOPLE)
            assert mailed(fake) == set(PEOPLE)


def mailed(fake: FakeAWS) -> set[str]:
    """Each of them once."""
    recipients = [mail.recipients[0] for mail in fake.mails]
    assert len(recipients) == len(set(recipients)), f"two mails: {sorted(recipients)}"
    return set(recipients)


def named(response: dict[str, Any], mailed: set[str]) -> None:
    """Whoever got no mail is named, or the run has failed before the first mail."""
    if "errorType" in response:
        assert response["errorType"] == "Function.LedgerUnavailable" and not mailed, response
        return
    said, failed = outcomes(checked(response)), stages(response)
    for person in PEOPLE:
        # Throttling can take so long that the deadline comes first.
        assert said[person] == "sent" if person in mailed else failed[person] in ("ledger", "deadline"), response
