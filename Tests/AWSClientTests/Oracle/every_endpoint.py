#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Where botocore's endpoint rules send calls of IAM and SES v2, as JSON on standard output: every region of
every partition, regions that nobody knows, and endpoints of the caller's own; with FIPS, dual stack, both, neither.

usage: every_endpoint.py
"""

import json
from itertools import product

from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointProviderError
from botocore.loaders import Loader
from botocore.regions import EndpointResolver

SERVICES = {"iam": "iam", "sesv2": "ses"}  # by botocore's name, with the name that requests are signed for
UNKNOWN = ["eu-moon-1", "cn-moon-1", "us-gov-moon-1", "us-isob-moon-1", "eusc-de-moon-1"]
CUSTOM = ["https://example.com", "http://127.0.0.1:5000"]

# Neither session nor profile: what this machine is configured to must not matter.
loader = Loader()
endpoints = EndpointResolver(loader.load_data("endpoints"))
partitions = loader.load_data("partitions")
known = [name for part in partitions["partitions"] for name in part["regions"] if not name.endswith("-global")]
offered = {
    region
    for part in endpoints.get_available_partitions()
    for region in endpoints.get_available_endpoints("email", part)
}


def resolve(service, region, fips, dual_stack, custom):
    rules = loader.load_service_model(service, "endpoint-rule-set-1")
    values = {"Region": region, "UseFIPS": fips, "UseDualStack": dual_stack, "Endpoint": custom}
    values = {name: value for name, value in values.items() if value is not None}
    row = {
        "service": service,
        "region": region,
        "fips": fips,
        "dualStack": dual_stack,
        **({"custom": custom} if custom else {}),
    }
    try:
        endpoint = EndpointProvider(rules, partitions).resolve_endpoint(**values)
    except EndpointProviderError as error:
        return {**row, "error": error.kwargs["msg"]}
    schemes = [scheme for scheme in endpoint.properties.get("authSchemes", []) if scheme["name"] == "sigv4"]
    # A rule without a scheme leaves both names to the service and to the caller's region.
    scheme = {"signingName": SERVICES[service], "signingRegion": region, **(schemes or [{}])[0]}
    names = {name: scheme[name] for name in ("signingName", "signingRegion")}
    return {**row, "url": endpoint.url, **names, "isOffered": service == "iam" or region in offered}


switches = list(product(SERVICES, [False, True], [False, True]))
rows = [resolve(s, region, f, d, None) for region in sorted(known) + UNKNOWN for s, f, d in switches]
rows += [
    resolve(s, region, f, d, url) for url in CUSTOM for region in ("us-east-1", "cn-north-1") for s, f, d in switches
]
print("[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]")
