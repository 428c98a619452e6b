# SPDX-License-Identifier: Apache-2.0
"""`make mutants`: which small wrong changes of the program the tests notice.

Exit status 0: 95 of 100 and all that are required; 1: fewer; 2: it could not be tried.
"""

from __future__ import annotations

import sys
import time

from . import catalog
from .catalog import CatalogError, Mutant
from .player import Player

KILLED_AT_LEAST = 0.95


def main(words: list[str]) -> int:
    try:
        mutants = catalog.read()
        if words == ["--check"]:
            return 0
        return play(mutants, [mutant for mutant in mutants if is_meant(mutant, words)])
    except CatalogError as problem:
        print(f"mutants: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def is_meant(mutant: Mutant, words: list[str]) -> bool:
    return not words or any(word in (str(mutant.number), mutant.module) or word in str(mutant)[4:] for word in words)


def play(everything: list[Mutant], mutants: list[Mutant]) -> int:
    start, survivors = time.monotonic(), []
    player = Player(everything)
    player.rehearse(mutants)
    for mutant in mutants:
        outcome = player.play(mutant)
        if not outcome.killer:
            survivors.append(mutant)
        print(f"{'killed  ' if outcome.killer else 'SURVIVED'} {mutant}", flush=True)
        print(f"             {outcome.seconds:.0f} s: {outcome.killer or 'every test passes'}", flush=True)
    return summarize(mutants, survivors, time.monotonic() - start)


def summarize(mutants: list[Mutant], survivors: list[Mutant], seconds: float) -> int:
    killed, missed = len(mutants) - len(survivors), [mutant for mutant in survivors if mutant.required]
    print(f"\n{killed} of {len(mutants)} mutants killed in {seconds / 60:.0f} minutes")
    for mutant in survivors:
        print(f"  survived{', and must not' if mutant.required else ''}: {mutant}")
    return 1 if missed or killed < KILLED_AT_LEAST * len(mutants) else 0


sys.exit(main(sys.argv[1:]))
