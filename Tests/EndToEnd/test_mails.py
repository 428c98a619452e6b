# SPDX-License-Identifier: Apache-2.0
"""The mail as SES received it: whole, in two bodies that say the same, with the required headers."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest

from accounts import response_of, stale_user
from confidential import FAKE_KEY
from conftest import Functions
from Sandbox.fake_aws import Account, FakeAWS, Settings
from Sandbox.fake_aws.account import Key, days_ago
from Sandbox.mail import Mail
from Sandbox.sample_account import SENDER, SUPPORT

ANA = "ana@example.com"
SECOND_KEY, FRESH_KEY = "AKIAFAKE00000SECOND0", "AKIAFAKE000000FRESH0"
EMPTY_TAGS = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


@pytest.fixture
def ana(fake: FakeAWS) -> FakeAWS:
    """Ana has two stale keys and a fresh one."""
    keys = [Key(FAKE_KEY, days_ago(412)), Key(SECOND_KEY, days_ago(130)), Key(FRESH_KEY, days_ago(5))]
    fake.configure(Settings(account=Account([stale_user(ANA, *keys)])))
    return fake


@pytest.fixture
def busy_ana(fake: FakeAWS) -> FakeAWS:
    """Ana has one stale key, in use."""
    fake.configure(Settings(account=Account([stale_user(ANA, Key(FAKE_KEY, days_ago(412), last_used=days_ago(1)))])))
    return fake


def the_mail(fake: FakeAWS, functions: Functions, **variables: str) -> Mail:
    response_of(functions.on(fake, **variables).invoke({}))
    assert len(fake.mails) == 1
    return fake.mails[0]


class Page(HTMLParser):
    """The text of an HTML mail, its links, and whether its elements are closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.links, self.images, self.names = "", [], [], set()
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert self._open == [], f"elements that are never closed: {self._open}"

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.links += [value for name, value in attributes if name == "href" and value]
        self.images += [value for name, value in attributes if name == "src" and value]
        if tag not in EMPTY_TAGS:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY_TAGS:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_it_goes_to_the_owner_alone(ana: FakeAWS, functions: Functions) -> None:
    mail = the_mail(ana, functions)
    assert mail.sender == SENDER and mail.recipients == [ANA]


def test_its_subject_names_the_account_in_plain_ascii(ana: FakeAWS, functions: Functions) -> None:
    subject = the_mail(ana, functions).subject
    assert "012345678912" in subject and subject.isascii() and subject.isprintable()


def test_both_bodies_tell_each_key_its_date_and_its_age(ana: FakeAWS, functions: Functions) -> None:
    mail = the_mail(ana, functions)
    for body in (mail.text, Page(mail.html).text):
        for key, age in ((FAKE_KEY, 412), (SECOND_KEY, 130)):
            assert key in body and days_ago(age)[:10] in body and str(age) in body
        assert FRESH_KEY not in body
        assert "012345678912" in body


@pytest.mark.parametrize("status", ["Inactive", "Expired"])
def test_an_inactive_key_is_named_and_deleted_before_a_new_one_is_created(
    fake: FakeAWS, functions: Functions, status: str
) -> None:
    """AWS allows two keys per user, whatever their status: a second one beside both would be refused."""
    keys = [Key(FAKE_KEY, days_ago(412), last_used=days_ago(1)), Key(SECOND_KEY, days_ago(300), status)]
    fake.configure(Settings(account=Account([stale_user(ANA, *keys)])))
    mail = the_mail(fake, functions)
    deletion = f"aws iam delete-access-key --user-name {ANA} --access-key-id {SECOND_KEY}"
    for body in (mail.text, Page(mail.html).text):
        assert f"{SECOND_KEY}, {status.lower()}, 300 days old" in " ".join(body.split())
        assert body.index(deletion) < body.index("aws iam create-access-key")


def test_the_text_is_text_and_the_html_is_html(ana: FakeAWS, functions: Functions) -> None:
    mail = the_mail(ana, functions)
    page = Page(mail.html)
    assert "<" + "p" not in mail.text and "</" not in mail.text and "&amp;" not in mail.text
    assert page.names & {"p", "table", "li", "div"} and not page.names & {"script", "iframe", "form"}
    assert page.images == []


def test_it_says_how_to_rotate_with_a_link_to_awss_guide(ana: FakeAWS, functions: Functions) -> None:
    mail = the_mail(ana, functions)
    assert "https://docs.aws.amazon.com/" in mail.text
    assert any(link.startswith("https://docs.aws.amazon.com/") for link in Page(mail.html).links) or (
        "https://docs.aws.amazon.com/" in Page(mail.html).text
    )


def test_it_says_how_to_do_without_a_key_before_it_says_how_to_rotate(busy_ana: FakeAWS, functions: Functions) -> None:
    advice = "https://wiki.example.com/aws?page=no-keys"
    mail = the_mail(busy_ana, functions, ADVICE_URL=advice)
    assert mail.text.index("aws login") < mail.text.index("If it must be a key: rotate it")
    assert f"<{advice}>" in mail.text and advice in Page(mail.html).links


