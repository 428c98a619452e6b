# SPDX-License-Identifier: Apache-2.0
"""A limit for what may hang: a test, its set-up, its clean-up. Main thread only, as signals are."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import pytest

# Five times the longest wait of any test. A longer test sets its own: @pytest.mark.time_limit(seconds).
SECONDS = 300.0


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Fails the test, with a traceback that shows where it hangs, when the block takes longer."""

    def end(*_: object) -> NoReturn:
        # Not an Exception, so that nothing but pytest catches it.
        pytest.fail(f"it hangs: not over after {seconds:g} s")

    handler, (left, _) = signal.signal(signal.SIGALRM, end), signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left)
        signal.signal(signal.SIGALRM, handler)


def limit_of(item: pytest.Item) -> float:
    mark = item.get_closest_marker("time_limit")
    return mark.args[0] if mark else SECONDS
