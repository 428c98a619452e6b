# SPDX-License-Identifier: Apache-2.0
"""Every test has a time limit, and a test that hangs is ended."""

from __future__ import annotations

import signal
import threading

import pytest

from time_limit import SECONDS, time_limit


def test_what_hangs_is_ended() -> None:
    with pytest.raises(pytest.fail.Exception, match="hangs"), time_limit(0.01):
        threading.Event().wait()


def test_every_test_has_a_limit() -> None:
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    assert 0 < left <= SECONDS


@pytest.mark.time_limit(3600)
def test_a_test_may_ask_for_another() -> None:
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    assert SECONDS < left <= 3600


def test_a_limit_within_another_ends_nothing_else() -> None:
    with time_limit(0.01):
        pass
    left, _ = signal.getitimer(signal.ITIMER_REAL)
    assert left > 1