def test_of_two_keys_in_use_the_one_used_longer_ago_goes_first(fake: FakeAWS, functions: Functions) -> None:
    keys = [Key(FAKE_KEY, days_ago(412), last_used=days_ago(1)), Key(SECOND_KEY, days_ago(300), last_used=days_ago(30))]
    fake.configure(Settings(account=Account([stale_user(ANA, *keys)])))
    mail = the_mail(fake, functions)
    for body in (mail.text, Page(mail.html).text):
        assert f"Remove {SECOND_KEY} first." in " ".join(body.split())
        commands = [line for line in body.split("aws iam ")[1:] if SECOND_KEY in line or FAKE_KEY in line]
        assert [SECOND_KEY in command for command in commands] == [True] * 3 + [False] * 3


def test_the_last_use_is_looked_up_before_a_key_is_deactivated(busy_ana: FakeAWS, functions: Functions) -> None:
    mail = the_mail(busy_ana, functions)
    look = f"aws iam get-access-key-last-used --access-key-id {FAKE_KEY}"
    deactivate = f"--status Inactive --user-name {ANA} --access-key-id {FAKE_KEY}"
    assert 0 < mail.text.index(look) < mail.text.index(deactivate)


def test_whoever_needs_more_time_asks_the_support_with_one_link(ana: FakeAWS, functions: Functions) -> None:
    mail = the_mail(ana, functions, SUPPORT_EMAIL=SUPPORT)
    link = next(link for link in Page(mail.html).links if "?subject=" in link)
    assert f"<{link}>" in mail.text and FAKE_KEY not in link
    target = urlsplit(link)
    fields = parse_qs(target.query, keep_blank_values=True, strict_parsing=True)
    assert (target.scheme, target.path, set(fields)) == ("mailto", SUPPORT, {"subject", "body"})
    assert fields["subject"] == ["More time for 2 access keys"]
    [account, keys, until, because] = fields["body"][0].split("\r\n")
    assert account == "Account: 012345678912" and (until, because) == ("Until (YYYY-MM-DD): ", "Because: ")
    assert f"{FAKE_KEY[:4]}...{FAKE_KEY[-4:]} of {ANA}" in keys
    assert "+" not in link, "a mail program reads it as a plus"


def test_the_support_page_is_named(ana: FakeAWS, functions: Functions) -> None:
    page = "https://help.example.com/keys"
    mail = the_mail(ana, functions, SUPPORT_URL=page)
    assert f"<{page}>" in mail.text and page in Page(mail.html).links


def test_it_says_when_the_next_one_comes(ana: FakeAWS, functions: Functions) -> None:
    mail = the_mail(ana, functions, SEND_EVERY_DAYS="17")
    assert "17 days" in mail.text and "17 days" in Page(mail.html).text


def test_no_machine_replies_to_it(ana: FakeAWS, functions: Functions) -> None:
    headers = {name.lower(): value for name, value in the_mail(ana, functions).headers.items()}
    assert headers["auto-submitted"] == "auto-generated"


def test_the_support_address_is_stated_and_gets_the_replies(ana: FakeAWS, functions: Functions) -> None:
    mail = the_mail(ana, functions, SUPPORT_EMAIL=SUPPORT)
    assert mail.reply_to == [SUPPORT]
    assert SUPPORT in mail.text and SUPPORT in Page(mail.html).text


@pytest.mark.parametrize("name", ["Cloud Security", 'Keys, "old" ones <x@y>', "Zoë Öz – 鍵 🔑", "é" * 64])
def test_the_senders_name_is_what_a_mail_program_shows(ana: FakeAWS, functions: Functions, name: str) -> None:
    mail = the_mail(ana, functions, SENDER_NAME=name)
    assert (mail.sender, mail.sender_name) == (SENDER, name)


def test_bounces_go_where_they_should(ana: FakeAWS, functions: Functions) -> None:
    assert the_mail(ana, functions).feedback_to == ""
    ana.reset()
    assert the_mail(ana, functions, FEEDBACK_EMAIL="bounces@example.com").feedback_to == "bounces@example.com"


def test_a_configuration_set_is_named_with_what_its_events_are_counted_by(ana: FakeAWS, functions: Functions) -> None:
    response_of(functions.on(ana, CONFIGURATION_SET="events", ADMIN_EMAIL="admins@example.com").invoke({}))
    assert [mail.configuration_set for mail in ana.mails] == ["events", "events"]
    assert [mail.tags for mail in ana.mails] == [{"kind": "reminder", "urgency": "final"}, {"kind": "adminReport"}]


def test_several_people_are_asked_and_told_in_one_mail(ana: FakeAWS, functions: Functions) -> None:
    support, admins = ["help@example.com", "ops@example.com"], ["a@example.com", "b@example.com"]
    lists = {"SUPPORT_EMAIL": " ".join(support), "ADMIN_EMAIL": " ".join(admins)}
    response_of(functions.on(ana, **lists).invoke({}))
    reminder, report = ana.mails
    assert reminder.reply_to == support and all(address in reminder.text for address in support)
    assert report.recipients == admins


def test_without_support_there_is_no_reply_to(ana: FakeAWS, functions: Functions) -> None:
    assert the_mail(ana, functions).reply_to == []


def test_the_response_carries_the_message_id(ana: FakeAWS, functions: Functions) -> None:
    response = response_of(functions.on(ana).invoke({}))
    assert response["notifications"][0]["messageId"] == ana.mails[0].message_id
    assert response["notifications"][0]["to"] == ANA
