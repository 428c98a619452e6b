# SPDX-License-Identifier: Apache-2.0
"""The benchmark is not part of the gate, but what it reads in the sources must be there."""

from Benchmarks.__main__ import default_width


def test_benchmark_finds_the_default_concurrency_in_the_sources():
    assert default_width() == 16
