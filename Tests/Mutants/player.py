# SPDX-License-Identifier: Apache-2.0
"""Runs the tests with each mutant in a copy of the checkout without the shared vectors, and names the test that fails.

All mutants of Swift stand in one build, each behind a condition, and the variable MUTANT chooses one: the unit tests
of its target run first, then all others, then the end-to-end tests that its list names, until one fails. Any other
mutant is written into the copy for the end-to-end tests of its file.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .catalog import END_TO_END, CatalogError, Mutant

TREE = Path(".build/mutants/tree")
# These tests look at the release build.
OF_THE_RELEASE = [f"--ignore={END_TO_END}/{name}" for name in ("test_package.py", "test_executable.py")]
SWITCH = """\
private import Glibc

private let chosen = unsafe getenv("MUTANT").flatMap { unsafe Int(String(cString: $0)) }

func mutant(_ number: Int) -> Bool { number == chosen }
"""
COLOUR = re.compile(r"\x1b\[[\d;]*m")
FAILED = re.compile(r"✘ Test (.+?) recorded an issue|^(?:FAILED|ERROR) (.+?)(?: - |$)")


@dataclass
class Outcome:
    """`killer` is the first test that failed, or how the tests ended otherwise; None if they passed."""

    killer: str | None
    seconds: float


class Player:
    """Makes the copy and builds it with all mutants of Swift: one build serves every choice."""

    def __init__(self, mutants: list[Mutant]) -> None:
        self._limits: dict[str, float] = {}
        _copy_checkout(dict(_switched([mutant for mutant in mutants if mutant.is_swift])))
        status = subprocess.call(["swift", "build", "--build-tests", "--disable-xctest"], cwd=TREE)
        if status:
            raise CatalogError("the copy does not compile: see above")
        tests = next((TREE / ".build/debug").glob("*PackageTests.xctest")).resolve()
        self._unit = [str(tests), "--testing-library", "swift-testing"]
        self._choose(0)

    def rehearse(self, mutants: list[Mutant]) -> None:
        """Runs all needed tests without a mutant: they must pass. Part of the unit tests may take as long as all."""
        stages = [stage for mutant in mutants for stage in self._stages(mutant)]
        for command in {" ".join(stage): stage for stage in map(self._rehearsal, stages)}.values():
            outcome = _first_failure(command, limit=1800)
            if outcome.killer:
                raise CatalogError(f"without a mutant a test fails: {outcome.killer} ({' '.join(command)})")
            self._limits[" ".join(command)] = 30 + 3 * outcome.seconds

    def _rehearsal(self, stage: list[str]) -> list[str]:
        return self._unit if stage[0] == self._unit[0] else stage

    def play(self, mutant: Mutant) -> Outcome:
        """Runs one stage after the other until a test fails."""
        spent = 0.0
        with self._present(mutant):
            for stage in self._stages(mutant):
                limit = self._limits[" ".join(self._rehearsal(stage))]
                outcome = _first_failure(stage, limit, MUTANT=str(mutant.number))
                spent += outcome.seconds
                if outcome.killer:
                    break
        return Outcome(outcome.killer, spent)

    def _stages(self, mutant: Mutant) -> list[list[str]]:
        """The tests to run: for Swift, those of its own target come first, if it has any."""
        own, stages = f"^{mutant.module}Tests\\.", []
        if mutant.is_swift:
            stages = [[*self._unit, "--skip", own]]
            if Path(f"Tests/{mutant.module}Tests").is_dir():
                stages.insert(0, [*self._unit, "--filter", own])
        return [*stages, _pytest(mutant.tests)] if mutant.tests else stages

    @contextmanager
    def _present(self, mutant: Mutant) -> Iterator[None]:
        """While open, the mutant is in the executable, or in the file of another kind."""
        file = TREE / mutant.file
        text = file.read_bytes()
        if mutant.is_swift:
            self._choose(mutant.number)
        else:
            _write(file, mutant.applied(text.decode()).encode())
        yield
        _write(file, text)
        self._choose(0)

    def _choose(self, number: int) -> None:
        """Chooses the executable's mutant, because the end-to-end tests give it only their own variables."""
        executable = (TREE / ".build/debug/bootstrap").resolve()
        script = f'#!/bin/sh\nMUTANT={number} exec "{executable}" "$@"\n'
        _write(TREE / "dist/bootstrap", script.encode(), 0o755)


