# SPDX-License-Identifier: Apache-2.0
"""Compares the response and the mails of a run with what the sample account requires: a list of differences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .emulator import Invocation
from .mail import Mail
from .sample_account import (
    SENDER,
    USERS,
    Expectation,
    Outcome,
    RunSettings,
    SampleUser,
    expectation,
    is_unclear,
    listed,
)

ACCOUNT_ID = "012345678912"
EVENT_KEYS = {"dryRun": "dry_run", "alertAfterDays": "alert_after_days", "pathPrefix": "path_prefix", "users": "users"}
STAGES = {Outcome.REJECTED: "sendEmail"}
# A dry run shows so many mails at most.
SAMPLES = 3


def settings_of(event: str, base: RunSettings = RunSettings()) -> RunSettings | None:  # noqa: B008 (frozen)
    """The settings of `base` with those of the event; None for an event that the function must refuse."""
    try:
        value = json.loads(event, object_pairs_hook=_each_once) if event.strip() else {}
    except ValueError:
        return None
    if not isinstance(value, dict):
        return None
    if value.get("source") in ("aws.events", "aws.scheduler") or "detail-type" in value:
        return base
    if not all(_is_allowed(key, setting) for key, setting in value.items()):
        return None
    return replace(base, **{EVENT_KEYS[key]: setting for key, setting in value.items()})


def _each_once(members: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in members}) < len(members):
        raise ValueError("a name comes twice")
    return dict(members)


def _is_allowed(key: str, value: Any) -> bool:
    if key == "dryRun":
        return isinstance(value, bool)
    if key == "alertAfterDays":
        return type(value) is int and 1 <= value <= 3650
    if key == "pathPrefix":
        return isinstance(value, str) and value.startswith("/") and value.endswith("/")
    return key == "users" and value in ("console", "all")


class Verdict:
    """`differences` is empty when all is as it should be."""

    def __init__(self, settings: RunSettings | None, invocation: Invocation, mails: list[Mail]) -> None:
        self.settings, self.mails = settings, mails
        self.response = invocation.response if isinstance(invocation.response, dict) else {}
        self.owed = {user: expectation(user, settings) for user in listed(settings)} if settings else {}
        self.differences = list(self._differences() if settings else self._differences_of_refusal())

    def notification(self, user: SampleUser) -> dict[str, Any]:
        return _entry(self.response.get("notifications"), user)

    def failure(self, user: SampleUser) -> dict[str, Any]:
        return _entry(self.response.get("failures"), user)

    def mails_to(self, user: SampleUser) -> list[Mail]:
        """Those to the user's address, which others may share."""
        owed = self.owed.get(user)
        address = ((owed and owed.address) or user.name).lower()
        return [mail for mail in self.mails if address in ",".join(mail.recipients).lower()]

    def with_outcome(self, *outcomes: Outcome) -> list[SampleUser]:
        return [user for user, owed in self.owed.items() if owed.outcome in outcomes]

    def _differences_of_refusal(self) -> Iterator[str]:
        if self.response.get("errorType") != "Function.InvalidEvent" or not self.response.get("errorMessage"):
            shown = json.dumps(self.response)[:300]
            yield f"the event is invalid, but the response is not Function.InvalidEvent: {shown}"
        yield from self._differences_of_mails({})

    def _differences(self) -> Iterator[str]:
        if "errorType" in self.response:
            yield f"the function failed: {self.response['errorType']}: {self.response.get('errorMessage')}"
            return
        yield from self._differences_of_the_whole()
        for user, owed in self.owed.items():
            for difference in self._differences_of(user, owed):
                yield f"{user.name} ({user.why}): {difference}"
        yield from self._differences_of_mails(self._mails_owed())

    def _mails_owed(self) -> dict[str, set[str]]:
        """The keys that the mail to an address names, by address in lower case. The report names no whole key id."""
        owed: dict[str, set[str]] = {}
        if self.settings.dry_run:
            return owed
        for user in self.with_outcome(Outcome.MAILED):
            owed.setdefault(self.owed[user].address.lower(), set()).update(self.owed[user].stale)
        return {**owed, self.settings.admin: set()} if self.settings.admin else owed

    def _differences_of_mails(self, owed: dict[str, set[str]]) -> Iterator[str]:
        arrived = [",".join(mail.recipients).lower() for mail in self.mails]
        for address in owed:
            if arrived.count(address) != 1:
                yield f"{arrived.count(address)} mails arrived at {address}, and one should have"
        for mail, address in zip(self.mails, arrived, strict=True):
            if address in owed:
                yield from (f"the mail to {address} {fault}" for fault in _faults(mail, owed[address]))
            else:
                yield f"a mail went to {mail.recipients}, which nobody called for: {mail.subject!r}"
        admin = self.settings and self.settings.admin
        if admin in arrived[:-1]:
            yield "the report to the admins is not the last mail"

    def _differences_of_the_whole(self) -> Iterator[str]:
        if not self.response.get("version"):
            yield "the response does not say which version made it"
        for path, value in {**self._numbers(), **self._lists()}.items():
            if _at(self.response, path) != value:
                yield f"the response's {path} is {_at(self.response, path)!r}, and should be {value!r}"

    def _numbers(self) -> dict[str, Any]:
        left_out = {"neverSignedIn": Outcome.SKIPPED, "exempt": Outcome.EXEMPT}
        skipped_by = {reason: len(self.with_outcome(outcome)) for reason, outcome in left_out.items()}
        skipped = sum(skipped_by.values())
        stale = [owed.stale for owed in self.owed.values()]
        admin, dry_run = self.settings.admin, self.settings.dry_run
        return {
            "accountId": ACCOUNT_ID,
            "dryRun": dry_run,
            "complete": not self.with_outcome(*STAGES),
            "alertAfterDays": self.settings.alert_after_days,
            "users.listed": len(self.owed),
            "users.checked": len(self.owed) - skipped,
            "users.skipped": skipped,
            "users.skippedBy": {**skipped_by, "excluded": 0, "notTagged": 0, "vanished": 0},
            "keys.stale": sum(map(len, stale)),
            "keys.oldestDays": self._oldest_days(),
            "keys.unreadable": 0,
            "emails.sent": len(set(self._mails_owed()) - {admin}),
            "emails.failed": len(self.with_outcome(*STAGES)),
            "emails.unknown": 0,
            "adminReport": None if admin is None else "dryRun" if dry_run else "sent",
            "redirectedTo": None,
        }

    def _oldest_days(self) -> int:
        ages = {key.id: int(key.age_days) for user in self.owed for key in user.keys}
        return max((ages[key] for owed in self.owed.values() for key in owed.stale), default=0)

    def _lists(self) -> dict[str, Any]:
        """Each list as a whole: nobody is missing, nobody is there twice, and nobody else is there."""
        due = self.with_outcome(Outcome.MAILED, Outcome.NO_ADDRESS, *STAGES)
        tag = self.settings.exclude_tag
        unclear = [{"userName": user.name, "value": user.tag(tag)} for user in due if is_unclear(user, self.settings)]
        return {
            "notifications.userName": [user.name for user in due],
            "notificationsTruncated": None,
            "failures.userName": [user.name for user in self.with_outcome(*STAGES)],
            "failuresTruncated": None,
            "exemptions": [_exemption(user, tag) for user in self.with_outcome(Outcome.EXEMPT)],
            "invalidExemptions": unclear or None,
            "samples.to": self._samples(),
        }

    def _samples(self) -> list[str] | None:
        """Whom the samples of a dry run are for: the first owners, and at last the admins."""
        if not self.settings.dry_run:
            return None
        admins = [self.settings.admin] if self.settings.admin else []
        addresses = {
            self.owed[user].address.lower(): self.owed[user].address for user in self.with_outcome(Outcome.MAILED)
        }
        return [*list(addresses.values())[: SAMPLES - len(admins)], *admins]

    def _differences_of(self, user: SampleUser, owed: Expectation) -> Iterator[str]:
        notification, failure = self.notification(user), self.failure(user)
        outcome = _notified_as(owed.outcome, self.settings.dry_run)
        if notification.get("outcome") != outcome:
            yield f"its notification says {notification.get('outcome')!r}, and should say {outcome!r}"
        if (notification.get("to") or "").lower() != (owed.address or "").lower():
            yield f"its notification names the address {notification.get('to')!r}, and should name {owed.address!r}"
        if (outcome == "unreachable") != bool(notification.get("code") and notification.get("message")):
            yield "its notification should say why nobody can reach it, and only then"
        if failure.get("stage") != STAGES.get(owed.outcome):
            yield f"its failure's stage is {failure.get('stage')!r}, and should be {STAGES.get(owed.outcome)!r}"
        if failure and not (failure.get("code") and failure.get("message")):
            yield "its failure has no code or no message"
        ids = {mail.message_id for mail in self.mails_to(user)} if outcome == "sent" else {None}
        if notification.get("messageId") not in ids:
            yield f"its notification has the message id {notification.get('messageId')!r}, and should have one of {ids}"
        if outcome:
            yield from _differences_of_keys(user, owed, notification)


