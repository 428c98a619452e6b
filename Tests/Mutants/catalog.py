# SPDX-License-Identifier: Apache-2.0
"""The lists of mutants, and where in the sources each of them is.

A list is a text. `== FILE` begins the mutants of a file, of Swift or of anything else; then `tests …` names the
end-to-end tests of what is not Swift. Blank lines separate the mutants:

    ! Why it would be wrong to survive; the mark says that it must not.
    in func message(                              the line that begins what the fragment is in, if it needs one
    - redirectedTo ?? reminder.recipient          what is there, with any white space for a space
    + reminder.recipient                          what is there instead; none takes the statement away
    statement                                     if both are whole statements, and no expressions
    e2e redirect                                  the end-to-end tests (pytest -k) that see what no unit test can
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path("Tests/Mutants")
END_TO_END = "Tests/EndToEnd"
KEYS = {"in", "-", "+", "statement", "e2e"}


class CatalogError(Exception):
    """A mutant that fits no source or does not compile, or tests that fail without one."""


@dataclass
class Mutant:
    """`tests` are arguments of pytest; `span` and `line` locate the fragment."""

    number: int
    why: str
    required: bool
    file: Path
    anchor: str
    original: str
    mutated: str
    is_statement: bool
    tests: list[str]
    span: tuple[int, int] = (0, 0)
    line: int = 0

    @property
    def is_swift(self) -> bool:
        return self.file.suffix == ".swift"

    @property
    def module(self) -> str:
        """The target of a Swift file; the name of any other."""
        return self.file.parts[1] if self.is_swift else self.file.stem

    def applied(self, text: str) -> str:
        return text[: self.span[0]] + self.mutated + text[self.span[1] :]

    def __str__(self) -> str:
        return f"{self.number:3} {self.file}:{self.line} {self.why}"


def read() -> list[Mutant]:
    """All mutants, each with its place in the sources."""
    mutants: list[Mutant] = []
    for page in sorted(FOLDER.glob("*.txt")):
        file, tests = Path(), []
        for block in re.split(r"\n\s*\n", page.read_text(encoding="utf-8")):
            lines = [line for line in block.splitlines() if not line.startswith("#")]
            if lines and lines[0].startswith("== "):
                file = Path(lines[0][3:])
                names = " ".join(lines[1:]).removeprefix("tests").split()
                tests = [f"{END_TO_END}/{name}" for name in names]
            elif lines:
                mutants.append(_mutant(len(mutants) + 1, file, tests, lines))
    problems = [problem for mutant in mutants if (problem := _problem(mutant))]
    if problems:
        raise CatalogError("\n".join(problems))
    _refuse_overlaps(mutants)
    return mutants


def _mutant(number: int, file: Path, tests: list[str], lines: list[str]) -> Mutant:
    parts: dict[str, str] = {}
    for line in lines[1:]:
        key, _, value = line.partition(" ")
        parts[key] = f"{parts[key]}\n{value}" if key in parts else value
    if "-" not in parts or set(parts) - KEYS:
        raise CatalogError(f"this is not a mutant: {file}: {' | '.join(lines)}")
    if "e2e" in parts:
        tests = [END_TO_END, "-k", parts["e2e"]]
    return Mutant(
        number,
        lines[0].lstrip("! "),
        lines[0].startswith("!"),
        file,
        parts.get("in", ""),
        parts["-"],
        parts.get("+", ""),
        "statement" in parts or "+" not in parts,
        tests,
    )


def _problem(mutant: Mutant) -> str | None:
    """Finds the fragment, which must be there exactly once; otherwise says what is wrong."""
    if not mutant.file.is_file():
        return f"{mutant}\n    the file is not there"
    text = mutant.file.read_text(encoding="utf-8")
    if mutant.anchor and text.count(mutant.anchor) != 1:
        return f"{mutant}\n    the anchor “{mutant.anchor}” is there {text.count(mutant.anchor)} times"
    found = list(_pattern(mutant.original).finditer(text, *_region(text, mutant)))
    if len(found) != 1:
        return f"{mutant}\n    “{mutant.original}” is there {len(found)} times: it needs a better `in`"
    mutant.span = found[0].span()
    mutant.line = text.count("\n", 0, mutant.span[0]) + 1
    return None


def _refuse_overlaps(mutants: list[Mutant]) -> None:
    """No two fragments overlap, unless they are the same."""
    ordered = sorted(mutants, key=lambda mutant: (mutant.file, mutant.span))
    for one, other in itertools.pairwise(ordered):
        if one.file == other.file and one.span != other.span and other.span[0] < one.span[1]:
            raise CatalogError(f"{one}\n{other}\n    overlap")


def _pattern(fragment: str) -> re.Pattern[str]:
    """Finds a fragment whatever its line breaks, and never as a part of a longer name."""
    words = r"\s+".join(map(re.escape, fragment.split()))
    before = r"(?<![\w.])" if re.match(r"\w", fragment) else r"(?<![\w)\]])" if fragment.startswith(".") else ""
    return re.compile(before + words + (r"(?!\w)" if re.search(r"\w$", fragment) else ""))


def _region(text: str, mutant: Mutant) -> tuple[int, int]:
    """From the line of the anchor to the next line that is not indented further: the anchor's block."""
    if not mutant.anchor:
        return 0, len(text)
    start = text.rfind("\n", 0, text.index(mutant.anchor)) + 1
    indent = re.compile(" *").match(text, start).end() - start
    end = re.compile(rf"^ {{0,{indent}}}[^\s)#]", re.M).search(text, text.find("\n", start) + 1)
    return start, end.start() if end else len(text)
