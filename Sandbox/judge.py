# SPDX-License-Identifier: Apache-2.0
"""Compares what a run answered and mailed with what the sample account calls for: a list of differences in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from .emulator import Invocation
from .mail import Mail
from .sample_account import SENDER, Expectation, Outcome, RunSettings, SampleUser, expectation, listed

ACCOUNT_ID = "012345678912"
EVENT_KEYS = {"dryRun": "dry_run", "alertAfterDays": "alert_after_days", "pathPrefix": "path_prefix", "users": "users"}
STAGES = {Outcome.NO_ADDRESS: "address", Outcome.REJECTED: "sendEmail"}


def settings_of(event: str, base: RunSettings = RunSettings()) -> RunSettings | None:  # noqa: B008 (frozen)
    """What the event asks for over `base`; None when it is one that the function must refuse."""
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
        self.answer = invocation.answer if isinstance(invocation.answer, dict) else {}
        self.owed = {user: expectation(user, settings) for user in listed(settings)} if settings else {}
        self.differences = list(self._differences() if settings else self._differences_of_refusal())

    def notification(self, user: SampleUser) -> dict[str, Any]:
        return _entry(self.answer.get("notifications"), user)

    def failure(self, user: SampleUser) -> dict[str, Any]:
        return _entry(self.answer.get("failures"), user)

    def mails_to(self, user: SampleUser) -> list[Mail]:
        """Those to the user's address, which others may share."""
        owed = self.owed.get(user)
        address = (owed and owed.address or user.name).lower()
        return [mail for mail in self.mails if address in ",".join(mail.recipients).lower()]

    def with_outcome(self, *outcomes: Outcome) -> list[SampleUser]:
        return [user for user, owed in self.owed.items() if owed.outcome in outcomes]

    def _differences_of_refusal(self) -> Iterator[str]:
        if self.answer.get("errorType") != "Function.InvalidEvent":
            yield f"the event is invalid, but the answer is not Function.InvalidEvent: {json.dumps(self.answer)[:300]}"
        yield from self._unexpected_mails(set())

    def _differences(self) -> Iterator[str]:
        if "errorType" in self.answer:
            yield f"the function failed: {self.answer['errorType']}: {self.answer.get('errorMessage')}"
            return
        yield from self._differences_of_the_whole()
        for user, owed in self.owed.items():
            for difference in self._differences_of(user, owed):
                yield f"{user.name} ({user.why}): {difference}"
        yield from self._differences_of_admin_report()
        yield from self._unexpected_mails({*self._addresses(), self.settings.admin})

    def _addresses(self) -> set[str]:
        """Who must have got a mail, in lower case."""
        if self.settings.dry_run:
            return set()
        return {self.owed[user].address.lower() for user in self.with_outcome(Outcome.MAILED)}

    def _differences_of_admin_report(self) -> Iterator[str]:
        admin, dry_run = self.settings.admin, self.settings.dry_run
        wanted = None if admin is None else "dryRun" if dry_run else "sent"
        if self.answer.get("adminReport") != wanted:
            yield f"the answer's adminReport is {self.answer.get('adminReport')!r}, and should be {wanted!r}"
        reports = [mail for mail in self.mails if admin in mail.recipients]
        if len(reports) != (wanted == "sent") or reports and reports[0] is not self.mails[-1]:
            yield f"{len(reports)} reports to the admins arrived, and one should have, as the last mail"

    def _differences_of_the_whole(self) -> Iterator[str]:
        left_out = {"neverSignedIn": Outcome.SKIPPED, "exempt": Outcome.EXEMPT}
        skipped_by = {reason: len(self.with_outcome(outcome)) for reason, outcome in left_out.items()}
        skipped = sum(skipped_by.values())
        failed = self.with_outcome(*STAGES)
        stale = [owed.stale for owed in self.owed.values()]
        wanted = {
            "accountId": ACCOUNT_ID,
            "dryRun": self.settings.dry_run,
            "complete": not failed,
            "alertAfterDays": self.settings.alert_after_days,
            "users.listed": len(self.owed),
            "users.checked": len(self.owed) - skipped,
            "users.skipped": skipped,
            "users.skippedBy": {**skipped_by, "excluded": 0, "notTagged": 0, "vanished": 0},
            "keys.stale": sum(map(len, stale)),
            "keys.oldestDays": self._oldest_days(),
            "keys.unreadable": 0,
            "emails.sent": len(self._addresses()),
            "emails.unknown": 0,
        }
        for path, value in wanted.items():
            if _at(self.answer, path) != value:
                yield f"the answer's {path} is {_at(self.answer, path)!r}, and should be {value!r}"

    def _oldest_days(self) -> int:
        ages = {key.id: int(key.age_days) for user in self.owed for key in user.keys}
        return max((ages[key] for owed in self.owed.values() for key in owed.stale), default=0)

    def _differences_of(self, user: SampleUser, owed: Expectation) -> Iterator[str]:
        notification, failure = self.notification(user), self.failure(user)
        outcome = _notified_as(owed.outcome, self.settings.dry_run)
        if notification.get("outcome") != outcome and not (owed.outcome is Outcome.NO_ADDRESS and notification):
            yield f"its notification says {notification.get('outcome')!r}, and should say {outcome!r}"
        if failure.get("stage") != STAGES.get(owed.outcome):
            yield f"its failure's stage is {failure.get('stage')!r}, and should be {STAGES.get(owed.outcome)!r}"
        if failure and not failure.get("message"):
            yield "its failure has no message"
        if outcome:
            yield from _differences_of_keys(user, owed, notification)
        if outcome == "sent":
            yield from _differences_of_mails(user, owed, self.mails_to(user))

    def _unexpected_mails(self, allowed: set[str]) -> Iterator[str]:
        for mail in self.mails:
            if len(mail.recipients) != 1 or mail.recipients[0].lower() not in allowed:
                yield f"a mail went to {mail.recipients}, which nobody called for: {mail.subject!r}"


