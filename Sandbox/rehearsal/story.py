# SPDX-License-Identifier: Apache-2.0
"""The steps of a rehearsal. Each does one thing that an administrator does, looks at the result, prints it in a few
lines, and raises `Unexpected` when it is not the expected one.

`make check` takes some of these steps, `make rehearse` all of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from Sandbox import outbox
from Sandbox.mail import Mail
from Sandbox.sample_account import ADMIN, SENDER, SUPPORT

from . import account, inventory
from .alarms import Alarms
from .cloud import ACCOUNT_ID, REGION, LocalCloud
from .deployment import Deployment
from .runs import Run, Runs
from .template import Template

DAYS = 3  # SendEveryDays, as the template has it
# Without a ledger: the story mails the same people several times a day, and no table may be left at its end.
PARAMETERS = {
    "SenderEmail": SENDER,
    "SupportEmail": SUPPORT,
    "AdminEmail": ADMIN,
    "AlarmEmail": ADMIN,
    "Ledger": "false",
}
# Whom a run mails that sends: the owners, and the report to the admins.
EVERYBODY = (*account.owed(), ADMIN)
# What SAM makes for itself, once in an account and region.
KEPT_BY_SAM = "aws-sam-cli-managed-default"


class Unexpected(RuntimeError):
    """A step did not have the expected result."""


def expect(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Unexpected(otherwise)


class Story:
    """One stack's life. `tell` gets each line; what is too long for a line is left in `folder`."""

    def __init__(self, cloud: LocalCloud, folder: Path, tell: Callable[[str], None]) -> None:
        self._cloud, self._folder, self._tell = cloud, folder, tell
        self._deployment = Deployment(cloud, folder)
        self._mails_seen = 0

    def fill(self) -> None:
        """The account before the stack is created."""
        account.load(self._cloud)
        self._before = inventory.take(self._cloud)
        keys = sum(len(user.keys) for user in account.PEOPLE)
        self._tell(f"{self._cloud.version}: account {ACCOUNT_ID}, {REGION}, at {self._cloud.url}")
        self._tell("the policies of every role are enforced")
        self._tell(f"{len(account.PEOPLE)} users with {keys} access keys; SES has verified {SENDER.partition('@')[2]}")

    def create(self, template: Template, **parameters: str) -> None:
        for difference in template.differences:
            self._tell(f"not as in template.yaml: {difference}")
        for name in template.missing:
            self._tell(f"{name} is left out: this local AWS does not know such a thing")
        self._tell("not by the template: AWS_ENDPOINT_URL, which tells the function where this AWS is")
        self._deployment.deploy(template, {**PARAMETERS, **parameters})
        self._expect_status("CREATE_COMPLETE")
        self._expect_a_complete_inventory()
        self._runs = Runs(self._cloud, self._deployment.outputs["LogGroup"])
        self._alarms = Alarms(self._cloud, self._deployment)

    def update(self, template: Template, **parameters: str) -> None:
        before = self._deployment.parameters
        self._deployment.deploy(template, parameters)
        self._expect_status("UPDATE_COMPLETE")
        after = self._deployment.parameters
        changed = {name for name in before | after if before.get(name) != after.get(name)}
        expect(changed == set(parameters), f"the parameters {sorted(changed)} have changed")

    def invoke(self) -> None:
        """Invokes the function by hand, as docs/OPERATIONS.md describes the first dry run."""
        function = self._deployment.physical("KeyReminderFunction")
        invocation = self._cloud.client("lambda").invoke(FunctionName=function, Payload=b'{"dryRun":true}')
        response = json.load(invocation["Payload"])
        self._runs.next()
        would = {each["to"] for each in response.get("notifications", []) if each["outcome"] == "dryRun"}
        self._tell(f'{{"dryRun":true}} by hand: it would mail {", ".join(sorted(would))}')
        expect(would == set(account.owed()), f"it should mail {sorted(account.owed())}; its response is {response}")

    def wait_for_the_schedule(self) -> Run:
        """Days pass, and nobody but the schedule starts the function."""
        self._cloud.pass_days(DAYS)
        run = self._runs.next()
        self._alarms.take_figures(run)
        for line in run.told:
            self._tell(f"  {_readable(line)}")
        return run

    def expect_allowed_run(self) -> None:
        """A complete run in which no call is refused, not even an optional one."""
        denials = self.wait_for_the_schedule().denials
        expect(not denials, f"the role may not do all that the run asks for: {denials}")

    def expect_mails(self, *addresses: str) -> list[Mail]:
        """One to each of these and to nobody else."""
        mails = self._new_mails()
        got, due = sorted(mail.to for mail in mails), sorted([address] for address in addresses)
        expect(got == due, f"mails went to {got}, and should have gone to {due}")
        for mail in mails:
            self._tell(f"  {', '.join(mail.to):28} {mail.subject}")
        if not mails:
            self._tell("nobody was mailed")
        return mails

    def keep_mails(self, mails: list[Mail]) -> None:
        self._tell(f"to look at: {outbox.write(mails, self._folder / 'outbox')}")

    def deny(self, role: str, action: str) -> None:
        """Denies an action, as a policy of the organization or a change of the role would."""
        statement = {"Effect": "Deny", "Action": action, "Resource": "*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        name = self._deployment.physical(role)
        self._cloud.client("iam").put_role_policy(RoleName=name, PolicyName="Deny", PolicyDocument=document)

    def repair(self, role: str) -> None:
        """Repairs as docs/OPERATIONS.md describes: removes the cause, and then the message."""
        name = self._deployment.physical(role)
        self._cloud.client("iam").delete_role_policy(RoleName=name, PolicyName="Deny")
        self._cloud.client("sqs").purge_queue(QueueUrl=self._queue)

    def expect_failed_run(self) -> str:
        """The error in the message in the queue of failed runs, after the only attempt."""
        failure = json.loads(self._message()["Body"])["responsePayload"]
        # The message comes after the last attempt.
        expect(self._runs.unread == 0, f"the failed run was tried again {self._runs.unread} times")
        self._tell(f"in the queue FailedRuns: {failure['errorType']}: {failure['errorMessage']}")
        return failure["errorMessage"]

    def expect_no_start(self) -> str:
        """Days pass, and the schedule cannot start the function: Scheduler's message in the same queue says why."""
        self._cloud.pass_days(DAYS)
        reason = self._message().get("MessageAttributes", {}).get("ERROR_MESSAGE", {}).get("StringValue", "")
        self._tell(f"in the queue FailedRuns, as ERROR_MESSAGE: {reason}")
        return reason

    def expect_alarms(self, **states: str) -> None:
        """Expects these states, and those of RunIncomplete and MailsFailed after the last run."""
        self._alarms.count_queue(self._queue.rpartition("/")[2], self._waiting)
        found = self._alarms.states()
        for name, state in sorted(found.items()):
            self._tell(f"  alarm {name:14} {state}")
        figures = self._runs.last.figures
        decided = {
            "RunIncomplete": not figures.get("Complete"),
            "MailsFailed": figures.get("MailsNotAccepted", 0) > 0,
        }
        for name, state in {**{name: "ALARM" if rings else "OK" for name, rings in decided.items()}, **states}.items():
            expect(found.get(name) == state, f"the alarm {name} is {found.get(name)}, and should be {state}")

    def delete(self) -> None:
        self._deployment.delete()
        left = inventory.take(self._cloud) - self._before
        kept = {each for each in left if KEPT_BY_SAM in each[1]}
        self._tell(f"looked for: {', '.join(sorted(inventory.KINDS))}, and what is in the buckets")
        expect(left == kept, f"left behind: {sorted(left - kept)}")
        self._tell("nothing is left of the stack")
        self._tell(f"SAM keeps for all its projects: {', '.join(sorted(f'{kind} {name}' for kind, name in kept))}")

    @property
    def _queue(self) -> str:
        return self._deployment.outputs["FailedRuns"]

    @property
    def _waiting(self) -> int:
        name = "ApproximateNumberOfMessages"
        response = self._cloud.client("sqs").get_queue_attributes(QueueUrl=self._queue, AttributeNames=[name])
        return int(response["Attributes"][name])

    def _message(self) -> dict[str, Any]:
        """The one in the queue, which stays there. SQS waits for it as long as it can."""
        messages = (
            self._cloud.client("sqs")
            .receive_message(
                QueueUrl=self._queue, WaitTimeSeconds=20, VisibilityTimeout=0, MessageAttributeNames=["All"]
            )
            .get("Messages", [])
        )
        expect(len(messages) == 1, f"{len(messages)} messages are in the queue FailedRuns, and one should be")
        return messages[0]

    def _expect_status(self, status: str) -> None:
        expect(self._deployment.status == status, f"the stack is {self._deployment.status}, and should be {status}")
        self._tell(f"the stack is {status}: {self._deployment.outputs['Mode']}")

    def _new_mails(self) -> list[Mail]:
        mails = self._cloud.mails()[self._mails_seen :]
        self._mails_seen += len(mails)
        return [Mail(mail["Source"], mail["To"], mail["Subject"], mail["BodyText"], mail["BodyHtml"]) for mail in mails]

    def _expect_a_complete_inventory(self) -> None:
        """Every resource that `delete` will look for can be seen while it exists."""
        found = {name for _, name in inventory.take(self._cloud)}
        for resource in self._deployment.resources:
            name, kind = resource["LogicalResourceId"], resource["ResourceType"]
            self._tell(f"  {name:22} {kind}")
            # A function's own settings are named after it, have no list and go with it.
            seen = resource["PhysicalResourceId"].removesuffix(":$LATEST") in found
            expect(seen, f"{inventory.__name__} does not see {name}: it lacks the kind {kind}")


def _readable(line: dict[str, Any]) -> str:
    known = ("timestamp", "level", "message", "requestId")
    fields = (f"{name}={json.dumps(value, ensure_ascii=False)}" for name, value in line.items() if name not in known)
    return f"{line['level']:5} {line['message']} {' '.join(fields)}"
