# SPDX-License-Identifier: Apache-2.0
"""`make run`: the real function against the local AWS and its sample account, then what it did; a second run of the
same event, in which the ledger keeps everybody from being mailed again; a third, three days later.

The event is the environment variable EVENT (default `{}`). Exit status 0: everybody got what the sample account
requires; 1: there are differences, which are printed; 2: it could not be tried.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from . import outbox, report
from .emulator import BOOTSTRAP, ROOT, Emulator, EmulatorError, Invocation, end_on_termination
from .judge import (
    Verdict,
    differences_of_second_run,
    differences_of_third_run,
    rotated_meanwhile,
    settings_of,
)
from .local_aws import ACCOUNT_ID, ACTIONS, LEDGER, LEDGER_ACTIONS, OPTIONAL_ACTIONS, REGION, LocalAWS
from .mail import Mail
from .sample_account import ADMIN, ADVICE, EMAIL_TAG, EXCLUDE_TAG, SENDER, SHOWCASE, SUPPORT, USERS

DAYS = 3  # SEND_EVERY_DAYS, as the function has it
OUTBOX = ROOT / ".build" / "sandbox" / "outbox"


def main() -> int:
    end_on_termination()
    event = os.environ.get("EVENT", "{}")
    try:
        return run(event)
    except EmulatorError as problem:
        print(f"sandbox: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("sandbox: stopped.", file=sys.stderr)
        return 130


def run(event: str) -> int:
    say("starting a local AWS (moto) with the sample account")
    with LocalAWS() as aws:
        say(f"account {ACCOUNT_ID}, {len(USERS)} users, at {aws.url}")
        say(f"invoking {BOOTSTRAP.relative_to(ROOT)} under AWS's Lambda emulator with {event or 'no payload'}")
        invocation = invoke(aws, event)
        verdict = Verdict(settings_of(event, SHOWCASE), invocation, list(aws.mails))
        later, reports = run_again(aws, event, verdict)
    index = outbox.write([*verdict.mails, *reports], OUTBOX)
    (OUTBOX / "function.log").write_text("\n".join([*invocation.log, *invocation.stderr, ""]), encoding="utf-8")
    show(verdict, invocation, index)
    if reports:
        say("the last one there is the report of the third run")
    return 1 if tell(later) or verdict.differences else 0


def run_again(aws: LocalAWS, event: str, first: Verdict) -> tuple[dict[str, list[str]], list[Mail]]:
    """What later runs did wrong, by what they are to show, and the last report to the admins, which says what became
    of the keys; empty where the first run mailed nobody either.
    """
    if first.settings is None or first.settings.dry_run or first.differences:
        return {}, []
    aws.forget()
    say("the same event again, as a schedule may deliver it twice")
    second = differences_of_second_run(first, invoke(aws, event), aws.mails)
    user, key = rotated_meanwhile(first)
    say(f"three days pass, and {user.name} deactivates the key …{key[-4:]}")
    aws.let_days_pass(DAYS)
    aws.deactivate(key)
    aws.forget()
    third = differences_of_third_run(first, user, invoke(aws, event), aws.mails)
    reports = [mail for mail in aws.mails if mail.recipients == [first.settings.admin]]
    for mail in reports:
        say(progress_in(mail))
    later = {
        "the second run mailed nobody again: the ledger remembers who was reminded": second,
        f"the third run sent second reminders, and none to {user.name}": third,
    }
    return later, reports


def progress_in(report: Mail) -> str:
    """What a report to the admins says of retired keys."""
    text = " ".join((report.text or "").split())
    start = text.find("Since the last complete scan")
    if start < 0:
        return "the report does not say which keys were retired"
    return text[start : text.find("ignored", start) + len("ignored")]


def tell(later: dict[str, list[str]]) -> bool:
    """Says what later runs have shown; whether any of them has not."""
    for claim, differences in later.items():
        say(f"NOT so: {claim}" if differences else claim)
        print("".join(f"  ✗ {difference}\n" for difference in differences), end="")
    return any(later.values())


def environment(aws: LocalAWS) -> dict[str, str]:
    """The function's variables, as its template would set them; the endpoint is the local one."""
    return {
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_LAMBDA_LOG_FORMAT": "JSON",
        "SENDER_EMAIL": SENDER,
        "SUPPORT_EMAIL": SUPPORT,
        "ADVICE_URL": ADVICE,
        "USERS": SHOWCASE.users,
        "EMAIL_TAG": EMAIL_TAG,
        "EXCLUDE_TAG": EXCLUDE_TAG,
        "ADMIN_EMAIL": ADMIN,
        "READ_ACCOUNT_ALIAS": "true",
        "LEDGER_TABLE": LEDGER,
        "LEDGER_SCOPE": f"{ACCOUNT_ID}:key-reminder",
        **aws.credentials([*ACTIONS, *OPTIONAL_ACTIONS, *LEDGER_ACTIONS]).environment(),
    }


def invoke(aws: LocalAWS, event: str) -> Invocation:
    with Emulator(environment(aws)) as function:
        start = time.monotonic()
        invocation = function.invoke(event.encode())
        say(f"response after {time.monotonic() - start:.2f} s, cold start included")
    return invocation


def show(verdict: Verdict, invocation: Invocation, index: Path) -> None:
    print(f"\n{report.table(verdict)}" if verdict.settings else "\nThe event is not one the function takes.")
    print()
    print(json.dumps(invocation.response, indent=2, ensure_ascii=False), "\n")
    say(f"{len(verdict.mails)} mails: open {index.relative_to(ROOT)} (the function's log lies beside it)")
    if not verdict.differences:
        say("everybody got what the sample account requires, and nobody else got anything")
        return
    say("NOT what the sample account requires:")
    print("\n".join(f"  ✗ {difference}" for difference in verdict.differences))


def say(text: str) -> None:
    print(f"sandbox: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
