# SPDX-License-Identifier: Apache-2.0
"""`make rehearse`. Exit status 0: every step had the expected result; 1: one had not, or could not be tried.

usage: python -m Sandbox.rehearsal [FOLDER]     where the logs and mails go
"""

from __future__ import annotations

import shutil
import sys
import textwrap
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from Sandbox.emulator import end_on_termination
from Sandbox.sample_account import ADMIN

from .cloud import ROOT, CloudError, LocalCloud
from .deployment import DeploymentError
from .story import DAYS, EVERYBODY, Story, Unexpected, expect
from .template import Template

FOLDER = ROOT / ".build" / "rehearsal" / "last"
THE_SCHEDULE_STARTS_IT = f"{DAYS} days pass: the schedule starts the function"
# Short of a real account.
NOT_SHOWN = (
    "SES itself: its sandbox, its quotas, its refusals, and whether a mail arrives",
    "reserved concurrency, which this local AWS ignores; 128 MB and 7 % of a processor, for the function ran as a"
    " process of this machine; another processor than this machine's",
    "CloudWatch taking the metrics out of the log and counting the queue: the rehearsal did that for it",
    "an alarm that rings because data is missing (NoRun), and the mail that SNS sends for an alarm",
    "the dashboard as it is drawn, and queries in Logs Insights",
    "an account's quotas, and the policies of its organization",
)


def main(folder: Path) -> int:
    end_on_termination()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        rehearse(folder)
    except (Unexpected, DeploymentError, CloudError, ClientError, BotoCoreError) as problem:
        tell(f"FAILED: {problem}")
        end(f"the step above failed; all logs are in {folder}")
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        print(f"rehearsal: stopped, with everything that it had started; the logs are in {folder}", file=sys.stderr)
        return 130
    end(f"every step had the expected result; logs and mails are in {folder}")
    return 0


def rehearse(folder: Path) -> None:
    chapter("A local AWS with a few users; no real account can be reached from here")
    with LocalCloud(folder) as cloud:
        story = Story(cloud, folder, tell)
        story.fill()
        create_as_it_comes(story)
        let_it_mail(story)
        let_a_run_fail(story)
        let_no_run_start(story)
        chapter("sam delete")
        story.delete()
    chapter("What this cannot show")
    for gap in NOT_SHOWN:
        tell(f"- {gap}")


def create_as_it_comes(story: Story) -> None:
    chapter("sam deploy, with DryRun as it comes: true")
    story.create(Template())
    story.invoke()
    chapter(THE_SCHEDULE_STARTS_IT)
    story.expect_allowed_run()
    story.expect_mails(ADMIN)


def let_it_mail(story: Story) -> None:
    chapter("sam deploy DryRun=false: no other parameter is named, and none changes")
    story.update(Template(), DryRun="false")
    chapter(THE_SCHEDULE_STARTS_IT)
    story.expect_allowed_run()
    story.keep_mails(story.expect_mails(*EVERYBODY))
    story.expect_alarms(RunFailed="OK")


def let_a_run_fail(story: Story) -> None:
    chapter("iam:ListUsers is denied to the function's role; " + THE_SCHEDULE_STARTS_IT)
    story.deny("FunctionRole", "iam:ListUsers")
    story.wait_for_the_schedule()
    story.expect_mails()
    expect("iam:ListUsers" in story.expect_failed_run(), "the message should name iam:ListUsers")
    story.expect_alarms(RunFailed="ALARM")
    story.repair("FunctionRole")


def let_no_run_start(story: Story) -> None:
    chapter(f"That is repaired. lambda:InvokeFunction is denied to the schedule's role; {DAYS} days pass")
    story.deny("ScheduleRole", "lambda:InvokeFunction")
    expect("lambda:InvokeFunction" in story.expect_no_start(), "the message should name lambda:InvokeFunction")
    story.expect_mails()
    story.expect_alarms(RunFailed="ALARM")
    story.repair("ScheduleRole")
    chapter("That is repaired too. " + THE_SCHEDULE_STARTS_IT)
    story.expect_allowed_run()
    story.expect_mails(*EVERYBODY)
    story.expect_alarms(RunFailed="OK")


def chapter(title: str) -> None:
    print(f"\n── {title}", flush=True)


def tell(text: str) -> None:
    """Wrapped, a paragraph for each line; paths as seen from the checkout."""
    for line in text.replace(f"{ROOT}/", "").splitlines():
        indent = " " * (5 + len(line) - len(line.lstrip()))
        print(textwrap.fill(line, 118, initial_indent="   ", subsequent_indent=indent), flush=True)


def end(text: str) -> None:
    print(f"\nrehearsal: {text.replace(f'{ROOT}/', '')}", flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER))
