# SPDX-License-Identifier: Apache-2.0
"""An executable is deployed for the processor that its ELF header names, or not at all."""

from __future__ import annotations

import platform
import subprocess
from pathlib import Path

import pytest

from Sandbox.emulator import BOOTSTRAP, ROOT

HERE = {"x86_64": "x86_64", "aarch64": "arm64"}[platform.machine()]
X86_64, ARM64, RISC_V = 62, 183, 243


def architecture(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [ROOT / "Scripts/architecture", path, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def executable(folder: Path, machine: int, identification: bytes = b"\x7fELF\x02\x01\x01") -> Path:
    file = folder / "bootstrap"
    file.write_bytes(identification.ljust(18, b"\0") + machine.to_bytes(2, "little") + bytes(44))
    return file


@pytest.mark.parametrize(("machine", "name"), [(X86_64, "x86_64"), (ARM64, "arm64")])
@pytest.mark.parametrize("packed", [False, True])
def test_the_header_says_what_an_executable_or_a_zip_is_for(
    tmp_path: Path, machine: int, name: str, packed: bool
) -> None:
    file = executable(tmp_path, machine)
    if packed:
        subprocess.run([ROOT / "Scripts/zip-executable", file, tmp_path / "bootstrap.zip"], check=True)
        file = tmp_path / "bootstrap.zip"
    run = architecture(file)
    assert (run.returncode, run.stdout) == (0, f"{name}\n")


def test_ours_is_for_this_machine() -> None:
    assert architecture(BOOTSTRAP, HERE).stdout == f"{HERE}\n"


@pytest.mark.parametrize("wanted", ["any", "arm64"])
def test_what_fits_passes(tmp_path: Path, wanted: str) -> None:
    assert architecture(executable(tmp_path, ARM64), wanted).returncode == 0


@pytest.mark.parametrize(("machine", "wanted"), [(ARM64, "default"), (ARM64, "x86_64"), (X86_64, "arm64")])
def test_what_does_not_fit_is_refused_with_what_to_do(tmp_path: Path, machine: int, wanted: str) -> None:
    run = architecture(executable(tmp_path, machine), wanted)
    found = "arm64" if machine == ARM64 else "x86_64"
    assert (run.returncode, run.stdout) == (2, "")
    assert f"was built for {found}" in run.stderr and f"Architecture={found}" in run.stderr


def test_the_default_is_the_template_s(tmp_path: Path) -> None:
    assert architecture(executable(tmp_path, X86_64), "default").returncode == 0


@pytest.mark.parametrize(
    ("machine", "identification"),
    [(RISC_V, b"\x7fELF\x02\x01"), (X86_64, b"\x7fELF\x01\x01"), (X86_64, b"#!/bin/sh\n"), (X86_64, b"")],
    ids=["another processor", "32 bits", "a script", "nothing"],
)
def test_what_lambda_cannot_run_is_refused(tmp_path: Path, machine: int, identification: bytes) -> None:
    run = architecture(executable(tmp_path, machine, identification))
    assert run.returncode == 2 and "bootstrap: it" in run.stderr


@pytest.mark.parametrize(
    ("variables", "status"), [({}, 0), ({"ARCHITECTURE": "arm64"}, 2), ({"ARCHITECTURE": "any"}, 0)]
)
def test_sam_build_refuses_what_does_not_fit(tmp_path: Path, variables: dict[str, str], status: int) -> None:
    """The last command of the target that `sam build` makes, with the shell that make gives it."""
    rule = (ROOT / "Makefile").read_text().partition("\nbuild-KeyReminderFunction: build\n")[2].splitlines()
    command = rule[1].strip().lstrip("@").replace("$$", "$").replace("$(ARTIFACTS_DIR)", str(tmp_path))
    executable(tmp_path, X86_64)
    run = subprocess.run(
        ["sh", "-c", command], cwd=ROOT, env={"PATH": "/usr/bin:/bin", **variables}, capture_output=True, check=False
    )
    assert run.returncode == status
