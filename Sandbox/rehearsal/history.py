# SPDX-License-Identifier: Apache-2.0
"""An account's past, which no call to AWS can make: old keys and their uses, sign-ins, days that pass.

ministack keeps no last uses; with these functions it stores them and returns them as IAM does.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from ministack.core import lambda_runtime
from ministack.services import cloudwatch, iam, scheduler

DAY = 86_400


def correct() -> None:
    """To be called before the first request: ministack looks these functions up for each."""
    iam._user_xml = _with_sign_in(iam._user_xml)
    iam._IAM_HANDLERS["GetAccessKeyLastUsed"] = _with_last_use(iam._IAM_HANDLERS["GetAccessKeyLastUsed"])


def replace_key(id: str, new_id: str, age_days: float, used_days_ago: float | None, service: str, region: str) -> None:
    """Gives a key its past, and its id in the sample account."""
    used = used_days_ago is not None and {"LastUsedDate": _ago(used_days_ago), "ServiceName": service, "Region": region}
    key = iam._access_keys.pop(id)
    iam._access_keys[new_id] = {**key, "AccessKeyId": new_id, "CreateDate": _ago(age_days), "LastUsed": used}


def sign_in(user: str) -> None:
    iam._users[user]["PasswordLastUsed"] = _ago(1)


def pass_days(days: int) -> None:
    """What was measured lies back so far, and so does the last start of every schedule: those that are due start.

    No function's process lives that long, for Lambda ends it.
    """
    lambda_runtime.reset()
    for point in itertools.chain.from_iterable(cloudwatch._metrics._data.values()):
        point["Timestamp"] -= days * DAY
    for schedule in list(scheduler._schedules._data):
        scheduler._schedule_last_fired[schedule] = time.time() - days * DAY


def _ago(days: float) -> str:
    return (datetime.now(timezone.utc) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _with_sign_in(user_xml: Callable[..., str]) -> Callable[..., str]:
    def corrected(name: str, boundary: bool = True) -> str:
        last = iam._users[name].get("PasswordLastUsed")
        return user_xml(name, boundary) + (f"<PasswordLastUsed>{last}</PasswordLastUsed>" if last else "")

    return corrected


def _with_last_use(original: Callable[..., Any]) -> Callable[..., Any]:
    def corrected(parameters: Any) -> Any:
        key = iam._access_keys.get(iam._p(parameters, "AccessKeyId"), {})
        if not key.get("LastUsed"):
            return original(parameters)
        elements = "".join(f"<{name}>{value}</{name}>" for name, value in key["LastUsed"].items())
        result = f"<UserName>{key['UserName']}</UserName><AccessKeyLastUsed>{elements}</AccessKeyLastUsed>"
        name = "GetAccessKeyLastUsed"
        return iam._xml(200, f"{name}Response", f"<{name}Result>{result}</{name}Result>", ns="iam")

    return corrected
