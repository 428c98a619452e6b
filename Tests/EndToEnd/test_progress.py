# SPDX-License-Identifier: Apache-2.0
"""What became of the keys whose owners were reminded, as the function with a ledger says it."""

from __future__ import annotations

from typing import Any

import pytest

from accounts import NAMES, checked, response_of, stages, stale_user, stale_users
from conftest import Functions
from lambda_by_hand import function_on
from Sandbox.fake_aws import FakeAWS, Settings
from Sandbox.fake_aws.account import Account, Key, User, days_ago, key_id
from test_ledger import ON_THE_FAKE, PERSON, RUN, SCOPE, items_of, let_a_period_pass
from test_metrics import metrics_of

ADMIN = "admins@example.com"
VARIABLES = {"ADMIN_EMAIL": ADMIN, **ON_THE_FAKE}
DAY = 86_400
ANA, BEN, CHLOE = NAMES[:3]


@pytest.fixture
def people(fake: FakeAWS) -> FakeAWS:
    """Five owners of stale keys."""
    fake.configure(Settings(account=stale_users()))
    return fake


def reminded(people: FakeAWS, functions: Functions) -> None:
    """Everybody is reminded, and a period passes."""
    response = response_of(functions.on(people, **VARIABLES).invoke({}))
    assert response["progress"] == {"new": 5, "ignored": 0, "rotated": 0, "stages": {}}
    let_a_period_pass(people)
    # Another three days ago, by the histories of the keys.
    for item in items_of(people, PERSON).values():
        ((_, history),) = item["keys"]["M"].items()
        history["M"]["first"]["N"] = str(int(history["M"]["first"]["N"]) - 6 * DAY)
        people.put_item(item)
    people.reset()


def inactive(name: str) -> User:
    return stale_user(name, Key(key_id(sum(name.encode())), days_ago(400), "Inactive"))


def report_of(people: FakeAWS) -> str:
    (report,) = (mail for mail in people.mails if mail.recipients == [ADMIN])
    return " ".join((report.text or "").split())


def run(people: FakeAWS, functions: Functions, **variables: str) -> dict[str, Any]:
    return response_of(functions.on(people, **{**VARIABLES, **variables}).invoke({}))


def test_two_keys_were_rotated(people: FakeAWS, functions: Functions) -> None:
    reminded(people, functions)
    # Ana has deactivated her key, Ben has a new one, Chloe has left.
    people.configure(
        Settings(
            account=Account(
                [
                    inactive(ANA),
                    stale_user(BEN, Key(key_id(9), days_ago(1))),
                    *(stale_user(name) for name in NAMES[3:]),
                ]
            )
        )
    )
    invocation = functions.on(people, **VARIABLES).invoke({})
    progress = response_of(invocation)["progress"]
    since = progress.pop("since")
    stage = {"rotated": 3, "medianDaysToRetire": 6}
    assert progress == {"rotated": 3, "new": 0, "ignored": 2, "medianDaysToRetire": 6, "stages": {"final": stage}}
    assert f"Since the last complete scan, on {since}: 3 keys retired, 0 new, 2 ignored" in report_of(people)
    assert "it took 6 days in the median; by stage: long overdue 6 days (3 keys)." in report_of(people)
    metrics = metrics_of(invocation)
    assert (metrics["KeysRetired"], metrics["MedianDaysToRetire"]) == (3, 6)
    emptied = [item for item in items_of(people, PERSON).values() if item["keys"]["M"] == {}]
    assert len(emptied) == 3
    assert all(89 * DAY < int(item["expiresAt"]["N"]) - int(item["nextAt"]["N"]) <= 92 * DAY for item in emptied)
    let_a_period_pass(people)
    people.reset()
    again = run(people, functions)["progress"]
    assert (again["rotated"], again["ignored"]) == (0, 2) and "medianDaysToRetire" not in again


def test_the_line_of_a_run(people: FakeAWS, functions: Functions) -> None:
    run(people, functions)
    ((name, line),) = items_of(people, RUN).items()
    nonce = next(iter(items_of(people, PERSON).values()))["nonce"]["S"]
    assert name.startswith("RUN#20") and name.endswith(f"Z#{nonce}")
    assert line["complete"] == line["counted"] == {"N": "1"} and line["tick"]["S"]
    assert int(line["expiresAt"]["N"]) - int(line["at"]["N"]) == 400 * DAY
    totals = {name: int(value["N"]) for name, value in line["totals"]["M"].items()}
    assert (totals["usersListed"], totals["keysStale"], totals["sent"], totals["new"]) == (5, 5, 5, 5)
    assert people.counts["operations"]["Query"] == 2