def same_key(shown: str, key_id: str) -> bool:
    """An answer may show a key id whole, or its last four characters."""
    return shown in (key_id, f"AKIA…{key_id[-4:]}")


def _notified_as(outcome: Outcome, dry_run: bool) -> str | None:
    if outcome is Outcome.MAILED:
        return "dryRun" if dry_run else "sent"
    return "failed" if outcome is Outcome.REJECTED else None


def _differences_of_keys(user: SampleUser, owed: Expectation, notification: dict[str, Any]) -> Iterator[str]:
    shown = {key["id"]: key["ageDays"] for key in notification.get("keys", [])}
    if len(shown) != len(owed.stale) or not all(any(same_key(id, key) for id in shown) for key in owed.stale):
        yield f"the answer names the keys {sorted(shown)}, and should name {sorted(owed.stale)}"
    for key in user.keys:
        for id, age in shown.items():
            if same_key(id, key.id) and age != int(key.age_days):
                yield f"the answer says that {id} is {age} days old, and it is {int(key.age_days)}"


def _differences_of_mails(user: SampleUser, owed: Expectation, mails: list[Mail]) -> Iterator[str]:
    if len(mails) != 1:
        yield f"{len(mails)} mails arrived, and one should have"
    for mail in mails:
        if mail.sender != SENDER:
            yield f"the mail is from {mail.sender}, and should be from {SENDER}"
        for kind, body in (("text", mail.text or ""), ("HTML", mail.html or "")):
            named = {key.id for key in user.keys if key.id in body}
            if named != owed.stale:
                yield f"the mail's {kind} names the keys {sorted(named)}, and should name {sorted(owed.stale)}"


def _entry(entries: Any, user: SampleUser) -> dict[str, Any]:
    return next((entry for entry in entries or [] if entry.get("userName") == user.name), {})


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value
