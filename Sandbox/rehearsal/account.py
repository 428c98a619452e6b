# SPDX-License-Identifier: Apache-2.0
"""A few users of the sample account, created through IAM's own API, and the mails that a run owes them."""

from __future__ import annotations

from typing import Any

from Sandbox.sample_account import (
    EMAIL_TAG,
    EXCLUDE_TAG,
    SENDER,
    USERS,
    Outcome,
    RunSettings,
    SampleUser,
    expectation,
)

from .cloud import LocalCloud

SETTINGS = RunSettings(email_tag=EMAIL_TAG, exclude_tag=EXCLUDE_TAG)
# One of each kind: an old key, two, one old and one new, one just old enough, an inactive one, another path, an
# address in a tag, exempt, nobody to write to, and never signed in.
NAMES = (
    "ana@example.com",
    "ben@example.com",
    "chloe@example.com",
    "dmitri@example.com",
    "femi@example.com",
    "kai@example.com",
    "mona",
    "nils@example.com",
    "break-glass",
    "ci@example.com",
)
PEOPLE = tuple(user for user in USERS if user.name in NAMES)


def load(cloud: LocalCloud) -> None:
    """The users, and a sender whose domain SES has verified."""
    iam = cloud.client("iam")
    for user in PEOPLE:
        _add(user, iam, cloud)
    cloud.client("sesv2").create_email_identity(EmailIdentity=SENDER.partition("@")[2])


def owed() -> dict[str, SampleUser]:
    """Who gets a mail, by address."""
    due = {user: expectation(user, SETTINGS) for user in PEOPLE}
    return {each.address: user for user, each in due.items() if each.outcome is Outcome.MAILED and each.address}


def _add(user: SampleUser, iam: Any, cloud: LocalCloud) -> None:
    tags = [{"Key": name, "Value": value} for name, value in user.tags]
    iam.create_user(UserName=user.name, Path=user.path, Tags=tags)
    for key in user.keys:
        created = iam.create_access_key(UserName=user.name)["AccessKey"]["AccessKeyId"]
        iam.update_access_key(UserName=user.name, AccessKeyId=created, Status=key.status)
        past = {"age_days": key.age_days, "used_days_ago": key.used_days_ago}
        cloud.replace_key(created, key.id, **past, service=key.service, region=key.region)
    if user.signed_in:
        cloud.sign_in(user.name)
