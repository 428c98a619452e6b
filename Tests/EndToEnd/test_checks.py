# SPDX-License-Identifier: Apache-2.0
"""The project's own checks of `make lint` can fail: each is run on a small project that it must refuse."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from Sandbox.emulator import ROOT

SCRIPTS = ROOT / "Scripts"


def check_imports(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    """A package whose target Upper may import Lower, and may not import Other."""
    targets = [
        {"name": "Upper", "type": "regular", "dependencies": [{"byName": ["Lower", None]}]},
        {"name": "Lower", "type": "regular", "dependencies": []},
        {"name": "Other", "type": "regular", "dependencies": []},
    ]
    swift = folder / "bin/swift"
    swift.parent.mkdir()
    swift.write_text(f"#!/bin/sh\necho '{json.dumps({'targets': targets})}'\n")
    swift.chmod(0o755)
    file = folder / "Sources/Upper/File.swift"
    file.parent.mkdir(parents=True)
    file.write_text(source)
    environment = {**os.environ, "PATH": f"{swift.parent}:{os.environ['PATH']}"}
    return subprocess.run(
        [SCRIPTS / "check-imports"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("access", ["", "public ", "package ", "internal ", "fileprivate ", "private "])
@pytest.mark.parametrize(
    "attribute", ["", "@testable ", "@preconcurrency ", "@unsafe @preconcurrency ", "@_spi(Test) "]
)
def test_an_import_that_the_manifest_does_not_name_is_found(tmp_path: Path, attribute: str, access: str) -> None:
    run = check_imports(tmp_path, f"import Lower\n{attribute}{access}import Other\n")
    assert run.returncode == 1
    (line,) = run.stderr.splitlines()
    assert line.startswith("Sources/Upper/File.swift: imports Other")


@pytest.mark.parametrize("declaration", ["#if os(Linux)\n  private import Other\n#endif", "import struct Other.Value"])
def test_an_import_in_another_form_is_found(tmp_path: Path, declaration: str) -> None:
    assert check_imports(tmp_path, declaration).returncode == 1


@pytest.mark.parametrize("source", ["private import Lower", "import Upper", "import Glibc", "// import Other"])
def test_other_imports_are_let_pass(tmp_path: Path, source: str) -> None:
    run = check_imports(tmp_path, source)
    assert (run.returncode, run.stderr) == (0, "")


def check_faults(folder: Path, row: str, python: str = "", swift: str = "") -> subprocess.CompletedProcess[str]:
    for name, text in (("docs/TESTING.md", row), ("Tests/test_wire.py", python), ("Tests/WireTests.swift", swift)):
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    return subprocess.run([SCRIPTS / "check-faults"], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("number", [7, 42, 131])
@pytest.mark.parametrize(
    "carrier, python, swift",
    [
        ("test_wire", "def test_{:02}_{:02}_is_refused() -> None:\n    pass\n", ""),
        ("test_wire", '"""{}, {}: the wire."""\n', ""),
        ("WireTests", "", '@Test("{}, {}: refused")\n'),
    ],
    ids=["a function's name", "a file's first line", "a test's name"],
)
def test_a_fault_is_covered_by_the_tests_that_carry_its_number(
    tmp_path: Path, number: int, carrier: str, python: str, swift: str
) -> None:
    numbers = 12, number
    run = check_faults(
        tmp_path, f"| {number} | a fault | {carrier} |\n", python.format(*numbers), swift.format(*numbers)
    )
    assert (run.returncode, run.stdout) == (0, "")


@pytest.mark.parametrize("cell", ["", "test_wire", "WireTests"])
def test_a_fault_that_nothing_covers_is_found(tmp_path: Path, cell: str) -> None:
    python, swift = "def test_{}_1() -> None: ...\n", '@Test("{}, 1: refused")\n'
    run = check_faults(tmp_path, f"| 131 | a fault | {cell} |\n", python.format(13), swift.format(13))
    assert run.returncode == 1
    assert "131" in run.stdout


def check_fuzz(folder: Path, target: str, corpus: str = "list-users") -> subprocess.CompletedProcess[str]:
    """A project with two operations and one target, whose corpus has one input."""
    files = {
        "Sources/IAM/ListUsers.swift": "public struct ListUsers: QueryOperation, PagedOperation {\n",
        "Sources/S3/GetObject.swift": "public struct GetObject: Operation {\n",
        "Tests/Fuzz/Parser.swift": '  case listUsers = "list-users"\n',
        "Tests/Fuzz/Input.swift": f"_ = {target}\n",
        f"Tests/Fuzz/Corpus/{corpus}/empty": "",
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return subprocess.run([SCRIPTS / "check-fuzz"], cwd=folder, capture_output=True, text=True, check=False)


def test_operations_that_have_targets_are_let_pass(tmp_path: Path) -> None:
    run = check_fuzz(tmp_path, "ListUsers().output(from: r), GetObject.error(from: r)")
    assert (run.returncode, run.stderr) == (0, "")


def test_an_operation_without_a_target_is_found(tmp_path: Path) -> None:
    run = check_fuzz(tmp_path, "ListUsers().output(from: r)")
    assert run.returncode == 1 and "GetObject" in run.stderr and "ListUsers" not in run.stderr


def test_a_target_without_a_corpus_is_found(tmp_path: Path) -> None:
    run = check_fuzz(tmp_path, "ListUsers(), GetObject()", corpus="list-user")
    assert run.returncode == 1 and "list-users has no inputs" in run.stderr and "list-user: no target" in run.stderr
