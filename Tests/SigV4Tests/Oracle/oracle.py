#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Random requests and the signatures that botocore gives them, as JSON on standard output.

usage: oracle.py [s3 | json] [SEED [COUNT]]      the same seed and count give the same bytes
       oracle.py [s3 | json] SEED COUNT INDEX    prints what botocore signed in the case INDEX

With "json" the requests are those of the protocols JSON 1.0 and 1.1: one path, and the operation in X-Amz-Target.
With "s3" the requests are signed as S3 wants it: the path as it is sent, the payload's hash in a field.
"""

import datetime
import json
import random
import string
import sys
from urllib.parse import quote

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SIGNERS = [
    # access key id, secret, token, region, service
    ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None, "us-east-1", "iam"),
    ("ASIAEXAMPLE", "x" * 40, "IQoJb3JpZ2luX2VjE//////////wEaCWV1LXdlc3Qt+/=", "eu-west-1", "ses"),
    ("AKIDEXAMPLE", "p@ss/+=%&\u00fc", "t", "cn-north-1", "sts"),
    ("A", "s", None, "us-gov-west-1", "service"),
]
S3_SIGNERS = [
    ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None, "us-east-1", "s3"),
    ("ASIAEXAMPLE", "x" * 40, "IQoJb3JpZ2luX2VjE//////////wEaCWV1LXdlc3Qt+/=", "eu-central-1", "s3"),
]
JSON_SIGNERS = [
    ("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None, "eu-central-1", "dynamodb"),
    ("ASIAEXAMPLE", "x" * 40, "IQoJb3JpZ2luX2VjE//////////wEaCWV1LXdlc3Qt+/=", "us-gov-west-1", "dynamodb"),
    ("AKIDEXAMPLE", "p@ss/+=%&\u00fc", "t", "us-east-1", "organizations"),
]
TARGETS = [
    ("1.0", "DynamoDB_20120810.Query"),
    ("1.0", "DynamoDB_20120810.UpdateItem"),
    ("1.1", "AWSOrganizationsV20161128.ListAccounts"),
]
HOSTS = ["iam.amazonaws.com", "email.eu-west-1.amazonaws.com", "127.0.0.1:5000", "[::1]:8080", "h"]
METHODS = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"]
DATES = [
    "1970-01-01T00:00:00",
    "2000-02-29T00:00:00",
    "2023-12-31T23:59:59",
    "2024-01-01T00:00:00",
    "2024-02-29T23:59:59",
    "2024-03-01T00:00:00",
    "2026-06-30T23:59:59",
    "2099-12-31T12:00:00",
    "2100-02-28T23:59:59",
    "2100-03-01T00:00:00",
    "1969-12-31T23:59:59",
    "1900-02-28T12:34:56",
]
TEXT = string.ascii_letters + string.digits + "-._~ !\"#$%&'()*+,/:;<=>?@[\\]^`{|}" + "üßé漢字🦊\u1234\u0301"
HEADERS = [
    "Content-Type",
    "X-Custom",
    "x-amz-target",
    "amz-sdk-invocation-id",
    "amz-sdk-request",
    "Accept",
    "X-Amz-Meta-A",
    "a",
    "X-A",
    "X-A-B",
    "Content-Length",
    "Cookie",
    "If-Match",
    # these botocore does not sign:
    *map(str.title, botocore.auth.SIGNED_HEADERS_BLACKLIST),
]


def text(rng, most):
    return "".join(rng.choices(TEXT, k=rng.randint(0, most)))


def wire(rng, value, keep):
    """Percent-encodes as senders do: always correctly, not always in the canonical form."""
    if rng.random() < 0.8:
        return quote(value, safe=rng.choice(["", "-_.~", keep, keep + "!*'()@:$,;"]))
    encoded = quote(value, safe="").replace("%2F", "%2f").replace("%C3", "%c3")
    if value[:1].isascii() and value[:1].isalpha():  # an escape that nothing calls for
        return f"%{ord(value[0]):02x}" + encoded[1:]
    return encoded


def path(rng):
    parts = []
    for _ in range(rng.randint(0, 5)):
        kind = rng.random()
        if kind < 0.2:
            parts.append(rng.choice(["", ".", "..", "...", "%2E", "%2e%2E", "v2", "email"]))
        elif kind < 0.3:  # not encoded at all
            parts.append("".join(c for c in text(rng, 6) if c not in "?#/ \\[]"))
        else:
            parts.append(wire(rng, text(rng, 8), "/"))
    return "/" + "/".join(parts)


def query(rng):
    names = [text(rng, 5) or "n" for _ in range(3)]
    pairs = [(rng.choice(names), text(rng, 8)) for _ in range(rng.choice([0, 0, 1, 2, 3, 5]))]
    sent = []
    for name, value in pairs:
        bare = value == "" and rng.random() < 0.5
        sent.append(wire(rng, name, "/?") + ("" if bare else "=" + wire(rng, value, "/?")))
    return pairs, "&".join(sent)


def headers(rng):
    fields = []
    for _ in range(rng.choice([0, 1, 2, 3, 6])):
        name = rng.choice(HEADERS)
        words = [text(rng, 6).replace(" ", "") for _ in range(rng.randint(0, 4))]
        gaps = [rng.choice([" ", " ", "  ", "   ", "\t", " \t "]) for _ in words]
        value = "".join(w + g for w, g in zip(words, gaps, strict=False)).strip(" \t")
        fields.append((rng.choice([name, name.lower(), name.upper()]), value))
    return fields


def date(rng):
    if rng.random() < 0.4:
        return datetime.datetime.fromisoformat(rng.choice(DATES))
    day = datetime.datetime(1970, 1, 1) + datetime.timedelta(days=rng.randint(-20000, 60000))
    return day + datetime.timedelta(seconds=rng.choice([0, 86399, rng.randint(0, 86399)]))


def value(rng, depth=0):
    """A random value of JSON, in the manner of attributes."""
    kind = rng.random()
    if kind < 0.4 or depth > 3:
        return {"S": text(rng, 20)}
    if kind < 0.6:
        return {"N": str(rng.randint(-(10**38), 10**38))}
    return {"M": {text(rng, 8): value(rng, depth + 1) for _ in range(rng.randint(0, 3))}}


def json_case(rng, signers, algorithm):
    """A request of a JSON protocol: what varies is the operation, the body, the scope and the date."""
    who, (version, target), when = rng.randrange(len(signers)), rng.choice(TARGETS), date(rng)
    _, _, _, region, service = signers[who]
    host = rng.choice([f"{service}.{region}.amazonaws.com", "127.0.0.1:8000"])
    fields = [("Content-Type", f"application/x-amz-json-{version}"), ("X-Amz-Target", target)]
    rng.shuffle(fields)
    body = json.dumps({"Key": value(rng), "x": value(rng)}, ensure_ascii=rng.random() < 0.5, separators=(",", ":"))
    return sign(signers, algorithm, who, when, "POST", host, "/", [], "/", fields, body)


def case(rng, signers, algorithm):
    who = rng.randrange(len(signers))
    pairs, sent = query(rng)
    target, host, when = path(rng), rng.choice(HOSTS), date(rng)
    fields, method = headers(rng), rng.choice(METHODS)
    body = text(rng, 30) if rng.random() < 0.6 else ""
    url = target + ("?" + sent if sent or rng.random() < 0.05 else "")
    return sign(signers, algorithm, who, when, method, host, target, pairs, url, fields, body)


def sign(signers, algorithm, who, when, method, host, target, pairs, url, fields, body):
    request = AWSRequest(method=method, url=f"https://{host}{target}", params=pairs, data=body.encode())
    for name, value in fields:
        request.headers.add_header(name, value)
    key, secret, token, region, service = signers[who]
    signer = algorithm(Credentials(key, secret, token), service, region)
    botocore.auth.get_current_datetime = lambda: when
    signer.add_auth(request)
    signature = request.headers["Authorization"].rsplit("=", 1)[1]
    seconds = int((when - datetime.datetime(1970, 1, 1)).total_seconds())
    return [who, seconds, method, host, url, fields, body, signature], (signer, request)


def main(arguments):
    signers, algorithm = SIGNERS, botocore.auth.SigV4Auth
    if arguments[:1] == ["s3"]:
        signers, algorithm = S3_SIGNERS, botocore.auth.S3SigV4Auth
        arguments = arguments[1:]
    make = case
    if arguments[:1] == ["json"]:
        signers, make, arguments = JSON_SIGNERS, json_case, arguments[1:]
    seed, count, *index = [int(a) for a in arguments] + [1, 1000][len(arguments) :]
    rng = random.Random(seed)
    cases = [make(rng, signers, algorithm) for _ in range(count)]
    if index:
        row, (signer, request) = cases[index[0]]
        del request.headers["Authorization"]
        print(row, signer.canonical_request(request), sep="\n")
        return
    fields = {"accessKeyID": 0, "secretAccessKey": 1, "sessionToken": 2, "region": 3, "service": 4}
    scopes = [{name: s[i] for name, i in fields.items()} for s in signers]
    names = ["signer", "date", "method", "authority", "path", "fields", "body", "signature"]
    rows = ",\n".join(
        json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, separators=(",", ":")) for row, _ in cases
    )
    print(f'{{"signers":{json.dumps(scopes)},\n"requests":[\n{rows}\n]}}')


main(sys.argv[1:])
