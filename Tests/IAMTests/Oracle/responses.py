#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Responses in the shapes of IAM's, and what botocore's parser reads from each, as JSON on standard output.

A date becomes {"ms": MILLISECONDS SINCE 1970}.

usage: responses.py
"""

import datetime
import json

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.parsers import create_parser

MODEL = ServiceModel(Loader().load_service_model("iam", "service-2"), "iam")
XMLNS = 'xmlns="https://iam.amazonaws.com/doc/2010-05-08/"'


def response(operation, result):
    return (
        200,
        operation,
        (
            f"<{operation}Response {XMLNS}>\n  <{operation}Result>{result}</{operation}Result>\n"
            f"  <ResponseMetadata><RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId></ResponseMetadata>\n"
            f"</{operation}Response>\n"
        ),
    )


def user(name, more=""):
    return (
        f"<member><Path>/staff/</Path><UserName>{name}</UserName><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>"
        f"<Arn>arn:aws:iam::123456789012:user/staff/{name}</Arn><CreateDate>2013-10-04T15:01:22Z</CreateDate>{more}</member>"
    )


def users(*members, more="<IsTruncated>false</IsTruncated>"):
    return response("ListUsers", f"<Users>{''.join(members)}</Users>{more}")


def used(date):
    return f"<PasswordLastUsed>{date}</PasswordLastUsed>"


def key(id, status, date):
    return (
        f"<member><UserName>ana</UserName><AccessKeyId>{id}</AccessKeyId><Status>{status}</Status>"
        f"<CreateDate>{date}</CreateDate></member>"
    )


def keys(*members, more="<IsTruncated>false</IsTruncated>"):
    return response(
        "ListAccessKeys", f"<UserName>ana</UserName><AccessKeyMetadata>{''.join(members)}</AccessKeyMetadata>{more}"
    )


def tags(*pairs, more="<IsTruncated>false</IsTruncated>"):
    members = (f"<member><Key>{key}</Key><Value>{value}</Value></member>" for key, value in pairs)
    return response("ListUserTags", f"<Tags>{''.join(members)}</Tags>{more}")


def last_use(use):
    return response("GetAccessKeyLastUsed", f"<UserName>ana</UserName><AccessKeyLastUsed>{use}</AccessKeyLastUsed>")


def summary(**figures):
    entries = (f"<entry><key>{name}</key><value>{value}</value></entry>" for name, value in figures.items())
    return response("GetAccountSummary", f"<SummaryMap>{''.join(entries)}</SummaryMap>")


def error(status, code, message, type="Sender"):
    return (
        status,
        "ListUsers",
        (
            f"<ErrorResponse {XMLNS}>\n  <Error><Type>{type}</Type><Code>{code}</Code>"
            f"<Message>{message}</Message></Error>\n"
            f"  <RequestId>358299bb-b7f8-11e2-8d39-EXAMPLE</RequestId>\n</ErrorResponse>\n"
        ),
    )


MORE = "<IsTruncated>true</IsTruncated><Marker>AAIB+/=&amp;%25 x</Marker>"
CASES = {
    "users: two": users(user("ana", used("2026-02-03T04:05:06Z")), user("ben")),
    "users: none": response("ListUsers", "<Users/><IsTruncated>false</IsTruncated>"),
    "users: none on a page that goes on": response("ListUsers", "<Users/>" + MORE),
    "users: more": users(user("ana"), more=MORE),
    "users: a marker without more": users(user("ana"), more="<IsTruncated>false</IsTruncated><Marker>m</Marker>"),
    "users: odd names": users(
        user("a+b=c,d.e@f-g_h"), user("&#233;&lt;&amp;&gt;"), user("<![CDATA[a<b]]>"), user("漢字🦊")
    ),
    "users: what we do not read": users(
        user(
            "ana",
            (
                "<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>"
                "<PermissionsBoundaryArn>arn:aws:iam::123456789012:policy/b</PermissionsBoundaryArn></PermissionsBoundary>"
                "<Tags><member><Key>k</Key><Value>v</Value></member></Tags>"
            ),
        )
    ),
    "users: dates": users(
        user("utc", used("2014-10-20T00:00:00Z")),
        user("leap-day", used("2024-02-29T23:59:59Z")),
        user("milliseconds", used("2026-02-03T04:05:06.789Z")),
        user("east", used("2026-02-03T04:05:06+05:30")),
        user("west", used("2025-12-31T23:59:59-08:00")),
        user("first", used("1970-01-01T00:00:01Z")),
    ),
    "users: comments and white space": users("\n    <!-- one -->", user("ana"), "\n    "),
    "keys: one of each status": keys(
        key("AKIAIOSFODNN7EXAMPLE", "Active", "2013-10-04T15:01:22Z"),
        key("AKIAI44QH8DHBEXAMPLE", "Inactive", "2024-02-29T00:00:00Z"),
        key("AKIAEXPIREDEXAMPLE", "Expired", "2026-01-01T00:00:00.500Z"),
    ),
    "keys: none": keys(),
    "keys: more": keys(key("AKIAIOSFODNN7EXAMPLE", "Active", "2013-10-04T15:01:22Z"), more=MORE),
    "tags": tags(
        ("email", "ana@example.com"),
        ("empty", ""),
        ("space", "  a  b "),
        ("odd", "&lt;&#x1F98A;&quot;"),
        ("Größe", "ü"),
    ),
    "tags: none": tags(),
    "tags: more": tags(("a", "b"), more=MORE),
    "last use": last_use(
        "<LastUsedDate>2026-02-03T04:05:00Z</LastUsedDate><ServiceName>s3</ServiceName><Region>us-east-1</Region>"
    ),
    "last use: never": last_use("<ServiceName>N/A</ServiceName><Region>N/A</Region>"),
    "last use: a global service": last_use(
        "<LastUsedDate>2026-02-03T04:05:00Z</LastUsedDate><ServiceName>iam</ServiceName><Region>us-east-1</Region>"
    ),
    "summary: no root keys": summary(Users=32, AccountAccessKeysPresent=0, AccountMFAEnabled=1),
    "summary: root keys": summary(AccountAccessKeysPresent=2, Users=5000),
    "summary: nothing about root": summary(Users=1),
    # Shapes of other operations: all share the reader of XML.
    "a user": response("GetUser", user("ana", used("2026-02-03T04:05:06Z")).replace("member>", "User>")),
    "account aliases": response(
        "ListAccountAliases",
        "<AccountAliases><member>acme</member><member>b</member></AccountAliases><IsTruncated>false</IsTruncated>",
    ),
    "a credential report": response(
        "GetCredentialReport",
        "<Content>dXNlcixhcm4KYW5hLGE=</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>2026-02-03T04:05:06Z</GeneratedTime>",
    ),
}
ERRORS = {
    "no such entity": error(404, "NoSuchEntity", "The user with name ana cannot be found."),
    "access denied": error(
        403,
        "AccessDenied",
        (
            "User: arn:aws:sts::123456789012:assumed-role/r/f is not authorized to perform: iam:ListUsers on resource: "
            "arn:aws:iam::123456789012:user/ because no identity-based policy allows the iam:ListUsers action"
        ),
    ),
    "throttling": error(400, "Throttling", "Rate exceeded"),
    "a failure of the service": error(500, "ServiceFailure", "An &lt;error&gt; &amp; more", type="Receiver"),
    "an expired token": error(403, "ExpiredToken", "The security token included in the request is expired"),
    "no namespace": (
        400,
        "ListUsers",
        (
            "<ErrorResponse><Error><Code>ValidationError</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>"
        ),
    ),
    "no message": (
        400,
        "ListUsers",
        f"<ErrorResponse {XMLNS}><Error><Code>C</Code></Error><RequestId>r</RequestId></ErrorResponse>",
    ),
    "the shape of EC2": (
        400,
        "ListUsers",
        (
            "<Response><Errors><Error><Code>AuthFailure</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>"
        ),
    ),
    "an empty body": (503, "ListUsers", ""),
    "a proxy's page": (502, "ListUsers", "<html><body><h1>502 Bad Gateway</h1></body></html>"),
}


def parse(name, status, operation, body):
    response = {"status_code": status, "headers": {}, "body": body.encode()}
    parsed = create_parser("query").parse(response, MODEL.operation_model(operation).output_shape)
    metadata = parsed["ResponseMetadata"]
    parsed["ResponseMetadata"] = {name: metadata[name] for name in ("RequestId",) if name in metadata}
    return {"name": name, "operation": operation, "status": status, "body": body, "parsed": parsed}


def plain(value):
    if isinstance(value, datetime.datetime):
        return {"ms": round(value.timestamp() * 1000)}
    return value.decode()


def rows(cases):
    lines = (json.dumps(parse(name, *case), ensure_ascii=False, default=plain) for name, case in cases.items())
    return "[\n" + ",\n".join(lines) + "\n]"


print(f'{{"responses": {rows(CASES)},\n"errors": {rows(ERRORS)}}}')