def test_no_line_of_a_dry_run_or_one_that_failed(people: FakeAWS, functions: Functions) -> None:
    assert run(people, functions, DRY_RUN="true")["progress"]["new"] == 5
    people.change(faults=[{"match": {"operation": "ListUsers"}, "do": {"error": "AccessDenied"}}])
    assert functions.on(people, **VARIABLES).invoke({}).error_type == "Function.UsersNotListed"
    assert not people.items
    people.change(faults=[])
    run(people, functions, REDIRECT_TO="trial@example.com")
    assert {scope for scope, _ in people.items} == {SCOPE + ":redirect"} and len(items_of(people, RUN)) == 1


def test_what_was_not_seen_is_not_retired(people: FakeAWS, functions: Functions) -> None:
    """Ana is excluded now, Ben's keys cannot be read, Chloe is no console user any more."""
    reminded(people, functions)
    program = User(CHLOE, stale_user(CHLOE).keys)
    people.configure(Settings(account=Account([*(stale_user(n) for n in NAMES if n != CHLOE), program])))
    denied = {"match": {"operation": "ListAccessKeys", "user": BEN}, "do": {"error": "AccessDenied"}}
    people.change(faults=[denied])
    progress = run(people, functions, EXCLUDE_USERS="ana@*")["progress"]
    assert (progress["rotated"], progress["ignored"]) == (0, 2)
    people.change(faults=[])
    assert all(item["keys"]["M"] for item in items_of(people, PERSON).values())


def test_nothing_is_said_when_the_account_was_not_read_to_its_end(people: FakeAWS) -> None:
    with function_on(people, **VARIABLES) as function:
        function.invoke()
        let_a_period_pass(people)
        people.reset()
        people.configure(Settings(account=stale_users(*NAMES[1:])))
        people.change(faults=[{"match": {"operation": "ListAccessKeys", "nth": 4}, "do": {"stall": True}}])
        response = checked(function.invoke(2))
    progress = response["progress"]
    assert list(stages(response).values()) == ["deadline"] and response["emails"]["sent"] == 3
    assert "rotated" not in progress and "stages" not in progress and progress["ignored"] == 3
    assert "Nothing can be said about retired keys: the account was not read" in report_of(people)
    assert len([item for item in items_of(people, PERSON).values() if item["keys"]["M"]]) == 5


FAULTS = [
    ("Query", 2, "The day of the last complete scan is unknown: dynamodb:Query was refused with AccessDenied"),
    ("UpdateItem", 9, "1 retired key will be counted by a later run: dynamodb:UpdateItem was refused"),
    ("UpdateItem", 12, "The line of this run was not written to the ledger"),
]


@pytest.mark.parametrize(("operation", "nth", "words"), FAULTS, ids=["lines", "pruning", "line"])
def test_a_fault_is_a_warning(people: FakeAWS, functions: Functions, operation: str, nth: int, words: str) -> None:
    """And the next run counts what this one has not."""
    reminded(people, functions)
    people.configure(Settings(account=stale_users(*NAMES[1:])))
    refused = {"match": {"operation": operation, "nth": nth}, "do": {"error": "AccessDeniedException"}}
    people.change(faults=[refused])
    response = run(people, functions, MAX_CONCURRENCY="1")
    assert response["complete"] and response["emails"]["sent"] == 4
    (warning,) = response["warnings"]
    assert warning.startswith(words)
    assert response["progress"]["rotated"] == (0 if nth == 9 else 1)
    people.change(faults=[])
    again = run(people, functions)
    assert again["warnings"] == [] and again["progress"]["rotated"] == (1 if nth == 9 else 0)


def test_99_the_response_to_a_pruning_is_lost(people: FakeAWS, functions: Functions) -> None:
    """It is sent again, and meets what it has written itself."""
    reminded(people, functions)
    people.configure(Settings(account=stale_users(*NAMES[1:])))
    lost = {"match": {"operation": "UpdateItem", "nth": 9}, "do": {"close": "reset", "after": True}}
    people.change(faults=[lost])
    response = run(people, functions, MAX_CONCURRENCY="1")
    assert response["progress"]["rotated"] == 1 and response["warnings"] == []


def test_106_an_odd_line_is_ignored(people: FakeAWS, functions: Functions) -> None:
    reminded(people, functions)
    people.put_item({"scope": {"S": SCOPE}, "id": {"S": "RUN#9999"}, "at": {"S": "tomorrow"}, "counted": {"N": "1"}})
    response = run(people, functions)
    (warning,) = response["warnings"]
    assert warning.startswith("The line of an earlier run in the ledger, RUN#9999, was ignored. Its attribute at is")
    assert response["complete"] and response["progress"]["since"]
