# SPDX-License-Identifier: Apache-2.0
"""The sample account as data: users of every kind, each with what a default run owes them.

`make run` and the tests compare with this table. A run with other settings (an event's `users`, `pathPrefix`,
`alertAfterDays`) is compared with `expectation`, which for the default settings must agree with the table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

ADMIN = "aws-admins@example.com"
ALIAS = "acme-production"
EMAIL_TAG = "email"
EXCLUDE_TAG = "key-reminder:exempt"
SENDER = "key-reminder@example.com"
SUPPORT = "cloud-team@example.com"
ADVICE = "https://wiki.example.com/aws/without-keys"
# SES's own text: it names the identity, because it could also mean the sender's.
REJECTION = "Email address is not verified. The following identities failed the check in region EU-CENTRAL-1: {}"


class Outcome(Enum):
    """What becomes of a user in one run."""

    MAILED = "mailed"
    NOTHING_STALE = "nothing stale"
    SKIPPED = "skipped"
    EXEMPT = "exempt"
    NO_ADDRESS = "unreachable"
    REJECTED = "failed: sendEmail"


@dataclass(frozen=True)
class SampleKey:
    """`age_days` as a fraction: 99.96 is an hour short of 100 days. `used_days_ago` is None for never."""

    id: str
    age_days: float
    status: str = "Active"
    used_days_ago: float | None = 0.5
    service: str = "s3"
    region: str = "eu-central-1"


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
    tags: tuple[tuple[str, str], ...] = ()

    def tag(self, name: str | None) -> str | None:
        """The value of a tag, whose name is found in any case."""
        values = {key.lower(): value.strip() for key, value in self.tags}
        return values.get(name.lower()) if name else None


@dataclass(frozen=True)
class RunSettings:
    """The settings of one run that decide who gets a mail; the defaults are the contract's."""

    alert_after_days: int = 100
    users: str = "console"
    path_prefix: str = "/"
    dry_run: bool = False
    email_tag: str | None = None
    exclude_tag: str | None = None
    admin: str | None = None


@dataclass(frozen=True)
class Expectation:
    """`stale` are the ids of the keys that the mail to `address` must name."""

    outcome: Outcome
    stale: frozenset[str] = frozenset()
    address: str | None = None


# What `make run` shows: every kind of owner, and the report to the admins.
SHOWCASE = RunSettings(users="all", email_tag=EMAIL_TAG, exclude_tag=EXCLUDE_TAG, admin=ADMIN)


