# SPDX-License-Identifier: Apache-2.0
"""Makes the response to a request: finds the operation, applies faults, checks signature and rate, performs it."""

from __future__ import annotations

from . import authorization, dynamodb, faults, iam, organizations, ses, sts
from .messages import AWSError, Request, Response
from .world import World


def response(world: World, request: Request) -> Response:
    """The fault rules come first, so that nothing else can hide the fault that a test asks for."""
    service = _route(request)
    world.enter(request)
    request.do = next((rule.do for rule in world.settings.faults if rule.fits(request)), {})
    world.saw(request)
    try:
        reply = _perform(world, request, service)
    except AWSError as problem:
        reply = service.error(problem)
    reply = faults.changed(reply, request.do)
    reply.delay += world.settings.latency_ms / 1000
    request.status = None if reply.stall or reply.close else reply.status
    return reply


def _route(request: Request):
    if request.path.startswith("/v2/"):
        request.service, request.operation = "ses", ses.name_of(request.method, request.path)
        return ses
    if request.headers.get("x-amz-target", "").startswith(organizations.TARGET):
        request.service = "organizations"
        request.operation = organizations.name_of(request.headers["x-amz-target"])
        return organizations
    if "x-amz-target" in request.headers:
        request.service, request.operation = "dynamodb", dynamodb.name_of(request.headers["x-amz-target"])
        return dynamodb
    request.read_form()
    request.service = "sts" if request.operation == "AssumeRole" else "iam"
    return sts if request.service == "sts" else iam


def _perform(world: World, request: Request, service) -> Response:
    if not request.do.get("after"):
        replaced = faults.instead(request.do)
        if replaced is not None:
            return replaced
    if world.settings.check_authorization:
        authorization.check(request, world.now())
    if not world.allows(request):
        world.throttled += 1
        raise _throttling(request.service)
    reply = service.response(world, request)
    return faults.instead(request.do) or reply


def _throttling(service: str) -> AWSError:
    if service == "ses":
        return AWSError(429, "TooManyRequestsException", "Maximum sending rate exceeded.")
    if service == "organizations":
        return AWSError(400, "TooManyRequestsException", "You have sent too many requests in too short a time.")
    if service == "dynamodb":
        return AWSError(400, "ThrottlingException", "Rate of requests exceeds the allowed throughput.")
    return AWSError(400, "Throttling", "Rate exceeded")
