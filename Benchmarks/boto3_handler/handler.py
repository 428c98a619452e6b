# SPDX-License-Identifier: Apache-2.0
"""The same job as one would write it in Python: boto3's clients, one call after the other."""

import os
from datetime import datetime, timezone

import boto3

iam = boto3.client("iam")
ses = boto3.client("sesv2")

SENDER = os.environ["SENDER_EMAIL"]
ALERT_AFTER_DAYS = int(os.environ.get("ALERT_AFTER_DAYS", "100"))

TEXT = """Your access keys are old

{keys}

Please make a new key, use it everywhere, deactivate the old one, and delete it after some days.
This mail comes every 3 days until then.
"""
HTML = "<!doctype html><html><body><h1>Your access keys are old</h1><ul>{keys}</ul></body></html>"


def handler(event, context):
    listed = checked = stale = sent = 0
    quota = ses.get_account()["SendQuota"]
    for page in iam.get_paginator("list_users").paginate(PaginationConfig={"PageSize": 1000}):
        for user in page["Users"]:
            listed += 1
            if "PasswordLastUsed" not in user:
                continue
            checked += 1
            keys = stale_keys(user["UserName"])
            if keys:
                stale += len(keys)
                remind(user["UserName"], keys)
                sent += 1
    return {"listed": listed, "checked": checked, "stale": stale, "sent": sent, "rate": quota["MaxSendRate"]}


def stale_keys(user_name):
    now = datetime.now(timezone.utc)
    pages = iam.get_paginator("list_access_keys").paginate(UserName=user_name)
    keys = (key for page in pages for key in page["AccessKeyMetadata"])
    ages = ((key["AccessKeyId"], (now - key["CreateDate"]).days) for key in keys if key["Status"] == "Active")
    return [(key, days, last_use(key)) for key, days in ages if days >= ALERT_AFTER_DAYS]


def last_use(key):
    use = iam.get_access_key_last_used(AccessKeyId=key)["AccessKeyLastUsed"]
    return f"last used {use['LastUsedDate']:%Y-%m-%d}" if "LastUsedDate" in use else "never used"


def remind(address, keys):
    lines = [f"{key}: {days} days, {use}" for key, days, use in keys]
    body = {
        "Text": {"Data": TEXT.format(keys="\n".join(lines)), "Charset": "UTF-8"},
        "Html": {"Data": HTML.format(keys="".join(f"<li>{line}</li>" for line in lines)), "Charset": "UTF-8"},
    }
    ses.send_email(
        FromEmailAddress=SENDER,
        Destination={"ToAddresses": [address]},
        Content={"Simple": {"Subject": {"Data": "Your access keys are old", "Charset": "UTF-8"}, "Body": body}},
    )