def differences_of_second_run(first: Verdict, invocation: Invocation, mails: list[Mail]) -> list[str]:
    """What a second run within the period does wrong: whoever got a mail gets no other; the admins get theirs."""
    response = invocation.response
    if "errorType" in response:
        return [f"the function failed: {response['errorType']}: {response.get('errorMessage')}"]
    said = {entry["userName"]: entry["outcome"] for entry in response["notifications"]}
    due = {
        entry["userName"]: "alreadyReminded" if entry["outcome"] == "sent" else entry["outcome"]
        for entry in first.response["notifications"]
    }
    differences = [
        f"{name}: its notification says {said.get(name)!r}, and should say {outcome!r}"
        for name, outcome in due.items()
        if said.get(name) != outcome
    ]
    admin = first.settings.admin
    strays = [mail for mail in mails if [address.lower() for address in mail.recipients] != [admin]]
    return differences + [f"a mail went to {mail.recipients} again: {mail.subject!r}" for mail in strays]


def rotated_meanwhile(first: Verdict) -> tuple[SampleUser, str]:
    """An owner who has done what the first run asked for: somebody with one stale key and an address of their own."""
    mailed = first.with_outcome(Outcome.MAILED)
    addresses = [first.owed[user].address.lower() for user in mailed]
    user = next(
        user
        for user, address in zip(mailed, addresses, strict=True)
        if len(first.owed[user].stale) == 1 and addresses.count(address) == 1
    )
    (key,) = first.owed[user].stale
    return user, key


