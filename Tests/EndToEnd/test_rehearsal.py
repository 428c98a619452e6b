# SPDX-License-Identifier: Apache-2.0
"""The packaged template, deployed by the real SAM CLI into a local AWS that enforces roles: some of `make rehearse`.

What this local AWS does not judge stands in docs/TESTING.md.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from Sandbox.emulator import ROOT
from Sandbox.rehearsal import __main__ as program
from Sandbox.rehearsal import account, deployment
from Sandbox.rehearsal.cloud import PYTHON, LocalCloud
from Sandbox.rehearsal.deployment import Deployment, DeploymentError
from Sandbox.rehearsal.story import EVERYBODY, PARAMETERS, Story
from Sandbox.rehearsal.template import Template
from Sandbox.sample_account import ADMIN

UNSUPPORTED = ROOT / ".build" / "rehearsal" / "unsupported"
if UNSUPPORTED.exists():
    pytest.skip(f"the local AWS cannot be installed: {UNSUPPORTED.read_text().strip()}", allow_module_level=True)

# Starts a local AWS, prints its address, and waits to be killed.
ABANDONED = """
import pathlib, sys
from Sandbox.rehearsal.cloud import LocalCloud
with LocalCloud(pathlib.Path(sys.argv[1])) as cloud:
    print(cloud.url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def cloud(tmp_path: Path) -> Iterator[LocalCloud]:
    with LocalCloud(tmp_path) as cloud:
        yield cloud
    assert not listens(cloud.url) and processes_of(tmp_path) == []


def test_a_stack_from_its_creation_to_its_removal(cloud: LocalCloud, tmp_path: Path) -> None:
    story = Story(cloud, tmp_path, print)
    story.fill()
    story.create(Template(without_action="iam:ListAccessKeys"), DryRun="false")
    the_missing_action_is_named(story)
    story.update(Template())
    the_schedule_starts_it_and_the_owners_are_mailed(story)
    a_run_that_fails_leaves_a_message(story)
    a_run_that_cannot_be_started_leaves_a_message(story)
    story.delete()


def the_missing_action_is_named(story: Story) -> None:
    run = story.wait_for_the_schedule()
    assert "iam:ListAccessKeys" in json.dumps(run.troubles)
    assert run.figures["MailsSent"] == 0 and run.figures["Complete"] == 0
    story.expect_mails(ADMIN)
    story.expect_alarms(RunFailed="OK", RunIncomplete="ALARM")


def the_schedule_starts_it_and_the_owners_are_mailed(story: Story) -> None:
    story.expect_allowed_run()
    mails = {mail.to[0]: mail for mail in story.expect_mails(*EVERYBODY)}
    for address, user in account.owed().items():
        assert user.name in mails[address].text


def a_run_that_fails_leaves_a_message(story: Story) -> None:
    story.deny("FunctionRole", "iam:ListUsers")
    story.wait_for_the_schedule()
    assert "iam:ListUsers" in story.expect_failed_run()
    story.expect_mails()
    story.expect_alarms(RunFailed="ALARM")
    story.repair("FunctionRole")


def a_run_that_cannot_be_started_leaves_a_message(story: Story) -> None:
    story.deny("ScheduleRole", "lambda:InvokeFunction")
    assert "lambda:InvokeFunction" in story.expect_no_start()
    story.repair("ScheduleRole")


def test_parameters_that_do_not_fit_are_refused(cloud: LocalCloud, tmp_path: Path) -> None:
    with pytest.raises(DeploymentError, match="IncludeTag must name the tag"):
        Deployment(cloud, tmp_path).deploy(Template(), {**PARAMETERS, "Users": "tagged"})


def test_what_is_deployed_is_the_template() -> None:
    code, *others = Template().differences
    assert code.startswith("Resources.KeyReminderFunction.Properties.CodeUri: ")
    assert others == ["Resources.MailQuery: left out"]


def test_a_copy_says_in_what_it_differs() -> None:
    before, after = set(Template().differences), set(Template(without_action="iam:ListUserTags").differences)
    (difference,) = after - before
    assert before < after and '"iam:ListUserTags" → "sts:GetCallerIdentity"' in difference


def test_a_step_that_fails_says_what_and_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(deployment, "SAM", Path("/bin/false"))
    assert program.main(tmp_path / "logs") == 1
    told = capsys.readouterr().out
    assert "FAILED: sam deploy" in told and str(tmp_path / "logs") in told
    assert not listens(first_url(told.splitlines()))


def test_ctrl_c_stops_all_that_was_started(tmp_path: Path) -> None:
    with started("-m", "Sandbox.rehearsal", str(tmp_path / "logs")) as rehearsal:
        url = first_url(rehearsal.stdout)
        os.killpg(rehearsal.pid, signal.SIGINT)
    assert rehearsal.returncode == 130 and not listens(url)


def test_the_local_aws_ends_when_nobody_is_there_any_more(tmp_path: Path) -> None:
    with started("-c", ABANDONED, str(tmp_path)) as administrator:
        url = first_url(administrator.stdout)
        administrator.kill()
    # It closes its connections when it ends, and may have done so already.
    with contextlib.suppress(ConnectionError), socket.create_connection(address_of(url), timeout=60) as connection:
        connection.recv(1)
    assert not listens(url)


def started(*arguments: str) -> subprocess.Popen[str]:
    """As from a terminal: in its own process group."""
    return subprocess.Popen(
        [PYTHON, *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
    )


def first_url(lines: Iterator[str]) -> str:
    return next(word for line in lines for word in line.split() if word.startswith("http://"))


def address_of(url: str) -> tuple[str, int]:
    return urlsplit(url).hostname, urlsplit(url).port


def listens(url: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(address_of(url)) == 0


def processes_of(folder: Path) -> list[str]:
    """The programs that run from files in `folder`, as a deployed function does."""
    programs = (link.resolve() for link in Path("/proc").glob("[0-9]*/exe"))
    return [str(program) for program in programs if program.is_relative_to(folder)]
