# SPDX-License-Identifier: Apache-2.0
"""93, 94, 103, 104: thirty runs at once on moto's DynamoDB, ten of them killed. `make test-engines` has more of it."""

from __future__ import annotations

from engines import Moto
from racing_runs import RacingRuns
from Sandbox.fake_aws import FakeAWS
from Sandbox.local_aws import LocalAWS


def test_nobody_gets_two_mails_and_nobody_is_lost(moto: LocalAWS, fake: FakeAWS) -> None:
    RacingRuns(Moto(moto), fake, seed=1).play(periods=2)
    moto.forget_reminders()
