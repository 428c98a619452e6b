# SPDX-License-Identifier: Apache-2.0
"""The function with a ledger: nobody is mailed twice in a period, whatever runs twice, dies or loses a response.

moto judges the expressions, which are not ours; our fake brings the faults.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts import NAMES, outcomes, response_of, stages, stale_user, stale_users
from conftest import Functions
from lambda_by_hand import function_on
from Sandbox.fake_aws import FakeAWS, Settings
from Sandbox.fake_aws.account import Account, Key, days_ago
from Sandbox.local_aws import ACTIONS, LEDGER, LEDGER_ACTIONS, LocalAWS
from Sandbox.mail import Mail

SCOPE = "012345678912:key-reminder"
ON_THE_FAKE = {"LEDGER_TABLE": "ledger", "LEDGER_SCOPE": SCOPE}
PERIOD = 3 * 86_400
PERSON, RUN = "P#", "RUN#"


@pytest.fixture
def people(fake: FakeAWS) -> FakeAWS:
    """Five owners of stale keys."""
    fake.configure(Settings(account=stale_users()))
    return fake


def recipients(aws: FakeAWS | LocalAWS) -> list[str]:
    return sorted(mail.recipients[0] for mail in aws.mails)


def items_of(fake: FakeAWS, kind: str) -> dict[str, dict[str, Any]]:
    """The ledger's items of one kind by their names."""
    return {id: item for (_, id), item in fake.items.items() if id.startswith(kind)}


def states(fake: FakeAWS) -> list[str]:
    return sorted(item["state"]["S"] for item in items_of(fake, PERSON).values())


def let_a_period_pass(fake: FakeAWS) -> None:
    """Every item becomes as old as it will be at the next run of the schedule."""
    for item in fake.items.values():
        moments = {
            name: {"N": str(int(value["N"]) - PERIOD)}
            for name, value in item.items()
            if name in ("claimedAt", "nextAt", "sentAt", "expiresAt", "at")
        }
        fake.put_item({**item, **moments})


@pytest.mark.parametrize("cadence", ["steady", "easing"])
def test_92_98_the_second_run_of_a_period_mails_nobody(moto: LocalAWS, functions: Functions, cadence: str) -> None:
    moto.forget_reminders()
    credentials = moto.credentials([*ACTIONS, *LEDGER_ACTIONS])
    settings = {"LEDGER_TABLE": LEDGER, "LEDGER_SCOPE": SCOPE, "CADENCE": cadence}
    function = functions.with_credentials(credentials, moto, **settings)
    first = response_of(function.invoke({}))
    sent = first["emails"]["sent"]
    assert sent > 3 and len(moto.mails) == sent
    assert first["emails"]["alreadyReminded"] == first["emails"]["alreadyTried"] == 0
    again = functions.with_credentials(credentials, moto, **settings)
    for runner in (function, again):
        second = response_of(runner.invoke({}))
        assert len(moto.mails) == sent and second["emails"]["sent"] == 0
        assert second["emails"]["alreadyReminded"] == sent
        # Whoever SES refused is tried again, and was not reminded.
        assert second["emails"]["failed"] == first["emails"]["failed"]
    reminded = [entry for entry in second["notifications"] if entry["outcome"] == "alreadyReminded"]
    assert all(entry["lastReminded"] < entry["nextReminder"] for entry in reminded)
    moto.forget_reminders()


def test_what_stands_in_the_ledger(people: FakeAWS, functions: Functions) -> None:
    """Neither an address nor a user's name, but hashes and key ids."""
    response_of(functions.on(people, **ON_THE_FAKE).invoke({}))
    assert states(people) == ["sent"] * len(NAMES)
    assert "@" not in str(people.items) and not any(name.split("@")[0] in str(people.items) for name in NAMES)
    assert {scope for scope, _ in people.items} == {SCOPE}
    id, item = next(iter(items_of(people, PERSON).items()))
    assert len(id) == len(PERSON) + 32
    assert int(item["nextAt"]["N"]) - int(item["claimedAt"]["N"]) == PERIOD - 43_200
    assert item["sentAt"] == item["claimedAt"] and item["messageId"]["S"]
    ((key, history),) = item["keys"]["M"].items()
    assert key.startswith("012345678912/AKIA") and history["M"]["times"] == {"N": "1"}


