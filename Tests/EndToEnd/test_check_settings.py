# SPDX-License-Identifier: Apache-2.0
"""Scripts/check-settings can fail: a project that passes is changed in one place, and the check must report it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from Sandbox.emulator import ROOT

TEMPLATE = """\
Parameters:
  SenderEmail:
    Type: String
    Description: The From address.
    AllowedPattern: '^[^@]+@[^@]+$'
  DryRun:
    Type: String
    Default: "true"
    AllowedValues: ["true", "false"]
    Description: "true: do everything but send."
  # How many at most.
  MaxEmails:
    Type: Number
    Default: 1000
    MinValue: 1
    MaxValue: 100000
    Description: >-
      A run that would send
      more sends none.
  Width:
    Type: String
    Default: ""
    Description: Requests in flight.
    AllowedPattern: "^([1-9]|[1-5][0-9]|6[0-4])?$"
  ReadLastUse:
    Type: String
    Default: "true"
    AllowedValues: ["true", "false"]
    Description: Whether the role may ask.
  EmailTemplate:
    Type: String
    Default: ""
    Description: A template of SES.
    AllowedPattern: "^[a-z]*$"

Conditions:
  IsTrue: !Equals [!Ref ReadLastUse, "true"]
  ReadsLastUse: !And
    - !Condition IsTrue
    - !Condition IsTrue
  HasTemplate: !Not [!Equals [!Ref EmailTemplate, ""]]

Resources:
  KeyReminderFunction:
    Properties:
      Environment:
        Variables:
          SENDER_EMAIL: !Ref SenderEmail
          DRY_RUN: !Ref DryRun
          MAX_EMAILS: !Ref MaxEmails
          MAX_CONCURRENCY: !Ref Width
          EMAIL_TEMPLATE: !Ref EmailTemplate
          USERS: !If
            - IsTrue
            - !Ref EmailTemplate
            - ""

  FunctionRole:
    Policies:
      - Statement:
          - !If
            - ReadsLastUse
            - Sid: ReadLastUse
              Effect: Allow
              Action: iam:GetAccessKeyLastUsed
              Resource: "*"
            - !Ref AWS::NoValue
          - Sid: Send
            Action: !If [HasTemplate, [ses:SendEmail, ses:SendTemplatedEmail], ses:SendEmail]
            Resource: "*"
"""

PAGE = """\
# Settings

| variable | parameter | meaning | default | allowed | permission | since |
| --- | --- | --- | --- | --- | --- | --- |
| `SENDER_EMAIL` | `SenderEmail` | the From address | required | one address | `ses:SendEmail` | 1.0 |
| `DRY_RUN` | `DryRun` | sends nothing | `false`; parameter `true` | `true` or `false` | – | 1.0 |
| `MAX_EMAILS` | `MaxEmails` | mails at most | 1000 | 1 to 100000 | – | 1.0 |
| `MAX_CONCURRENCY` | `Width` | requests in flight | 16 | 1 to 64 | – | 1.1 |
| `EMAIL_TEMPLATE` | `EmailTemplate` | a template | none | a name | `ses:SendTemplatedEmail` | 1.0 |
| `USERS` | – | who | `console` | `console` or `all` | – | 1.0 |
| – | `ReadLastUse` | asks | `true` | `true` or `false` | `iam:GetAccessKeyLastUsed` | 1.0 |
| `AWS_REGION` | – | the region | required | a region | – | 1.0 |
| `HTTPS_PROXY` | – | the proxy | none | a URL | – | 1.0 |
| `AWS_ENDPOINT_URL_SES` | – | an endpoint | none | a URL | – | 1.0 |
"""

README = """\
# KeyReminder

## Settings

| variable | default | meaning |
| --- | --- | --- |
| `SENDER_EMAIL` | required | the From address |
| `DRY_RUN` | `false` | sends nothing |

## Events
"""

CODE = """\
    // settings.optional("NOT_THIS", as: .boolean): a comment
    sender = try settings.required("SENDER_EMAIL", as: .address)
    rules = Rules(
      dryRun: try settings.optional("DRY_RUN", as: .boolean) ?? false,
      maxEmails: try settings.optional("MAX_EMAILS", as: .whole(1...100_000)) ?? 1000)
    width = try settings.optional("MAX_CONCURRENCY", as: .width) ?? 16
    template = try settings.optional("EMAIL_TEMPLATE", as: .templateName)
    users = try settings.optional("USERS", as: .audience) ?? .console
    region = try Region(settings["AWS_REGION"] ?? "")
    proxy = named("https_proxy", "HTTPS_PROXY")
    static let width = Format.whole(1...64)
"""

FILES = {
    "template.yaml": TEMPLATE,
    "docs/SETTINGS.md": PAGE,
    "README.md": README,
    "Sources/ReminderFunction/Configuration/Configuration.swift": CODE,
    "Sources/SES/Service+SES.swift": 'Service(\n  endpointVariable: "AWS_ENDPOINT_URL_SES", signingName: "ses")\n',
    "Sources/IAM/States.swift": 'let state = "NOT_A_VARIABLE"\n',
}


def check(folder: Path, original: str = "", changed: str = "") -> subprocess.CompletedProcess[str]:
    """The check's run over the small project, in one file of which the one place of `original` is changed."""
    assert not original or sum(text.count(original) for text in FILES.values()) == 1, "this is not one place"
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace(original, changed) if original else text)
    return subprocess.run([ROOT / "Scripts/check-settings"], cwd=folder, capture_output=True, text=True, check=False)


def test_what_fits_passes(tmp_path: Path) -> None:
    run = check(tmp_path)
    assert (run.returncode, run.stderr) == (0, "")


