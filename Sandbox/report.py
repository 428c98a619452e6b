# SPDX-License-Identifier: Apache-2.0
"""What `make run` prints about a run: a row for each user of the sample account, and any difference."""

from __future__ import annotations

from .judge import Verdict
from .sample_account import EXCLUDE_TAG, USERS, Outcome, SampleUser

HEADINGS = ("user", "checked?", "stale keys", "mail")
WIDEST_CELL = 72


def table(verdict: Verdict) -> str:
    rows = [HEADINGS, *(_row(user, verdict) for user in USERS)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "  ".join("─" * width for width in widths), *lines[1:]])


def _row(user: SampleUser, verdict: Verdict) -> tuple[str, str, str, str]:
    return (user.name, _checked(user, verdict), _stale(user, verdict), _mail(user, verdict))


def _checked(user: SampleUser, verdict: Verdict) -> str:
    if user not in verdict.owed:
        return f"not listed: {user.path}"
    if verdict.owed[user].outcome is Outcome.SKIPPED:
        return "skipped: never signed in"
    if verdict.owed[user].outcome is Outcome.EXEMPT:
        return "exempt: " + (user.tag(EXCLUDE_TAG) or "for ever")
    return "checked"


def _stale(user: SampleUser, verdict: Verdict) -> str:
    keys = verdict.notification(user).get("keys", [])
    if keys:
        return ", ".join(f"…{key['id'][-4:]} {key['ageDays']} d" for key in keys)
    owed = verdict.owed.get(user)
    ages = {key.id: int(key.age_days) for key in user.keys}
    return ", ".join(f"…{key[-4:]} {ages[key]} d" for key in sorted(owed.stale)) if owed and owed.stale else "–"


def _mail(user: SampleUser, verdict: Verdict) -> str:
    failure, notification = verdict.failure(user), verdict.notification(user)
    outcome = notification.get("outcome")
    arrived = len(verdict.mails_to(user))
    if failure:
        return _cut(f"failed at {failure.get('stage')}: {failure.get('message')}")
    if outcome == "unreachable":
        return _cut(f"unreachable: {notification.get('message')}")
    if outcome == "sent":
        address = notification.get("to", user.name)
        if arrived == 1:
            return "arrived" if address == user.name else f"arrived at {address}"
        return f"said to be sent, {arrived} arrived"
    return outcome or ("–" if not arrived else f"{arrived} arrived, which nobody called for")


def _cut(text: str) -> str:
    """A row stays a row; the response, printed below, has the whole message."""
    return text if len(text) <= WIDEST_CELL else text[: WIDEST_CELL - 1] + "…"