def differences_of_third_run(
    first: Verdict, rotated: SampleUser, invocation: Invocation, mails: list[Mail]
) -> list[str]:
    """What a run a period later does wrong: whoever got a mail gets the second, and who rotated gets none."""
    response = invocation.response
    if "errorType" in response:
        return [f"the function failed: {response['errorType']}: {response.get('errorMessage')}"]
    said = {entry["userName"]: entry for entry in response["notifications"]}
    differences = [f"{rotated.name} has rotated the key, and is notified"] if rotated.name in said else []
    for user in first.with_outcome(Outcome.MAILED):
        entry = said.get(user.name, {})
        if user is rotated:
            continue
        if entry.get("outcome") != "sent":
            differences.append(f"{user.name}: its notification says {entry.get('outcome')!r}, and should say 'sent'")
        old = [key for key in entry.get("keys", []) if any(same_key(key["id"], id) for id in first.owed[user].stale)]
        if [key.get("reminder") for key in old] != [2] * len(first.owed[user].stale):
            differences.append(f"{user.name}: the reminders of its keys are {old}, and should be the second")
    reminded = {first.owed[user].address.lower() for user in first.with_outcome(Outcome.MAILED) if user is not rotated}
    for mail in mails:
        text = " ".join((mail.text or "").split())
        if mail.recipients[0].lower() in reminded and "This is the second reminder;" not in text:
            differences.append(f"the mail to {mail.recipients} does not say that it is the second reminder")
    return differences + list(_differences_of_progress(first, response.get("progress") or {}, mails))


