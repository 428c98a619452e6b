# SPDX-License-Identifier: Apache-2.0
"""The judge sees what is wrong: a right response of the real function, with one thing taken out, put in or altered, is
refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from conftest import Functions
from Sandbox.emulator import Invocation
from Sandbox.judge import Verdict
from Sandbox.local_aws import LocalAWS
from Sandbox.mail import Mail
from Sandbox.run import environment
from Sandbox.sample_account import ADMIN, SENDER, SHOWCASE, USERS, RunSettings

# Three owners share this address.
SHARED = "ravi@example.com"
ANA, CHLOE = "ana@example.com", "chloe@example.com"
FRESH_KEY, STALE_KEY = "AKIACHL0ENEW00000012", "AKIACHL0E0LD00000365"
# Members that may be missing from a right response: what a run may not know, and words for machines.
OPTIONAL = {
    "warnings",
    "warnings[]",
    "notifications[].keys[].advice",
    "notifications[].keys[].lastUsed",
    # Of runs with a ledger; the judges of later runs look at them.
    "notifications[].keys[].reminder",
    "emails.alreadyReminded",
    "emails.alreadyTried",
    "notifications[].nextReminder",
    "progress",
    "progress.new",
    "progress.ignored",
    "progress.rotated",
    "progress.stages",
}


@dataclass
class Run:
    """The response and the mails of a run."""

    settings: RunSettings
    response: dict[str, Any]
    mails: list[Mail]

    @property
    def differences(self) -> list[str]:
        invocation = Invocation(200, json.dumps(self.response).encode(), [], [])
        return Verdict(self.settings, invocation, self.mails).differences

    def copy(self) -> Run:
        return Run(self.settings, copy.deepcopy(self.response), list(self.mails))

    def notification(self, name: str) -> dict[str, Any]:
        return next(entry for entry in self.response["notifications"] if entry["userName"] == name)

    def place_of_mail(self, address: str) -> int:
        return next(place for place, mail in enumerate(self.mails) if mail.to == [address])

    def change_mail(self, address: str, **changes: Any) -> None:
        place = self.place_of_mail(address)
        self.mails[place] = replace(self.mails[place], **changes)


@pytest.fixture(scope="module")
def runs(shared_moto: LocalAWS, module_functions: Functions) -> dict[str, Run]:
    variables = environment(shared_moto)
    function = module_functions.on(shared_moto, **variables)
    runs = {}
    for kind, settings, event in (("sent", SHOWCASE, {}), ("dry", replace(SHOWCASE, dry_run=True), {"dryRun": True})):
        shared_moto.forget()
        shared_moto.forget_reminders()
        response = function.invoke(event).response
        runs[kind] = Run(settings, response, list(shared_moto.mails))
    shared_moto.forget_reminders()
    return runs


@pytest.fixture
def right(runs: dict[str, Run]) -> Run:
    return runs["sent"].copy()


@pytest.fixture
def dry(runs: dict[str, Run]) -> Run:
    return runs["dry"].copy()


def test_the_response_itself_is_right(right: Run, dry: Run) -> None:
    assert (right.differences, dry.differences) == ([], [])


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to each member and each element within a JSON value."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield (*path, name)
        yield from places(child, (*path, name))


def spelled(path: tuple[Any, ...]) -> str:
    return "".join("[]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def without(run: Run, path: tuple[Any, ...]) -> Run:
    changed = run.copy()
    value = changed.response
    for step in path[:-1]:
        value = value[step]
    del value[path[-1]]
    return changed


@pytest.mark.parametrize("kind", ["sent", "dry"])
def test_nothing_of_a_response_may_be_missing(runs: dict[str, Run], kind: str) -> None:
    """Each notification, each of its keys, each failure, each number: one by one."""
    allowed = OPTIONAL | ({"samples[].subject", "samples[].text"} if kind == "dry" else set())
    run = runs[kind]
    missed = {spelled(path) for path in places(run.response) if not without(run, path).differences}
    assert missed == {path for path in allowed if path in set(map(spelled, places(run.response)))}


def test_no_mail_may_be_missing_or_come_twice(right: Run) -> None:
    for place in range(len(right.mails)):
        missing, doubled = right.copy(), right.copy()
        del missing.mails[place]
        doubled.mails.insert(place, doubled.mails[place])
        assert missing.differences and doubled.differences, right.mails[place].to


@pytest.mark.parametrize("part", ["text", "html"])
def test_no_mail_may_lack_a_key(right: Run, part: str) -> None:
    checked = 0
    for mail in right.mails:
        for key in (key.id for user in USERS for key in user.keys if key.id in getattr(mail, part)):
            changed = right.copy()
            changed.change_mail(mail.to[0], **{part: getattr(mail, part).replace(key, "")})
            assert changed.differences, f"{mail.to} without {key}"
            checked += 1
    unmailed = [entry for entry in right.response["notifications"] if entry["outcome"] != "sent"]
    assert checked == right.response["keys"]["stale"] - sum(len(entry["keys"]) for entry in unmailed)


FAULTS = [
    {"text": None},
    {"html": None},
    {"subject": ""},
    {"subject": "two\nlines"},
    {"sender": "ceo@example.com"},
    {"to": []},
    {"to": [ANA, CHLOE]},
    {"cc": [CHLOE]},
    {"bcc": [CHLOE]},
    {"headers": {}},
]


@pytest.mark.parametrize("address", [ANA, SHARED, ADMIN])
@pytest.mark.parametrize("changes", FAULTS, ids=str)
def test_a_mail_is_whole_and_goes_to_one_person(right: Run, address: str, changes: dict[str, Any]) -> None:
    right.change_mail(address, **changes)
    assert right.differences


@pytest.mark.parametrize("address", [ANA, SHARED])
def test_a_notification_names_its_mail(right: Run, address: str) -> None:
    right.change_mail(address, message_id="another")
    assert right.differences


@pytest.mark.parametrize("part", ["text", "html"])
@pytest.mark.parametrize(
    ("address", "key"),
    [(ANA, STALE_KEY), (CHLOE, FRESH_KEY), (ADMIN, STALE_KEY)],
    ids=["of somebody else", "that is fresh", "whole, to the admins"],
)
def test_a_mail_names_no_key_that_it_should_not(right: Run, address: str, key: str, part: str) -> None:
    mail = right.mails[right.place_of_mail(address)]
    right.change_mail(address, **{part: f"{getattr(mail, part)} {key}"})
    assert right.differences


def stray(address: str) -> Mail:
    return Mail(SENDER, [address], "subject", "text", "html", headers={"Auto-Submitted": "auto-generated"})


def swap_owners(run: Run) -> None:
    ana, chloe = run.notification(ANA), run.notification(CHLOE)
    ana["to"], chloe["to"] = chloe["to"], ana["to"]


CHANGES: dict[str, Callable[[Run], object]] = {
    "a mail to a stranger": lambda run: run.mails.insert(0, stray("nobody@example.com")),
    "a mail to an owner of fresh keys": lambda run: run.mails.insert(0, stray("erin@example.com")),
    "a second mail to an owner": lambda run: run.mails.insert(0, stray(ANA)),
    "a second mail in another case": lambda run: run.mails.insert(0, stray("Ravi@example.com")),
    "a second report": lambda run: run.mails.append(run.mails[-1]),
    "a report before the mails": lambda run: run.mails.insert(0, run.mails.pop()),
    "a report before the last mail": lambda run: run.mails.insert(-1, run.mails.pop()),
    "a notification twice": lambda run: run.response["notifications"].append(run.notification(ANA)),
    "a notification of a stranger": lambda run: run.response["notifications"].append(
        {**run.notification(ANA), "userName": "nobody"}
    ),
    "a notification of who has nothing stale": lambda run: run.response["notifications"].append(
        {"userName": "erin@example.com", "keys": [], "outcome": "sent"}
    ),
    "a notification of the exempt": lambda run: run.response["notifications"].append(
        {"userName": "nils@example.com", "keys": [], "outcome": "failed"}
    ),
    "a key twice": lambda run: run.notification(ANA)["keys"].append(run.notification(ANA)["keys"][0]),
    "a key too much": lambda run: run.notification(CHLOE)["keys"].append({"id": FRESH_KEY, "ageDays": 12}),
    "another age": lambda run: run.notification(ANA)["keys"][0].update(ageDays=811),
    "another address": swap_owners,
    "an address of who has none": lambda run: run.notification("break-glass").update(to=ANA),
    "sent, of who has no address": lambda run: run.notification("break-glass").update(outcome="sent"),
    "failed, of who has no address": lambda run: run.notification("break-glass").update(outcome="failed"),
    "a reason, of who was mailed": lambda run: run.notification(ANA).update(code="NoAddress", message="x"),
    "no reason, of who has no address": lambda run: run.notification("break-glass").update(message=""),
    "sent, of who was refused": lambda run: run.notification("lena@example.com").update(outcome="sent"),
    "an id of a mail that never was": lambda run: run.notification("lena@example.com").update(messageId="id"),
    "a failure twice": lambda run: run.response["failures"].append(run.response["failures"][0]),
    "a failure of who was mailed": lambda run: run.response["failures"].append(
        {"userName": ANA, "stage": "sendEmail", "code": "X", "message": "x"}
    ),
    "a failure of the whole run": lambda run: run.response["failures"].append(
        {"stage": "listUsers", "code": "X", "message": "x"}
    ),
    "a failure at another stage": lambda run: run.response["failures"][0].update(stage="deadline"),
    "a failure without words": lambda run: run.response["failures"][0].update(message=""),
    "an exemption too much": lambda run: run.response["exemptions"].append({"userName": ANA}),
    "another last day": lambda run: run.response["exemptions"][-1].update(until="2099-12-30"),
    "an exemption misunderstood": lambda run: run.response["invalidExemptions"].append({"userName": ANA, "value": "x"}),
    "cut notifications": lambda run: run.response.update(notificationsTruncated=True),
    "cut failures": lambda run: run.response.update(failuresTruncated=True),
    "redirected": lambda run: run.response.update(redirectedTo="me@example.com"),
    "samples of a run that mails": lambda run: run.response.update(samples=[]),
    "another account": lambda run: run.response.update(accountId="123456789012"),
    "a dry run": lambda run: run.response.update(dryRun=True),
    "complete in spite of failures": lambda run: run.response.update(complete=True),
    "another threshold": lambda run: run.response.update(alertAfterDays=99),
    "a failure of the function": lambda run: run.response.update(errorType="Function.Error"),
    **{
        f"another number of {group}.{name}": lambda run, group=group, name=name: run.response[group].update(
            {name: run.response[group][name] + 1}
        )
        for group, names in (
            ("users", ("listed", "checked", "skipped")),
            ("keys", ("stale", "oldestDays", "unreadable")),
            ("emails", ("sent", "failed", "unknown")),
        )
        for name in names
    },
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(right: Run, change: str) -> None:
    CHANGES[change](right)
    assert right.differences


DRY_CHANGES: dict[str, Callable[[Run], object]] = {
    "a mail": lambda run: run.mails.append(stray(ANA)),
    "a report": lambda run: run.mails.append(stray(ADMIN)),
    "a mail that is said to be sent": lambda run: run.notification(ANA).update(outcome="sent"),
    "a report that is said to be sent": lambda run: run.response.update(adminReport="sent"),
    "a sample for a stranger": lambda run: run.response["samples"][0].update(to="nobody@example.com"),
}


@pytest.mark.parametrize("change", DRY_CHANGES)
def test_a_dry_run_sends_nothing(dry: Run, change: str) -> None:
    DRY_CHANGES[change](dry)
    assert dry.differences


@pytest.mark.parametrize(
    ("response", "mails"),
    [
        ({}, []),
        ({"errorType": "Function.UsersNotListed", "errorMessage": "x"}, []),
        ({"errorType": "Function.InvalidEvent"}, []),
        ({"errorType": "Function.InvalidEvent", "errorMessage": ""}, []),
        ({"errorType": "Function.InvalidEvent", "errorMessage": "x"}, [stray(ANA)]),
    ],
    ids=["carried-out", "another-error", "no-message", "empty-message", "mailed"],
)
def test_a_bad_event_is_refused_in_words_and_mails_nobody(response: dict[str, Any], mails: list[Mail]) -> None:
    assert Verdict(None, Invocation(200, json.dumps(response).encode(), [], []), mails).differences
