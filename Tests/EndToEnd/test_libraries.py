# SPDX-License-Identifier: Apache-2.0
"""A static executable gets a fix only when it is built again: the build compares its libraries with the distribution's.

The scripts run in a folder of their own. apt and dpkg are played by small commands that stand first on PATH.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from Sandbox.emulator import BOOTSTRAP, ROOT

SCRIPTS = ROOT / "Scripts"
PACKAGES = {
    "libssl-dev": "3.0.19-1~deb12u2",
    "libexpat1-dev": "2.5.0-1+deb12u1",
    "libjansson-dev": "2.14-2",
    "zlib1g-dev": "1:1.2.13.dfsg-1",
    "libzstd-dev": "1.5.4+dfsg2-5",
    "libc6-dev": "2.36-9+deb12u14",
    "libstdc++-12-dev": "12.2.0-14+deb12u1",
    "libcurl4-openssl-dev": "(none)",
}
CURL = "7.88.1-10+deb12u15"
NEWER = {"libssl-dev": "3.0.22-1~deb12u2", "libexpat1-dev": "2.5.0-1+deb12u5"}
IN_LISTS = "\n        500 http://debian.example/debian bookworm/main amd64 Packages"
UNREACHABLE = "Err:1 http://debian.example/debian bookworm InRelease\n  Temporary failure resolving 'debian.example'"


@dataclass
class Machine:
    """The machine that the scripts see."""

    folder: Path

    def play(self, command: str, script: str) -> None:
        file = self.folder / "bin" / command
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'#!/bin/sh\necho "{command} $*" >>{self.folder}/calls\n{script}\n')
        file.chmod(0o755)

    def has_lists(self, newer: dict[str, str] | None = None, *, listed: bool = True) -> None:
        (self.folder / "policy").mkdir(exist_ok=True)
        for package, installed in PACKAGES.items():
            candidate = (newer or {}).get(package, CURL if installed == "(none)" else installed)
            (self.folder / "policy" / package).write_text(
                f"{package}:\n  Installed: {installed}\n  Candidate: {candidate}\n  Version table:\n"
                f" *** {installed} 100{IN_LISTS if listed else ''}\n        100 /var/lib/dpkg/status\n"
            )
        self.play("apt-cache", f"shift; cd {self.folder}/policy && cat $*")

    def apt_get(self, *, update: str = "", install: str = "") -> None:
        self.play("apt-get", f"case $1 in update) {update or ':'} ;; install) {install or ':'} ;; esac")

    def user(self, number: int) -> None:
        self.play("id", f"echo {number}")

    def upgrade(self) -> subprocess.CompletedProcess[str]:
        return self.run("upgrade-libraries")

    def run(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PATH": f"{self.folder}/bin:{os.environ['PATH']}"}
        command = [self.folder / SCRIPTS.name / script, *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def calls(self, pattern: str) -> list[str]:
        """The commands that were run as root, or as the script's own user."""
        lines = (self.folder / "calls").read_text().splitlines() if (self.folder / "calls").exists() else []
        return [line for line in lines if re.search(pattern, line)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """root, with lists in which nothing is newer."""
    shutil.copytree(SCRIPTS, tmp_path / SCRIPTS.name)
    machine = Machine(tmp_path)
    machine.user(0)
    machine.has_lists()
    machine.apt_get()
    machine.play("sudo", "exit 1")
    machine.play("gcc", "echo /usr/lib/libstdc++.a")
    machine.play("swiftc", "echo Swift version 6.3.1 '(swift-6.3.1-RELEASE)'")
    owner = 'case $2 in */libstdc++.a) echo "libstdc++-12-dev:amd64: $2" ;; *) exit 1 ;; esac'
    versions = "; ".join(f"echo '{package} {version}'" for package, version in PACKAGES.items())
    machine.play("dpkg-query", f"case $1 in --search) {owner} ;; --show) {versions} ;; esac")
    return machine


def test_nothing_is_said_when_nothing_is_newer(machine: Machine) -> None:
    run = machine.upgrade()
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    assert machine.calls("^apt-get install") == []
    (asked,) = machine.calls("^apt-cache policy")
    assert set(asked.split()[2:]) == set(PACKAGES)


def test_what_is_newer_in_the_distribution_is_installed(machine: Machine) -> None:
    machine.has_lists(NEWER)
    run = machine.upgrade()
    assert run.returncode == 0, run.stderr
    assert run.stdout == (
        "libraries: upgrading OpenSSL 3.0.19-1~deb12u2 to 3.0.22-1~deb12u2, expat 2.5.0-1+deb12u1 to 2.5.0-1+deb12u5\n"
    )
    (install,) = machine.calls("^apt-get install")
    assert install.endswith(" libssl-dev libexpat1-dev")


def test_a_user_without_sudo_is_refused_in_one_line_that_says_what_to_run(machine: Machine) -> None:
    machine.has_lists(NEWER)
    machine.user(1000)
    run = machine.upgrade()
    assert run.returncode == 2
    (line,) = run.stderr.splitlines()
    assert "OpenSSL 3.0.19-1~deb12u2 to 3.0.22-1~deb12u2" in line
    assert "as root, run apt-get update && apt-get install libssl-dev libexpat1-dev" in line


def test_a_user_without_sudo_is_told_why_the_lists_are_old(machine: Machine) -> None:
    machine.user(1000)
    machine.play("sudo", "echo 'sudo: a password is required' >&2; exit 1")
    run = machine.upgrade()
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith("only with older lists: apt-get update failed: sudo: a password is required\n")


def test_a_user_with_sudo_upgrades(machine: Machine) -> None:
    machine.has_lists(NEWER)
    machine.user(1000)
    machine.play("sudo", '[ "$1" != --non-interactive ] || shift; exec "$@"')
    assert machine.upgrade().returncode == 0
    assert len(machine.calls("^apt-get install .* libssl-dev libexpat1-dev$")) == 1


def test_an_upgrade_that_apt_refuses_ends_the_build(machine: Machine) -> None:
    machine.has_lists(NEWER)
    machine.apt_get(install="echo 'E: Held packages were changed'; exit 100")
    run = machine.upgrade()
    assert (run.returncode, len(run.stderr.splitlines())) == (2, 1)


def test_without_lists_it_says_that_it_could_not_compare_and_goes_on(machine: Machine) -> None:
    machine.has_lists(listed=False)
    run = machine.upgrade()
    assert (run.returncode, run.stderr) == (0, "")
    (line,) = run.stdout.splitlines()
    assert line.startswith("libraries: could not compare libssl-dev, libexpat1-dev, ")


def test_without_a_network_it_says_that_its_lists_are_old_and_goes_on(machine: Machine) -> None:
    machine.apt_get(update=f'echo "{UNREACHABLE}"')
    run = machine.upgrade()
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == (
        "libraries: could not compare with today's distribution, only with older lists:"
        " apt-get update could not fetch http://debian.example/debian bookworm\n"
    )


def test_without_a_network_what_old_lists_know_is_named_and_does_not_end_the_build(machine: Machine) -> None:
    machine.has_lists(NEWER)
    machine.apt_get(update=f'echo "{UNREACHABLE}"', install="echo E: Failed to fetch http://debian.example; exit 100")
    run = machine.upgrade()
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith("the newer packages could not be fetched, so the installed ones are linked\n")


@pytest.mark.parametrize(
    "hours, update, again", [(23, ":", 1), (25, ":", 2), (0.9, "exit 100", 1), (1.1, "exit 100", 2)]
)
def test_lists_are_fetched_once_a_day_and_once_an_hour_after_a_failure(
    machine: Machine, hours: float, update: str, again: int
) -> None:
    machine.apt_get(update=update)
    first = machine.upgrade()
    stamp = machine.folder / ".build/apt-update"
    earlier = stamp.stat().st_mtime - hours * 3600
    os.utime(stamp, (earlier, earlier))
    assert machine.upgrade().stdout == first.stdout
    assert len(machine.calls("^apt-get update")) == again


def old_libcurl(machine: Machine) -> None:
    """A libcurl that today's script built from an older package."""
    key = (machine.folder / SCRIPTS.name / "build-libcurl").read_bytes()
    key += subprocess.check_output([machine.folder / "bin/dpkg-query", "--show"])
    store = machine.folder / ".build/libcurl"
    built = store / f"7.88.1-10+deb12u14-{hashlib.sha256(key).hexdigest()[:12]}"
    (built / "lib").mkdir(parents=True)
    (built / "lib/libcurl-http.a").touch()
    (store / "current").symlink_to(built.name)


def test_without_a_network_an_older_libcurl_is_linked_and_named(machine: Machine) -> None:
    old_libcurl(machine)
    machine.play("apt-get", "exit 100")
    for _ in range(2):
        run = machine.run("build-libcurl")
        assert (run.returncode, run.stderr) == (0, "")
        assert f"libcurl 7.88.1-10+deb12u14 is linked: the distribution's {CURL} could not be fetched" in run.stdout
    assert len(machine.calls("^apt-get .*source ")) == 1, "the second time it tries again only after an hour"


def test_without_a_network_and_without_a_libcurl_the_build_ends(machine: Machine) -> None:
    machine.play("apt-get", "exit 100")
    run = machine.run("build-libcurl")
    assert run.returncode == 2
    assert run.stderr.startswith("cannot build libcurl")


def test_the_executable_says_what_it_was_linked_with() -> None:
    command = [SCRIPTS / "show-libraries", BOOTSTRAP]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    names = "OpenSSL", "libcurl", "expat", "Jansson", "zlib", "zstd", "glibc", "libstdc++", "Swift"
    for name in names:
        assert re.search(rf"{re.escape(name)} \d", said), said


@pytest.mark.parametrize(
    "linked, other, complaint",
    [
        (rb"OpenSSL \d\.\d\.\d", b"OpenSSL 9.9.9", "calls itself 9.9.9"),
        (rb'"OpenSSL":"\d', b'"OpenSSL":"x', "is installed"),
        (rb"FDO\0", b"FDO\1", "does not say"),
    ],
    ids=["another archive", "another package", "no note"],
)
def test_an_executable_with_other_libraries_is_not_accepted(
    tmp_path: Path, linked: bytes, other: bytes, complaint: str
) -> None:
    changed, count = re.subn(linked, lambda _: other, BOOTSTRAP.read_bytes())
    assert count
    file = tmp_path / "bootstrap"
    file.write_bytes(changed)
    run = subprocess.run([SCRIPTS / "inspect-executable", file], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert complaint in run.stderr