def line(setting: str) -> str:
    """The setting's row of the page."""
    (row,) = [row for row in PAGE.splitlines(keepends=True) if row.startswith(f"| {setting} |")]
    return row


SECOND = "| `EXTRA` | – | two | none | a word | – | 1.0 |\n"
# What is changed into what, and what the check must say.
CHANGES: dict[str, tuple[str, str, str]] = {
    "a row is missing": (line("`USERS`"), "", "no row for the variable USERS"),
    "a parameter's row is missing": (line("–"), "", "no row for the parameter ReadLastUse"),
    "a row is too many": (line("`USERS`"), line("`USERS`") + SECOND, "EXTRA has a row"),
    "a parameter is gone": (line("`USERS`"), line("`USERS`").replace("–", "`Gone`", 1), "no such parameter"),
    "a row is there twice": (line("`USERS`"), line("`USERS`") * 2, "USERS has two rows"),
    "a row lacks a cell": (line("–"), "| – | `ReadLastUse` | asks | `true` | – | 1.0 |\n", "seven cells"),
    "a version is none": ("| – | 1.1 |", "| – | soon |", "not a version"),
    "the code reads another": ("region = try", 'more = settings["MORE"]\n    region = try', "the variable MORE"),
    "the code names another": ('HTTPS_PROXY")', 'HTTPS_PROXY", "all_proxy")', "the variable ALL_PROXY"),
    "the environment is read elsewhere": ('"NOT_A_VARIABLE"', 'environment["ELSEWHERE"]', "variable ELSEWHERE"),
    "a service's endpoint": ('Variable: "AWS_ENDPOINT_URL_SES"', 'Variable: "AWS_ENDPOINT_URL_SESV2"', "URL_SESV2"),
    "the code reads one less": ('"EMAIL_TEMPLATE", as', '"EMAIL_TEMPLATES", as', "sets the variable EMAIL_TEMPLATE,"),
    "the template sets one less": (
        "          MAX_EMAILS: !Ref MaxEmails\n",
        "",
        "does not set the variable MAX_EMAILS",
    ),
    "the template sets it from another": ("MAX_EMAILS: !Ref MaxEmails", "MAX_EMAILS: !Ref Width", "from MaxEmails"),
    "a parameter's default": ("Default: 1000", "Default: 100", "default of MaxEmails is 100, not 1000"),
    "a parameter without a default": (
        '    Default: ""\n    Description: A temp',
        "    Description: A temp",
        "required",
    ),
    "a parameter with a default": ("Description: The From", "Default: a@b\n    Description: The From", "a@b"),
    "a default of the code's": ("?? 1000", "?? 500", "code's default is 500, not 1000"),
    "a default of the code's that is new": (
        "as: .templateName)",
        'as: .templateName) ?? "x"',
        "default is x, not none",
    ),
    "a default that the code does not have": (" ?? 16", "", "the code has no such default: 16"),
    "it is required": ('settings.optional("EMAIL_TEMPLATE"', 'settings.required("EMAIL_TEMPLATE"', "requires it"),
    "it is not required": ("settings.required(", "settings.optional(", "does not require it"),
    "a range of the code's": ("whole(1...100_000)", "whole(1...99_999)", "takes 1 to 99999"),
    "a named range of the code's": ("Format.whole(1...64)", "Format.whole(1...32)", "takes 1 to 32"),
    "a range of the parameter's": ("MaxValue: 100000", "MaxValue: 99999", "takes 1 to 99999"),
    "a pattern that takes too much": ("6[0-4])?$", "6[0-9])?$", "pattern of Width is not 1 to 64"),
    "a pattern that takes too little": ("6[0-4])?$", "6[0-3])?$", "pattern of Width is not 1 to 64"),
    "a choice more": (
        'AllowedValues: ["true", "false"]\n    Description: "true',
        'AllowedValues: ["true", "false", "maybe"]\n    Description: "true',
        "maybe",
    ),
    "true and false": (
        "| `false`; parameter `true` | `true` or `false` |",
        "| `false`; parameter `true` | yes; parameter `true` or `false` |",
        "takes true or false",
    ),
    "anything goes": ("    AllowedPattern: '^[^@]+@[^@]+$'\n", "", "SenderEmail has no AllowedPattern"),
    "it is not described": ("    Description: The From address.\n", "", "SenderEmail has no Description"),
    "a permission is not told": ("| `iam:GetAccessKeyLastUsed` |", "| – |", "role gets iam:GetAccessKeyLastUsed"),
    "a permission for another": (
        line("`MAX_EMAILS`"),
        line("`MAX_EMAILS`").replace("–", "`iam:GetAccessKeyLastUsed`"),
        "MAX_EMAILS: template.yaml allows no iam",
    ),
    "a permission that is not there": ("| `ses:SendEmail` |", "| `ses:SendRawEmail` |", "no ses:SendRawEmail"),
    "an action with a template": ("| `ses:SendTemplatedEmail` |", "| – |", "gets ses:SendTemplatedEmail"),
    "README has another default": (
        "| `DRY_RUN` | `false` | sends",
        "| `DRY_RUN` | `true` | sends",
        "README.md: DRY_RUN",
    ),
    "README shows one that is not there": (
        "| `DRY_RUN` | `false` | sends",
        "| `DRY` | `false` | sends",
        "README.md: DRY has",
    ),
    "README shows none": ("## Settings\n\n", "## Variables\n\n", "shows 0 settings"),
    "README shows eleven": (
        "| `DRY_RUN` | `false` | sends nothing |\n",
        "| `DRY_RUN` | `false` | sends nothing |\n" * 10,
        "shows 11",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_does_not_fit_is_told(tmp_path: Path, change: str) -> None:
    original, changed, message = CHANGES[change]
    run = check(tmp_path, original, changed)
    assert run.returncode == 1
    assert message in run.stderr
