# SPDX-License-Identifier: Apache-2.0
"""A system on which nothing is built is told what works there, instead of a list of Debian's packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from Sandbox.emulator import ROOT


@pytest.fixture
def mac(tmp_path: Path) -> Path:
    """A checkout on a machine whose `uname` says Darwin, and that has no tool of the build."""
    shutil.copytree(ROOT / "Scripts", tmp_path / "Scripts", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name, text in {"uname": "echo Darwin", "apt-get": "exit 1", "swift": "exit 1"}.items():
        file = tmp_path / "bin" / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(0o755)
    return tmp_path


@pytest.mark.parametrize("goal", ["build", "run", "package", "test"])
def test_macos_is_told_what_works_there(mac: Path, goal: str) -> None:
    run = subprocess.run(
        ["make", "--no-print-directory", goal],
        cwd=mac,
        env={**os.environ, "PATH": f"{mac}/bin:{os.environ['PATH']}", "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2 and run.stdout == ""
    assert run.stderr.startswith("This is Darwin, and KeyReminder is built on Linux.")
    assert "lib" not in re.sub("libraries|library", "", run.stderr), "it lists packages"
    image, container = (line.strip() for line in run.stderr.splitlines() if line.startswith("  "))
    assert os.access(ROOT / image, os.X_OK)
    assert container.endswith(f"key-reminder-build make {goal}") and '"$PWD":/project' in container


def test_the_section_that_it_names_is_there() -> None:
    section = re.search(r'docs/OPERATIONS.md, \\"(.*?)\\"', (ROOT / "Scripts/install-tools").read_text())[1]
    assert re.search(rf"^### {section}\b", (ROOT / "docs/OPERATIONS.md").read_text(), re.M)
