# SPDX-License-Identifier: Apache-2.0
"""The zip that Lambda gets: one file, the same bytes each time, and nothing else is needed in an empty root.

That two builds in two folders give the same bytes takes minutes: `make test-reproducible`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from Sandbox.emulator import BOOTSTRAP, ROOT, Emulator
from Sandbox.judge import Verdict
from Sandbox.local_aws import LocalAWS
from Sandbox.run import environment
from Sandbox.sample_account import SHOWCASE


def change_root() -> list[str]:
    """The command that makes a folder the root, as far as this machine lets us."""
    command = ["chroot"] if os.getuid() == 0 else ["unshare", "--map-root-user", "chroot"]
    tried = subprocess.run([*command, "/", "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"this machine lets us change no root: {tried.stderr.decode().strip()}")
    return command


def pack(executable: Path, file: Path) -> Path:
    subprocess.run([ROOT / "Scripts" / "zip-executable", executable, file], check=True)
    return file


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pack(BOOTSTRAP, tmp_path_factory.mktemp("package") / "bootstrap.zip")


def test_the_package_is_one_executable_file(package: Path) -> None:
    (entry,) = zipfile.ZipFile(package).infolist()
    assert (entry.filename, entry.external_attr >> 16) == ("bootstrap", 0o100755)


def test_neither_name_nor_time_nor_rights_of_the_file_get_in(package: Path, tmp_path: Path) -> None:
    copy = tmp_path / "another"
    shutil.copyfile(BOOTSTRAP, copy)
    copy.chmod(0o600)
    umask = os.umask(0o077)
    try:
        assert pack(copy, tmp_path / "another.zip").read_bytes() == package.read_bytes()
    finally:
        os.umask(umask)


def test_it_does_the_whole_job_in_an_empty_root(moto: LocalAWS, package: Path, tmp_path: Path) -> None:
    command = change_root()
    root = tmp_path / "root"
    subprocess.run(["python3", "-m", "zipfile", "-e", package, root], check=True)
    (root / "bootstrap").chmod(0o755)
    # Swift's runtime looks in /proc for its executable; Lambda has a /proc, here there is a link.
    (root / "proc/self").mkdir(parents=True)
    (root / "proc/self/exe").symlink_to("/bootstrap")
    start = tmp_path / "start"
    start.write_text(f"#!/bin/sh\nPATH=$PATH:/usr/sbin:/sbin\nexec {' '.join(command)} {root} /bootstrap\n")
    start.chmod(0o755)
    with Emulator(environment(moto), bootstrap=start) as function:
        invocation = function.invoke({})
    assert Verdict(SHOWCASE, invocation, moto.mails).differences == []