def _differences_of_progress(first: Verdict, progress: dict[str, Any], mails: list[Mail]) -> Iterator[str]:
    """One key was retired since the first run, whose owner was reminded of it the days of the period ago."""
    expected = {"rotated": 1, "medianDaysToRetire": 3}
    for name, value in expected.items():
        if progress.get(name) != value:
            yield f"the response's progress.{name} is {progress.get(name)!r}, and should be {value!r}"
    if not progress.get("since"):
        yield "the response's progress does not say since when"
    if not progress.get("ignored"):
        yield "the response's progress counts no key that was reminded of and is still active"
    report = next((mail for mail in mails if mail.recipients == [first.settings.admin]), None)
    said = " ".join((report.text if report and report.text else "").split())
    sentence = f"Since the last complete scan, on {progress.get('since')}: 1 key retired,"
    if sentence not in said or "it took 3 days in the median" not in said:
        yield "the report to the admins does not say which keys were retired since the last complete scan"


def same_key(shown: str, key_id: str) -> bool:
    """A response may show a key id whole, or its last four characters."""
    return shown in (key_id, f"AKIA…{key_id[-4:]}")


def _notified_as(outcome: Outcome, dry_run: bool) -> str | None:
    if outcome is Outcome.MAILED:
        return "dryRun" if dry_run else "sent"
    if outcome is Outcome.NO_ADDRESS:
        return "unreachable"
    return "failed" if outcome in STAGES else None


def _exemption(user: SampleUser, tag: str | None) -> dict[str, str]:
    value = user.tag(tag)
    return {"userName": user.name} if value in ("", "true") else {"userName": user.name, "until": value}


def _differences_of_keys(user: SampleUser, owed: Expectation, notification: dict[str, Any]) -> Iterator[str]:
    ages = {key.id: int(key.age_days) for key in user.keys if key.id in owed.stale}
    shown = [(str(key.get("id")), key.get("ageDays")) for key in notification.get("keys", [])]
    ids = [next((key for key in ages if same_key(id, key)), id) for id, _ in shown]
    if sorted(ids) != sorted(ages):
        yield f"the response names the keys {sorted(ids)}, and should name {sorted(ages)}"
    for id, (_, age) in zip(ids, shown, strict=True):
        if id in ages and age != ages[id]:
            yield f"the response says that {id} is {age} days old, and it is {ages[id]}"


def _faults(mail: Mail, owed: set[str]) -> Iterator[str]:
    if mail.sender != SENDER:
        yield f"is from {mail.sender}, and should be from {SENDER}"
    if not mail.subject or not mail.subject.isprintable():
        yield f"has the subject {mail.subject!r}, and should have one line"
    if mail.headers.get("Auto-Submitted") != "auto-generated":
        yield "does not say that it was sent automatically: somebody's absence note would response"
    for kind, body in (("text", mail.text), ("HTML", mail.html)):
        named = {key.id for user in USERS for key in user.keys if key.id in (body or "")}
        if not body or named != owed:
            yield f"names in its {kind} the keys {sorted(named)}, and should name {sorted(owed)}"


def _entry(entries: Any, user: SampleUser) -> dict[str, Any]:
    return next((entry for entry in entries or [] if entry.get("userName") == user.name), {})


def _at(value: Any, path: str) -> Any:
    """The member at a path; of a list the list of its elements' members."""
    for name in path.split("."):
        if isinstance(value, list):
            value = [_at(element, name) for element in value]
        else:
            value = value.get(name) if isinstance(value, dict) else None
    return value
