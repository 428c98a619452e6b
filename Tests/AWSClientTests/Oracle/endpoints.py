#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The endpoints that botocore resolves, one a line: service, region, FIPS, dual stack, URL, the signature's region.

For the table in EndpointRulesTests.swift; any Python that has botocore prints it:

    python3 Tests/AWSClientTests/Oracle/endpoints.py
"""

from botocore.endpoint_provider import EndpointProvider
from botocore.loaders import create_loader

# One region of each partition, and a second of the first.
REGIONS = [
    "us-east-1",
    "eu-west-1",
    "cn-north-1",
    "us-gov-west-1",
    "eusc-de-east-1",
    "us-iso-east-1",
    "us-isob-east-1",
    "eu-isoe-west-1",
    "us-isof-south-1",
]
loader = create_loader()
for service in ("iam", "sesv2"):
    rules = loader.load_service_model(service, "endpoint-rule-set-1")
    provider = EndpointProvider(rules, loader.load_data("partitions"))
    for region in REGIONS:
        for fips in (False, True):
            for dual_stack in (False, True):
                endpoint = provider.resolve_endpoint(Region=region, UseFIPS=fips, UseDualStack=dual_stack)
                scheme = (endpoint.properties.get("authSchemes") or [{}])[0]
                signed = scheme.get("signingRegion", region)
                flags = [str(flag).lower() for flag in (fips, dual_stack)]
                print(service, region, *flags, endpoint.url, signed)
