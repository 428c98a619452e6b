# SPDX-License-Identifier: Apache-2.0
"""One version: from the tag, the commits behind it, or the file VERSION. Whatever tells a version tells that one."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from accounts import response_of, stale_users
from conftest import Functions
from Sandbox.emulator import BOOTSTRAP, ROOT
from Sandbox.fake_aws import FakeAWS, Settings

AUTHOR = {
    f"GIT_{role}_{field}": f"{field}@example.com" for role in ("AUTHOR", "COMMITTER") for field in ("NAME", "EMAIL")
}


class Checkout:
    """A repository of its own that has nothing but Scripts/version."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "Scripts").mkdir(parents=True)
        shutil.copy(ROOT / "Scripts/version", folder / "Scripts/version")

    def git(self, *arguments: str) -> str:
        environment = {**os.environ, **AUTHOR, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        return subprocess.check_output(["git", *arguments], cwd=self.folder, env=environment, text=True).strip()

    def commit(self, *tags: str) -> None:
        if not (self.folder / ".git").exists():
            self.git("init", "--quiet")
            self.git("add", ".")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")
        for tag in tags:
            self.git("tag", tag)

    @property
    def version(self) -> str:
        return subprocess.check_output([self.folder / "Scripts/version"], text=True).strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "checkout")


def test_a_tag_is_the_version_whatever_other_tags_there_are(checkout: Checkout) -> None:
    checkout.commit("v1.2.3", "deployed-in-march", "very-good")
    assert checkout.version == "1.2.3"


def test_later_commits_are_counted_and_changes_are_told(checkout: Checkout) -> None:
    checkout.commit("v1.2.3")
    checkout.commit()
    checkout.commit()
    assert re.fullmatch(r"1\.2\.3-2-g[0-9a-f]{12}", checkout.version)
    (checkout.folder / "Scripts/version").open("a").write("# a change\n")
    assert re.fullmatch(r"1\.2\.3-2-g[0-9a-f]{12}-dirty", checkout.version)


def test_before_the_first_tag_the_commit_is_named(checkout: Checkout) -> None:
    checkout.commit("nightly")
    assert re.fullmatch(r"0\.0\.0-g[0-9a-f]{12}", checkout.version)


def test_where_there_is_no_git_a_file_says_it(checkout: Checkout) -> None:
    assert checkout.version == "0.0.0-unknown"
    (checkout.folder / "VERSION").write_text("1.2.3\n")
    assert checkout.version == "1.2.3"
    checkout.commit("v1.3.0")
    assert checkout.version == "1.3.0", "a file that was left behind does not outrank git"


def test_a_copy_inside_another_repository_is_not_that_repository(checkout: Checkout) -> None:
    checkout.commit("v9.9.9")
    inner = Checkout(checkout.folder / "vendor/key-reminder")
    assert inner.version == "0.0.0-unknown"


@pytest.mark.parametrize("text", ["1.2 3", "1.2.3\r\nX-Header: 1", '1.2"3', "$(id)", "é", ""])
def test_a_version_that_would_break_a_header_or_a_command_is_refused(checkout: Checkout, text: str) -> None:
    (checkout.folder / "VERSION").write_text(text, newline="")
    run = subprocess.run([checkout.folder / "Scripts/version"], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert "VERSION" in run.stderr


@pytest.fixture(scope="module")
def version() -> str:
    said = subprocess.check_output([ROOT / "Scripts/show-libraries", BOOTSTRAP], text=True)
    return re.search(r"^version: (\S+)$", said, re.M)[1]


def test_all_that_says_the_version_says_the_one_that_was_linked(
    fake: FakeAWS, functions: Functions, version: str
) -> None:
    fake.configure(Settings(account=stale_users("ana@example.com")))
    invocation = functions.on(fake, AWS_LAMBDA_LOG_FORMAT="JSON").invoke({})
    assert response_of(invocation)["version"] == version
    first, *others = [json.loads(line) for line in invocation.log]
    assert (first["level"], first["version"]) == ("INFO", version)
    (figures,) = [line for line in others if "_aws" in line]
    assert figures["version"] == version
    assert {request.headers["user-agent"] for request in fake.requests} == {f"key-reminder/{version}"}
    (mail,) = fake.mails
    assert f"by KeyReminder {version}." in " ".join(mail.text.split())


def test_only_what_names_the_version_is_told_it() -> None:
    """The others would be compiled anew for each commit."""
    run = subprocess.run(
        ["swift", "package", "dump-package"], cwd=ROOT, capture_output=True, text=True, check=True,
        env={**os.environ, "KEY_REMINDER_VERSION": "9.9.9"},
    )  # fmt: skip
    targets = json.loads(run.stdout)["targets"]
    assert [target["name"] for target in targets if "9.9.9" in json.dumps(target)] == ["CVersion"]
    assert [target["name"] for target in targets if "CVersion" in json.dumps(target["dependencies"])] == ["bootstrap"]


def test_libraries_are_what_decides_about_a_whole_build() -> None:
    """`make` takes this for a compiler's option of every module: no commit may change it."""
    code = "import libraries; libraries.version = lambda: 'x'; print(libraries.metadata()); print(libraries.note())"
    command = [sys.executable, "-c", code]
    metadata, note = subprocess.check_output(command, cwd=ROOT / "Scripts", text=True).splitlines()
    assert "version%22" not in metadata and "%22version%22%3A%22x%22" in note