def test_a_period_later_everybody_is_mailed_again(people: FakeAWS, functions: Functions) -> None:
    function = functions.on(people, **ON_THE_FAKE)
    for times in ("1", "2", "3"):
        response = response_of(function.invoke({}))
        assert {key["reminder"] for entry in response["notifications"] for key in entry["keys"]} == {int(times)}
        histories = [history for item in items_of(people, PERSON).values() for history in item["keys"]["M"].values()]
        assert [history["M"]["times"]["N"] for history in histories] == [times] * len(NAMES)
        let_a_period_pass(people)
    assert recipients(people) == sorted(NAMES * 3)
    assert people.mails[-1].subject.endswith(": third reminder")
    assert "This is the third reminder; the first came on" in " ".join(people.mails[-1].text.split())
    assert "reminder;" not in people.mails[0].text


def test_an_easing_cadence_keeps_the_day_that_the_mail_names(people: FakeAWS, functions: Functions) -> None:
    # Not in the days in which the mail becomes long overdue.
    account = Account(
        [stale_user(name, Key(f"AKIAOLDKEY000000000{number}", days_ago(500))) for number, name in enumerate(NAMES)]
    )
    people.change(account=account)
    function = functions.on(people, CADENCE="easing", **ON_THE_FAKE)
    for period, (sent, periods) in enumerate([(5, 1), (5, 1), (5, 2), (0, 1), (5, 4), (0, 3), (0, 2), (0, 1), (5, 8)]):
        response = response_of(function.invoke({}))
        assert response["emails"]["sent"] == sent, period
        next_day = (datetime.now(UTC) + timedelta(days=3 * periods)).date().isoformat()
        assert {entry["nextReminder"] for entry in response["notifications"]} == {next_day}
        if sent:
            assert f"on {datetime.now(UTC) + timedelta(days=3 * periods):%A} {next_day}" in collapsed(people.mails[-1])
        let_a_period_pass(people)
    assert {item["round"]["N"] for item in items_of(people, PERSON).values()} == {"5"}
    # Another key of one of them: it is due now, and the others are not.
    account.users[0].keys.append(Key("AKIAANOTHERKEY000001", days_ago(120)))
    people.change(account=account)
    emails = response_of(function.invoke({}))["emails"]
    assert (emails["sent"], emails["alreadyReminded"]) == (1, 4)


def collapsed(mail: Mail) -> str:
    return " ".join(mail.text.split())


def test_without_the_variable_nothing_is_remembered(people: FakeAWS, functions: Functions) -> None:
    function = functions.on(people)
    for _ in range(2):
        assert "alreadyReminded" not in response_of(function.invoke({}))["emails"]
    assert recipients(people) == sorted(NAMES * 2) and not people.items


@pytest.mark.parametrize("moment", ["claim", "mail", "record"])
def test_103_94_killed_and_run_again(people: FakeAWS, moment: str) -> None:
    """The process dies in the middle; the same event again, by another process; then the next period."""
    fault = {
        # The claim is written, and nobody hears of it.
        "claim": {"match": {"operation": "UpdateItem", "nth": 1}, "do": {"stall": True, "after": True}},
        # The mail is accepted, and nobody hears of it.
        "mail": {"match": {"operation": "SendEmail", "nth": 1}, "do": {"stall": True, "after": True}},
        # The mail has left, and its outcome is not recorded.
        "record": {"match": {"operation": "UpdateItem", "nth": 2}, "do": {"stall": True}},
    }[moment]
    people.change(faults=[fault])
    one_by_one = {"MAX_CONCURRENCY": "1", **ON_THE_FAKE}
    with function_on(people, **one_by_one) as function:
        function.give_event()
        wait_for(lambda: any(request.do.get("stall") for request in people.requests))
        function.process.kill()
    people.change(faults=[])
    before = recipients(people)
    assert len(before) == (0 if moment == "claim" else 1) and states(people) == ["claimed"]
    with function_on(people, **one_by_one) as function:
        response = function.invoke()
        assert sorted(outcomes(response).values()) == ["alreadyTried"] + ["sent"] * 4
        assert response["complete"] and response["emails"]["alreadyTried"] == 1
    assert len(recipients(people)) == len(set(recipients(people))) == len(before) + 4
    let_a_period_pass(people)
    with function_on(people, **one_by_one) as function:
        assert function.invoke()["emails"]["sent"] == len(NAMES)


def wait_for(condition: Any) -> None:
    """Until `condition` holds; the test's time limit ends it otherwise."""
    tick = threading.Event()
    while not condition():
        tick.wait(0.01)


