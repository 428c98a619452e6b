#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Requests that are easy to sign wrongly, each with what botocore makes of it stage by stage: the canonical
request, the string to sign, the signature and the signed request's fields, as JSON on standard output.

usage: stages.py
"""

import datetime
import json

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KEYS = ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
TOKEN = "IQoJb3JpZ2luX2VjE//////////wEaCWV1LXdlc3Qt+/="
FORM = ("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")

# The defaults of a case.
DEFAULTS = {
    "method": "GET",
    "host": "iam.amazonaws.com",
    "path": "/",
    "fields": [],
    "body": "",
    "token": None,
    "region": "us-east-1",
    "service": "iam",
    "date": "2026-02-03T04:05:06",
    # The query as it is sent, and the pairs that it means where it is not canonical already.
    "query": "",
    "pairs": None,
}
CASES = {
    "nothing but a path": {},
    "path: a space": {"path": "/a%20b/"},
    "path: escaped twice when it is canonical": {"path": "/v2/email/identities/a%2Bb%40example.com"},
    "path: UTF-8, escaped": {"path": "/%E1%88%B4/%F0%9F%A6%8A"},
    "path: UTF-8, as it is": {"path": "/ሴ"},
    "path: what needs no escape": {"path": "/-._~09azAZ"},
    "path: one dot": {"path": "/./a/./b/."},
    "path: two dots": {"path": "/a/b/../../c/.."},
    "path: two dots above the root": {"path": "/../../a"},
    "path: empty segments": {"path": "//a///b//"},
    "path: three dots are a name": {"path": "/.../%2e%2e/"},
    "query: in the order of names": {"query": "Version=2010-05-08&Action=ListUsers&MaxItems=1000"},
    "query: in the order of values": {"query": "a=2&a=1&a=10&a="},
    "query: upper case before lower": {"query": "b=1&B=2&a=3&A=4"},
    "query: the escape decides the order": {"query": "a%C3%BC=1&az=2&a-=3&a~=4"},
    "query: a name without a value": {"query": "marker&a", "pairs": [("marker", ""), ("a", "")]},
    "query: what needs no escape": {"query": "-._~09azAZ=-._~09azAZ"},
    "query: a marker": {"query": "Marker=AAIB%2B%2F%3D%26%25%20x"},
    "query: lower-case escapes": {"query": "a=%c3%bc%2f", "pairs": [("a", "ü/")]},
    "query: needless escapes": {"query": "%61=%62", "pairs": [("a", "b")]},
    "query: what others leave as it is": {"query": "a=x/y:z@!*'()", "pairs": [("a", "x/y:z@!*'()")]},
    "fields: in the order of names, without case": {"fields": [("Zoo", "1"), ("my-A", "2"), ("MY-B", "3")]},
    "fields: white space": {"fields": [("X-Custom", "  a   b \t c  "), ("X-Quoted", '"a   b"')]},
    "fields: one name twice": {"fields": [("X-Custom", "b"), ("X-Other", "o"), ("x-custom", "a")]},
    "fields: an empty value": {"fields": [("X-Custom", "")]},
    "fields: UTF-8": {"fields": [("X-Custom", "ü 漢字")]},
    "fields: some are not signed": {"fields": [("User-Agent", "x/1"), ("Expect", "100-continue"), ("X-Custom", "1")]},
    "host: with a port": {"host": "127.0.0.1:5000"},
    "host: IPv6": {"host": "[::1]:8080"},
    "token": {"token": TOKEN},
    "token, and fields around it": {"token": TOKEN, "fields": [("X-Amz-Meta", "a"), ("X-Amz-Z", "z")]},
    "IAM's form": {
        "method": "POST",
        "fields": [FORM],
        "token": TOKEN,
        "body": "Action=ListAccessKeys&MaxItems=1000&UserName=ana%2Bx%40example.com&Version=2010-05-08",
    },
    "SES's JSON": {
        "method": "POST",
        "host": "email.eu-west-1.amazonaws.com",
        "path": "/v2/email/outbound-emails",
        "region": "eu-west-1",
        "service": "ses",
        "fields": [("Content-Type", "application/json")],
        "token": TOKEN,
        "body": '{"FromEmailAddress":"ü@example.com"}',
    },
    "China": {"host": "iam.cn-north-1.amazonaws.com.cn", "region": "cn-north-1"},
    "the first second of a year": {"date": "2027-01-01T00:00:00"},
    "the last second of a leap day": {"date": "2028-02-29T23:59:59"},
}


def request_of(case):
    query = f"?{case['query']}" if case["query"] and case["pairs"] is None else ""
    request = AWSRequest(
        method=case["method"],
        url=f"https://{case['host']}{case['path']}{query}",
        params=case["pairs"] or {},
        data=case["body"].encode(),
    )
    for name, value in case["fields"]:
        request.headers.add_header(name, value)
    return request


def stages(name, case):
    case = {**DEFAULTS, **case}
    when = datetime.datetime.fromisoformat(case["date"])
    botocore.auth.get_current_datetime = lambda: when
    signer = botocore.auth.SigV4Auth(Credentials(*KEYS, case["token"]), case["service"], case["region"])
    request = request_of(case)
    signer.add_auth(request)
    signed = list(request.headers.items())
    # The stages are those of the request without its signature.
    del request.headers["Authorization"]
    canonical = signer.canonical_request(request)
    to_sign = signer.string_to_sign(request, canonical)
    return {
        "name": name,
        "accessKeyID": KEYS[0],
        "secretAccessKey": KEYS[1],
        "sessionToken": case["token"],
        "region": case["region"],
        "service": case["service"],
        "date": int(when.replace(tzinfo=datetime.timezone.utc).timestamp()),
        "method": case["method"],
        "authority": case["host"],
        "path": case["path"] + (f"?{case['query']}" if case["query"] else ""),
        "fields": case["fields"],
        "body": case["body"],
        "canonicalRequest": canonical,
        "stringToSign": to_sign,
        "signature": signer.signature(to_sign, request),
        "signedFields": signed,
    }


rows = [json.dumps(stages(name, case), ensure_ascii=False) for name, case in CASES.items()]
print("[\n" + ",\n".join(rows) + "\n]")
