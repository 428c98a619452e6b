# SPDX-License-Identifier: Apache-2.0
"""The sample account, as data: users of every kind, and beside each what a default run owes them.

`make run` and the tests judge against this page. A run with other settings (an event's `users`, `pathPrefix`,
`alertAfterDays`) is judged by `expectation`, which for the default settings must say what the page says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

SENDER = "key-reminder@example.com"
SUPPORT = "cloud-team@example.com"
# As SES words it: it names the identity, because the sender's could be meant too.
REJECTION = "Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: {}"


class Outcome(Enum):
    """What becomes of a user in one run."""

    MAILED = "mailed"
    NOTHING_STALE = "nothing stale"
    SKIPPED = "skipped"
    NO_ADDRESS = "failed: address"
    REJECTED = "failed: sendEmail"


@dataclass(frozen=True)
class SampleKey:
    """`age_days` as a fraction: 99.96 is an hour short of 100 days."""

    id: str
    age_days: float
    status: str = "Active"


@dataclass(frozen=True)
class SampleUser:
    """`mailable` says whether the name is one valid address; `rejected` whether SES refuses that address."""

    name: str
    why: str
    due: Outcome
    keys: tuple[SampleKey, ...] = ()
    path: str = "/"
    signed_in: bool = True
    mailable: bool = True
    rejected: bool = False


@dataclass(frozen=True)
class RunSettings:
    """The settings of one run that decide who gets a mail; the defaults are the contract's."""

    alert_after_days: int = 100
    users: str = "console"
    path_prefix: str = "/"
    dry_run: bool = False


@dataclass(frozen=True)
class Expectation:
    """`stale` are the ids of the keys a mail must name."""

    outcome: Outcome
    stale: frozenset[str] = frozenset()


USERS = (
    SampleUser(
        "ana@example.com", "signs in; one very old key", Outcome.MAILED,
        (SampleKey("AKIAANA0LD0000000812", 812),),
    ),
    SampleUser(
        "ben@example.com", "signs in; two stale keys, one mail", Outcome.MAILED,
        (SampleKey("AKIABEN0LDER00000412", 412), SampleKey("AKIABEN0LD0000000130", 130)),
    ),
    SampleUser(
        "chloe@example.com", "one stale key and one fresh: only the stale one is named", Outcome.MAILED,
        (SampleKey("AKIACHL0E0LD00000365", 365), SampleKey("AKIACHL0ENEW00000012", 12)),
    ),
    SampleUser(
        "dmitri@example.com", "a key that is 100 days old today", Outcome.MAILED,
        (SampleKey("AKIADMITR10000000100", 100),),
    ),
    SampleUser(
        "erin@example.com", "a key that will be 100 days old in an hour", Outcome.NOTHING_STALE,
        (SampleKey("AKIAER1N000000000099", 99 + 23 / 24),),
    ),
    SampleUser(
        "femi@example.com", "an old key, deactivated", Outcome.NOTHING_STALE,
        (SampleKey("AKIAFEM1000000000900", 900, "Inactive"),),
    ),
    SampleUser("grace@example.com", "no keys at all", Outcome.NOTHING_STALE),
    SampleUser(
        "hugo@example.com", "an old key that has expired", Outcome.NOTHING_STALE,
        (SampleKey("AKIAHUG0000000000500", 500, "Expired"),),
    ),
    SampleUser(
        "ivy+aws@example.com", "a plus in the address", Outcome.MAILED,
        (SampleKey("AKIA1VY0000000000222", 222),),
    ),
    SampleUser(
        "j.o_hara=dev-7@example.com", "every other sign that a user name may have", Outcome.MAILED,
        (SampleKey("AKIAJ0HARA0000000101", 101),),
    ),
    SampleUser(
        "a,b@example.com", "a legal user name that is two addresses", Outcome.NO_ADDRESS,
        (SampleKey("AKIAAC0MMAB000000200", 200),), mailable=False,
    ),
    SampleUser(
        "break-glass", "signs in; the name is no address", Outcome.NO_ADDRESS,
        (SampleKey("AKIABREAKGLASS000333", 333),), mailable=False,
    ),
    SampleUser(
        "kai@example.com", "under another path", Outcome.MAILED,
        (SampleKey("AKIAKA10000000000150", 150),), path="/contractors/",
    ),
    SampleUser(
        "lena@example.com", "SES refuses this address", Outcome.REJECTED,
        (SampleKey("AKIALENA000000000180", 180),), rejected=True,
    ),
    SampleUser(
        "ci@example.com", "never signed in to the console", Outcome.SKIPPED,
        (SampleKey("AKIAC100000000000250", 250),), signed_in=False,
    ),
    SampleUser(
        "deploy-bot", "never signed in, no address", Outcome.SKIPPED,
        (SampleKey("AKIADEPL0YB0T0000700", 700),), path="/contractors/", signed_in=False, mailable=False,
    ),
)


def expectation(user: SampleUser, settings: RunSettings) -> Expectation:
    """What a run with `settings` owes the user, who is under its path."""
    if settings.users == "console" and not user.signed_in:
        return Expectation(Outcome.SKIPPED)
    stale = frozenset(
        key.id for key in user.keys if key.status == "Active" and int(key.age_days) >= settings.alert_after_days
    )
    if not stale:
        return Expectation(Outcome.NOTHING_STALE)
    if not user.mailable:
        return Expectation(Outcome.NO_ADDRESS, stale)
    if user.rejected and not settings.dry_run:
        return Expectation(Outcome.REJECTED, stale)
    return Expectation(Outcome.MAILED, stale)


def listed(settings: RunSettings) -> list[SampleUser]:
    return [user for user in USERS if user.path.startswith(settings.path_prefix)]
