#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Where botocore's clients send calls of services that the program does not call yet, as JSON on standard output: a
region or two of every partition, with FIPS, dual stack, both, neither. Nothing is sent.

usage: other_services.py
"""

import json
from itertools import product
from urllib.parse import urlsplit

from botocore.config import Config
from botocore.exceptions import BotoCoreError
from botocore.session import Session

# By botocore's name: an operation that needs little.
CALLS = {
    "organizations": ("list_accounts", {}),
    "sts": ("get_caller_identity", {}),
    "dynamodb": ("list_tables", {}),
    "s3": ("list_objects_v2", {"Bucket": "kr-runs"}),
    "stepfunctions": ("list_activities", {}),
}
REGIONS = [
    "us-east-1",
    "eu-central-1",
    "cn-north-1",
    "us-gov-west-1",
    "eusc-de-east-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "us-isof-south-1",
]

# What this machine is configured to must not matter.
session = Session(session_vars={"config_file": (None, None, "/dev/null", None)})


class Signed(Exception):
    """Stops a client before it sends its request."""


def stop(request, **_):
    raise Signed(request)


def resolve(service, region, fips, dual_stack):
    operation, parameters = CALLS[service]
    row = {"service": service, "region": region, "fips": fips, "dualStack": dual_stack}
    keys = {"aws_access_key_id": "AKIDEXAMPLE", "aws_secret_access_key": "secret"}
    variant = Config(use_fips_endpoint=fips, use_dualstack_endpoint=dual_stack)
    try:
        client = session.create_client(service, region, config=variant, **keys)
        client.meta.events.register("before-send", stop)
        getattr(client, operation)(**parameters)
    except Signed as signed:
        request = signed.args[0]
    except BotoCoreError as error:
        return {**row, "error": str(error)}
    url = urlsplit(request.url)
    _, _, signing_region, signing_name, *_ = request.headers["Authorization"].decode().split("/")
    names = {"signingName": signing_name, "signingRegion": signing_region}
    return {**row, "url": f"{url.scheme}://{url.netloc}", **names}


rows = [resolve(*values) for values in product(CALLS, REGIONS, [False, True], [False, True])]
print("[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]")