USERS = (
    SampleUser(
        "ana@example.com",
        "signs in; one very old key",
        Outcome.MAILED,
        (SampleKey("AKIAANA0LD0000000812", 812, used_days_ago=None),),
        tags=(("AKIAANA0LD0000000812", "old laptop"),),
    ),
    SampleUser(
        "ben@example.com",
        "signs in; two stale keys, one mail",
        Outcome.MAILED,
        (
            SampleKey("AKIABEN0LDER00000412", 412, used_days_ago=213, service="ec2", region="us-east-1"),
            SampleKey("AKIABEN0LD0000000130", 130),
        ),
    ),
    SampleUser(
        "chloe@example.com",
        "one stale key and one fresh: only the stale one is named",
        Outcome.MAILED,
        (SampleKey("AKIACHL0E0LD00000365", 365), SampleKey("AKIACHL0ENEW00000012", 12)),
    ),
    SampleUser(
        "dmitri@example.com",
        "a key that is 100 days old today",
        Outcome.MAILED,
        (SampleKey("AKIADMITR10000000100", 100),),
    ),
    SampleUser(
        "erin@example.com",
        "a key that will be 100 days old in an hour",
        Outcome.NOTHING_STALE,
        (SampleKey("AKIAER1N000000000099", 99 + 23 / 24),),
    ),
    SampleUser(
        "femi@example.com",
        "an old key, deactivated",
        Outcome.NOTHING_STALE,
        (SampleKey("AKIAFEM1000000000900", 900, "Inactive"),),
    ),
    SampleUser("grace@example.com", "no keys at all", Outcome.NOTHING_STALE),
    SampleUser(
        "hugo@example.com",
        "an old key that has expired",
        Outcome.NOTHING_STALE,
        (SampleKey("AKIAHUG0000000000500", 500, "Expired"),),
    ),
    SampleUser(
        "ivy+aws@example.com",
        "a plus in the address",
        Outcome.MAILED,
        (SampleKey("AKIA1VY0000000000222", 222),),
    ),
    SampleUser(
        "j.o_hara=dev-7@example.com",
        "every other sign that a user name may have",
        Outcome.MAILED,
        (SampleKey("AKIAJ0HARA0000000101", 101),),
    ),
    SampleUser(
        "a,b@example.com",
        "a legal user name that is two addresses",
        Outcome.NO_ADDRESS,
        (SampleKey("AKIAAC0MMAB000000200", 200),),
        mailable=False,
    ),
    SampleUser(
        "break-glass",
        "signs in; the name is not an address",
        Outcome.NO_ADDRESS,
        (SampleKey("AKIABREAKGLASS000333", 333),),
        mailable=False,
    ),
    SampleUser(
        "kai@example.com",
        "under another path",
        Outcome.MAILED,
        (SampleKey("AKIAKA10000000000150", 150),),
        path="/contractors/",
    ),
    SampleUser(
        "lena@example.com",
        "SES refuses this address",
        Outcome.REJECTED,
        (SampleKey("AKIALENA000000000180", 180),),
        rejected=True,
    ),
    SampleUser(
        "mona",
        "the name is not an address, but a tag has one",
        Outcome.NO_ADDRESS,
        (SampleKey("AKIAM0NA000000000240", 240, service="dynamodb"),),
        mailable=False,
        tags=(("Email", " mona.lindqvist@example.com "), ("AKIAM0NA000000000240", "invoice import")),
    ),
    SampleUser(
        "nils@example.com",
        "exempt for ever by a tag",
        Outcome.MAILED,
        (SampleKey("AKIAN1LS000000000600", 600),),
        tags=((EXCLUDE_TAG, ""),),
    ),
    SampleUser(
        "olga@example.com",
        "exempt for many years to come",
        Outcome.MAILED,
        (SampleKey("AKIA0LGA000000000170", 170),),
        tags=((EXCLUDE_TAG, "2099-12-31"),),
    ),
    SampleUser(
        "pavel@example.com",
        "the exemption has ended",
        Outcome.MAILED,
        (SampleKey("AKIAPAVEL00000000190", 190),),
        tags=((EXCLUDE_TAG, "2020-02-29"),),
    ),
    SampleUser(
        "quentin@example.com",
        "an exemption that nobody understands exempts nobody",
        Outcome.MAILED,
        (SampleKey("AKIAQUENT1N000000205", 205),),
        tags=((EXCLUDE_TAG, "next summer"),),
    ),
    SampleUser(
        "ci@example.com",
        "never signed in to the console",
        Outcome.SKIPPED,
        (SampleKey("AKIAC100000000000250", 250),),
        signed_in=False,
    ),
    SampleUser(
        "deploy-bot",
        "never signed in, no address",
        Outcome.SKIPPED,
        (SampleKey("AKIADEPL0YB0T0000700", 700),),
        path="/contractors/",
        signed_in=False,
        mailable=False,
    ),
    *(
        SampleUser(
            f"{name}-bot",
            "never signed in; three bots, one person, one mail",
            Outcome.SKIPPED,
            (SampleKey(key, age, used_days_ago=used, service=service),),
            path="/bots/",
            signed_in=False,
            mailable=False,
            tags=((EMAIL_TAG, address), (key, f"{name} server")),
        )
        for name, key, age, used, service, address in (
            ("backup", "AKIABACKUPB0T0000465", 465, 0.3, "s3", "ravi@example.com"),
            ("build", "AKIABU1LDB0T00000290", 290, 120, "ecr", "Ravi@example.com"),
            ("metrics", "AKIAMETR1CSB0T000111", 111, None, "s3", "ravi@example.com"),
        )
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
    if is_exempt(user, settings):
        return Expectation(Outcome.EXEMPT)
    address = user.tag(settings.email_tag) or (user.name if user.mailable else None)
    if address is None:
        return Expectation(Outcome.NO_ADDRESS, stale)
    if user.rejected and not settings.dry_run:
        return Expectation(Outcome.REJECTED, stale, address)
    return Expectation(Outcome.MAILED, stale, address)


def is_exempt(user: SampleUser, settings: RunSettings) -> bool:
    value = user.tag(settings.exclude_tag)
    return value is not None and (value in ("", "true") or (value >= "2090" and value[:4].isdigit()))


def is_unclear(user: SampleUser, settings: RunSettings) -> bool:
    """Whether a tag was meant to exempt the user and says neither for ever nor a day."""
    value = user.tag(settings.exclude_tag)
    return value not in (None, "", "true") and not re.fullmatch(r"\d{4}-\d\d-\d\d", value)


def listed(settings: RunSettings) -> list[SampleUser]:
    return [user for user in USERS if user.path.startswith(settings.path_prefix)]
