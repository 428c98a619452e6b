#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Requests as botocore sends them, of the operations in SampleOperations.swift, as JSON on standard output."""

import contextlib
import json

import botocore.session

CALLS = [
    (
        "dynamodb",
        "UpdateItem",
        {
            "TableName": "ledger",
            "Key": {"scope": {"S": "1:é"}, "id": {"S": "P#0"}},
            "UpdateExpression": "SET #s = :s",
            "ConditionExpression": "attribute_not_exists(id)",
            "ExpressionAttributeNames": {"#s": "state"},
            "ExpressionAttributeValues": {":s": {"S": "claimed"}},
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
        },
    ),
    ("organizations", "ListAccounts", {"MaxResults": 20, "NextToken": "a+b/c="}),
    ("organizations", "ListAccounts", {}),
    ("sesv2", "GetSuppressedDestination", {"EmailAddress": "a+b@exa mple.com/ü"}),
    ("sesv2", "ListSuppressedDestinations", {"PageSize": 7, "NextToken": "a b&c=d"}),
    ("sesv2", "PutAccountSendingAttributes", {"SendingEnabled": False}),
]


def sent(service, operation, parameters):
    session = botocore.session.Session()
    session.set_credentials("AKIDEXAMPLE", "secret")
    client = session.create_client(service, region_name="us-east-1")
    requests = []

    def keep(request, **_):
        requests.append(request)
        raise StopIteration

    client.meta.events.register("before-send", keep)
    with contextlib.suppress(StopIteration):
        client._make_api_call(operation, parameters)
    return requests[0]


def row(service, operation, parameters):
    request = sent(service, operation, parameters)
    target = request.url.split("/", 3)[3]
    fields = {name.lower(): value for name, value in request.headers.items()}
    body = request.body.decode() if request.body else ""
    return {
        "operation": operation,
        "method": request.method,
        "target": "/" + target,
        "contentType": text(fields.get("content-type")),
        "amzTarget": text(fields.get("x-amz-target")),
        "body": json.loads(body) if body else None,
    }


def text(value):
    return value.decode() if isinstance(value, bytes) else value


print(json.dumps([row(*call) for call in CALLS], indent=1, ensure_ascii=False))