def _pytest(tests: list[str]) -> list[str]:
    return [".build/sandbox/venv/bin/python", "-m", "pytest", "-x", *tests, *OF_THE_RELEASE]


def _first_failure(command: list[str], limit: float, **variables: str) -> Outcome:
    """Runs tests until one fails, the time is over, or all have passed."""
    start, killer = time.monotonic(), None
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "VECTORS": "/nonexistent", **variables}
    process = subprocess.Popen(
        command,
        cwd=TREE,
        env=environment,
        text=True,
        errors="replace",
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    clock = threading.Timer(limit, _stop, [process])
    clock.start()
    for line in process.stdout:
        failed = FAILED.search(COLOUR.sub("", line))
        if failed and not killer:
            killer = failed[1] or failed[2]
            _stop(process)
    is_late = not clock.is_alive()
    clock.cancel()
    if process.wait() and not killer:
        killer = "the tests hang" if is_late else f"the tests end with status {process.returncode}"
    return Outcome(killer, time.monotonic() - start)


def _stop(process: subprocess.Popen[str]) -> None:
    """Ends a process with all that it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _switched(mutants: list[Mutant]) -> list[tuple[Path, str]]:
    """Writes each file with its mutants, and in each target the condition."""
    files = []
    for file in sorted({mutant.file for mutant in mutants}):
        text = file.read_text(encoding="utf-8")
        here = [mutant for mutant in mutants if mutant.file == file]
        for start, end in sorted({mutant.span for mutant in here}, reverse=True):
            same = [mutant for mutant in here if mutant.span == (start, end)]
            text = text[:start] + _conditional(same, text[start:end]) + text[end:]
        files += [(file, text), (Path("Sources", file.parts[1], "Mutant.swift"), SWITCH)]
    return files


def _conditional(mutants: list[Mutant], original: str) -> str:
    if mutants[0].is_statement:
        return "".join(f"if mutant({m.number}) {{ {m.mutated} }} else " for m in mutants) + f"{{ {original} }}"
    return "(" + "".join(f"mutant({m.number}) ? ({m.mutated}) : " for m in mutants) + f"({original}))"


def _copy_checkout(switched: dict[Path, str]) -> None:
    """Copies every file that git does not ignore. Unchanged files are not written, so the next build is short."""
    listed = subprocess.check_output(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], text=True)
    files = {Path(name): Path(name) for name in listed.split("\0") if Path(name).is_file()}
    folders = [folder for folder in TREE.glob("*") if folder.is_dir() and folder.name not in (".build", "dist")]
    for old in [old for folder in folders for old in folder.rglob("*") if old.is_file()]:
        if old.relative_to(TREE) not in {*files, *switched}:
            old.unlink()
    for file in files:
        if file not in switched:
            _write(TREE / file, file.read_bytes(), file.stat().st_mode & 0o777)
    for file, text in switched.items():
        _write(TREE / file, text.encode())
    # The conditions cause warnings that do not matter.
    manifest = re.sub(r".*treatAllWarnings.*\n", "", Path("Package.swift").read_text(encoding="utf-8"))
    _write(TREE / "Package.swift", manifest.encode())
    (TREE / ".build").mkdir(exist_ok=True)
    if not (TREE / ".build/sandbox").is_symlink():
        (TREE / ".build/sandbox").symlink_to(Path(".build/sandbox").resolve())


def _write(file: Path, content: bytes, mode: int = 0o644) -> None:
    if file.is_file() and file.read_bytes() == content:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    file.chmod(mode)