def test_93_104_three_runs_at_once(people: FakeAWS) -> None:
    """Each of the three is held at its first claim until all have read the ledger."""
    people.change(faults=[{"match": {"operation": "UpdateItem"}, "do": {"delay_ms": 20}}])
    with (
        function_on(people, **ON_THE_FAKE) as first,
        function_on(people, **ON_THE_FAKE) as second,
        function_on(people, **ON_THE_FAKE) as third,
    ):
        functions = (first, second, third)
        ids = [function.give_event() for function in functions]
        responses = []
        for function, request_id in zip(functions, ids, strict=True):
            responses.append(function.response_to(function.api.next_call(), request_id))
            function.api.accept()
            function.asks()
    assert recipients(people) == sorted(NAMES)
    assert sum(response["emails"]["sent"] for response in responses) == len(NAMES)
    assert all(response["complete"] for response in responses)


@pytest.mark.parametrize(
    "fault",
    [
        {"error": "AccessDeniedException", "message": "You may not."},
        {"error": "ResourceNotFoundException", "message": "Requested resource not found"},
        {"status": 500},
        {"close": "reset"},
        {"damage": "truncated"},
        {"status": 200, "body": "{}", "content_type": "application/x-amz-json-1.0"},
    ],
    ids=lambda fault: next(iter(fault.values())) if "error" in fault else "-".join(map(str, fault)),
)
def test_95_100_nobody_is_mailed_when_the_ledger_cannot_be_read(
    people: FakeAWS, functions: Functions, fault: dict[str, Any]
) -> None:
    people.change(faults=[{"match": {"operation": "Query"}, "do": fault}])
    invocation = functions.on(people, ADMIN_EMAIL="admins@example.com", **ON_THE_FAKE).invoke({})
    assert invocation.error_type == "Function.LedgerUnavailable", invocation.response
    assert "dynamodb:Query" in invocation.error_message and invocation.error_message.endswith("Nobody was mailed.")
    assert people.mails == [] and not people.items


def test_100_a_ledger_that_recovers_is_waited_for(people: FakeAWS, functions: Functions) -> None:
    people.change(
        faults=[
            {"match": {"operation": "Query", "nth": 1}, "do": {"error": "ThrottlingException"}},
            {"match": {"operation": "UpdateItem", "nth": [1, 4]}, "do": {"error": "RequestLimitExceeded"}},
            {"match": {"operation": "UpdateItem", "nth": 2}, "do": {"status": 503}},
        ]
    )
    response = response_of(functions.on(people, **ON_THE_FAKE).invoke({}))
    assert response["complete"] and recipients(people) == sorted(NAMES) and states(people) == ["sent"] * len(NAMES)


def test_99_102_a_response_of_the_ledger_is_lost(people: FakeAWS, functions: Functions) -> None:
    """Each claim and each record is written, its response is lost, and it is sent again."""
    every_second = {"operation": "UpdateItem", "nth": list(range(1, 40, 2))}
    people.change(faults=[{"match": every_second, "do": {"close": "reset", "after": True}}])
    response = response_of(functions.on(people, MAX_CONCURRENCY="1", **ON_THE_FAKE).invoke({}))
    assert response["complete"] and not response["warnings"]
    assert recipients(people) == sorted(NAMES) and states(people) == ["sent"] * len(NAMES)


def test_101_one_claim_fails(people: FakeAWS, functions: Functions) -> None:
    people.change(faults=[{"match": {"operation": "UpdateItem", "nth": 1}, "do": {"error": "AccessDeniedException"}}])
    response = response_of(functions.on(people, MAX_CONCURRENCY="1", **ON_THE_FAKE).invoke({}))
    assert stages(response) == {NAMES[0]: "ledger"} and recipients(people) == NAMES[1:]
    assert "Allow dynamodb:UpdateItem in the policy" in response["failures"][0]["message"]


def test_102_a_record_fails(people: FakeAWS, functions: Functions) -> None:
    people.change(faults=[{"match": {"operation": "UpdateItem", "nth": 2}, "do": {"error": "AccessDeniedException"}}])
    function = functions.on(people, MAX_CONCURRENCY="1", **ON_THE_FAKE)
    response = response_of(function.invoke({}))
    assert response["complete"] and response["emails"]["sent"] == len(NAMES)
    (warning,) = response["warnings"]
    assert warning.startswith(f"The mail to the owner {NAMES[0]} was handed over")
    people.change(faults=[])
    assert outcomes(response_of(function.invoke({})))[NAMES[0]] == "alreadyTried"
    assert recipients(people) == sorted(NAMES)


