# SPDX-License-Identifier: Apache-2.0
"""Python packages and the container's image are installed exactly as they were locked."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from Sandbox.emulator import ROOT

SCRIPTS = ROOT / "Scripts"
LISTS = sorted((SCRIPTS / "requirements").glob("*.in"))
DIGEST = "swift@sha256:" + "0123456789abcdef" * 4


def wanted(file: Path) -> set[str]:
    """The packages that a list asks for, as "name==version"."""
    lines = [line for line in file.read_text().splitlines() if line and not line.startswith("#")]
    others = [wanted(file.parent / line.removeprefix("-r ")) for line in lines if line.startswith("-r ")]
    return {re.sub(r"\[.*]", "", line) for line in lines if not line.startswith("-r ")}.union(*others)


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.stem)
def test_every_package_is_locked_in_one_version_with_hashes(file: Path) -> None:
    text = file.with_suffix(".txt").read_text()
    locked = re.findall(
        r"^(?![#\s])(\S+)(?: ; [^\\\n]*)?(.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)*)", text, re.MULTILINE
    )
    assert wanted(file) <= {package for package, _ in locked}, "run make lock"
    assert [package for package, _ in locked if "==" not in package] == []
    assert [package for package, hashes in locked if "--hash" not in hashes] == []
    assert "://" not in text
    assert "index" not in text


def write_wheel(folder: Path) -> str:
    """A package of one empty module; returns its hash."""
    file = folder / "nothing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(file, "w") as wheel:
        wheel.writestr("nothing.py", "")
        wheel.writestr("nothing-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: nothing\nVersion: 1.0\n")
        wheel.writestr("nothing-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("nothing-1.0.dist-info/RECORD", "")
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_a_package_with_another_hash_is_not_installed(tmp_path: Path) -> None:
    script = tmp_path / "Scripts/python-environment"
    script.parent.mkdir()
    shutil.copy(SCRIPTS / script.name, script)
    lists = tmp_path / "Scripts/requirements"
    lists.mkdir()
    right = write_wheel(tmp_path)
    environment = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    for name, digest, status in (("right", right, 0), ("wrong", right[::-1], 2)):
        (lists / f"{name}.txt").write_text(f"nothing==1.0 --hash=sha256:{digest}\n")
        run = subprocess.run([script, name], env=environment, capture_output=True, text=True, check=False)
        assert run.returncode == status, run.stderr
    assert run.stderr.startswith("wrong: cannot install Scripts/requirements/wrong.txt")
    again = subprocess.run([script, "right"], env=environment, capture_output=True, text=True, check=True)
    assert again.stdout == "", "the second time there is nothing to do"


def test_a_deployment_runs_in_an_environment_of_its_own() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    commands = subprocess.check_output(["make", "-n", "deploy"], cwd=ROOT, env=environment, text=True)
    assert ".build/deploy/venv/bin/sam" in commands
    assert "sandbox" not in commands


def build_image(folder: Path, docker: str) -> subprocess.CompletedProcess[str]:
    """Runs the script with a docker that records its calls."""
    (folder / "Scripts").mkdir(exist_ok=True)
    (folder / "bin").mkdir(exist_ok=True)
    shutil.copy(SCRIPTS / "build-container-image", folder / "Scripts")
    command = folder / "bin/docker"
    command.write_text(f'#!/bin/sh\necho "$*" >>{folder}/calls\n{docker}\n')
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}"}
    script = [folder / "Scripts/build-container-image"]
    return subprocess.run(script, env=environment, capture_output=True, text=True, check=False)


def test_the_image_of_the_container_is_looked_up_once_and_then_taken_by_its_digest(tmp_path: Path) -> None:
    for _ in range(2):
        run = build_image(tmp_path, f'[ "$1" != image ] || echo {DIGEST}')
        assert run.returncode == 0, run.stderr
    assert (tmp_path / "Scripts/swift-image").read_text() == DIGEST + "\n"
    calls = [call.split()[0] for call in (tmp_path / "calls").read_text().splitlines()]
    assert calls == ["pull", "image", "build", "build"]
    assert (tmp_path / "calls").read_text().count(f"--build-arg SWIFT_IMAGE={DIGEST} ") == 2


@pytest.mark.parametrize("docker", ['[ "$1" != pull ]', "echo swift:6.3-noble"], ids=["unreachable", "no digest"])
def test_without_a_digest_no_image_is_built(tmp_path: Path, docker: str) -> None:
    run = build_image(tmp_path, docker)
    assert run.returncode == 2
    assert not (tmp_path / "Scripts/swift-image").exists()
    assert "build" not in (tmp_path / "calls").read_text()


def test_the_container_starts_from_no_tag() -> None:
    assert re.findall(r"^FROM (.*)", (SCRIPTS / "Dockerfile").read_text(), re.MULTILINE) == ["${SWIFT_IMAGE}"]


def test_the_image_is_named_by_its_digest() -> None:
    assert re.fullmatch(r"swift@sha256:[0-9a-f]{64}\n", Path("Scripts/swift-image").read_text(encoding="utf-8"))