def test_106_a_foreign_item(people: FakeAWS, functions: Functions) -> None:
    function = functions.on(people, **ON_THE_FAKE)
    response_of(function.invoke({}))
    odd = next(iter(items_of(people, PERSON).values()))
    people.put_item({**odd, "state": {"S": "delivered"}})
    let_a_period_pass(people)
    response = response_of(function.invoke({}))
    assert list(stages(response).values()) == ["ledger"] and response["emails"]["sent"] == len(NAMES) - 1
    assert "Its attribute state is not as KeyReminder writes it." in response["failures"][0]["message"]


def test_107_the_ledger_in_many_pages(people: FakeAWS, functions: Functions) -> None:
    function = functions.on(people, **ON_THE_FAKE)
    response_of(function.invoke({}))
    people.change(page_size=2, faults=[{"match": {"operation": "Query", "nth": 1}, "do": {"page_size": 0}}])
    people.reset()
    response = response_of(function.invoke({}))
    assert response["emails"]["alreadyReminded"] == len(NAMES) and people.mails == []
    assert len(people.calls("Query")) == 5  # four pages of people, and one of the lines of runs


def test_107_a_page_that_leads_back(people: FakeAWS, functions: Functions) -> None:
    page = '{"Items":[],"LastEvaluatedKey":{"scope":{"S":"s"},"id":{"S":"P#1"}}}'
    people.change(faults=[{"match": {"operation": "Query"}, "do": {"status": 200, "body": page}}])
    invocation = functions.on(people, **ON_THE_FAKE).invoke({})
    assert invocation.error_type == "Function.LedgerUnavailable" and people.mails == []


def test_108_a_wrong_checksum(people: FakeAWS, functions: Functions) -> None:
    damaged = {"status": 200, "body": '{"Items":[]}', "headers": {"x-amz-crc32": "1"}}
    function = functions.on(people, **ON_THE_FAKE)
    response_of(function.invoke({}))
    people.change(faults=[{"match": {"operation": "Query", "nth": 1}, "do": damaged}])
    response = response_of(function.invoke({}))
    assert response["emails"]["alreadyReminded"] == len(NAMES) and recipients(people) == sorted(NAMES)


def test_a_rehearsal_uses_up_nobodys_period(people: FakeAWS, functions: Functions) -> None:
    redirected = functions.on(people, REDIRECT_TO="trial@example.com", **ON_THE_FAKE)
    for expected in ("sent", "alreadyReminded"):
        assert set(outcomes(response_of(redirected.invoke({}))).values()) == {expected}
    assert len(items_of(people, PERSON)) == len(NAMES) and {scope for scope, _ in people.items} == {SCOPE + ":redirect"}
    assert response_of(functions.on(people, **ON_THE_FAKE).invoke({}))["emails"]["sent"] == len(NAMES)


def test_a_dry_run_writes_nothing(people: FakeAWS, functions: Functions) -> None:
    function = functions.on(people, **ON_THE_FAKE)
    assert set(outcomes(response_of(function.invoke({"dryRun": True}))).values()) == {"dryRun"}
    assert not people.items
    response_of(function.invoke({}))
    people.reset()
    assert set(outcomes(response_of(function.invoke({"dryRun": True}))).values()) == {"alreadyReminded"}
    assert people.calls("UpdateItem") == []


def test_103_104_many_runs_at_once_of_which_a_third_is_killed(fake: FakeAWS) -> None:
    """Whatever the moment of each death: nobody gets two mails, and a period later everybody gets one."""
    # Names whose letters have different sums, so that no two of them own the same key.
    people = ["a" * (number + 1) + "@example.com" for number in range(25)]
    fake.configure(Settings(account=stale_users(*people)))
    for death in range(3):
        fake.change(faults=[{"match": {"operation": "UpdateItem"}, "do": {"delay_ms": 2}}])
        with ExitStack() as stack:
            running = [stack.enter_context(function_on(fake, **ON_THE_FAKE)) for _ in range(6)]
            for function in running:
                function.give_event()
            wait_for(lambda least=8 * (death + 1): fake.counts["operations"].get("UpdateItem", 0) >= least)
            for function in running[:2]:
                function.process.kill()
            for function in running[2:]:
                function.api.next_call()
                function.api.accept()
                function.asks()
        received = recipients(fake)
        assert len(received) == len(set(received)), received
        let_a_period_pass(fake)
        fake.reset()
    with function_on(fake, **ON_THE_FAKE) as function:
        assert function.invoke()["emails"]["sent"] == len(people)
