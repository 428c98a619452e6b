# SPDX-License-Identifier: Apache-2.0
"""What AWS's services do for a function with its stack's roles, and ministack does without a role or not at all.

Scheduler assumes the schedule's role, invokes the function asynchronously, and puts events that it could not
deliver into the schedule's dead-letter queue. Lambda writes the log and the queue of failed runs with the function's
role, and silently drops what that role may not write. A function reads its log's format and level from its environment.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from typing import Any

import botocore.session
from botocore.exceptions import BotoCoreError, ClientError
from ministack.core.arn import parse_arn
from ministack.services import eventbridge, lambda_svc, scheduler

from . import roles

logger = logging.getLogger("rehearsal")


def correct() -> None:
    """To be called before the first request: ministack looks these functions up at each use."""
    eventbridge._invoke_target = _as_scheduler(eventbridge._invoke_target)
    lambda_svc._route_async_failure = _if_the_role_may_queue(lambda_svc._route_async_failure)
    lambda_svc._emit_lambda_logs = _if_the_role_may_log(lambda_svc._emit_lambda_logs)
    lambda_svc._provided_worker_env = _with_log_settings(lambda_svc._provided_worker_env)
    scheduler._SCHEDULE_TICK_INTERVAL = 0.2  # seconds from one look at the schedules to the next


def _as_scheduler(invoke_target: Callable[..., None]) -> Callable[..., None]:
    def corrected(target: Any, event: Any, source: Any, view: Any = None) -> None:
        if event.get("Source") != "aws.scheduler":
            invoke_target(target, event, source, view)
            return
        # Not in the thread that looks at the schedules: the calls come back to this process.
        threading.Thread(target=_deliver, args=(target, source["Arn"]), daemon=True).start()

    return corrected


def _deliver(target: dict[str, Any], schedule: str) -> None:
    """One event. Scheduler would try several times; nothing here fails once and works the next time."""
    try:
        session = roles.assume(target["RoleArn"], "scheduler.amazonaws.com", schedule)
    except ClientError as problem:
        return logger.warning("Scheduler: %s", problem)
    try:
        _client(session, "lambda", schedule).invoke(
            FunctionName=target["Arn"], InvocationType="Event", Payload=target.get("Input", "{}")
        )
    except (BotoCoreError, ClientError) as problem:
        logger.warning("Scheduler: %s", problem)
        _keep(target, _client(session, "sqs", schedule), problem)


def _keep(target: dict[str, Any], sqs: Any, problem: Exception) -> None:
    """The events that could not be delivered, in the schedule's dead-letter queue."""
    queue = parse_arn(target["DeadLetterConfig"]["Arn"])
    attributes = {"ERROR_CODE": type(problem).__name__, "ERROR_MESSAGE": str(problem)}
    sqs.send_message(
        QueueUrl=f"{os.environ['AWS_ENDPOINT_URL']}/{queue.account_id}/{queue.resource}",
        MessageBody=target.get("Input", "{}"),
        MessageAttributes={name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()},
    )


def _client(session: botocore.session.Session, service: str, schedule: str) -> Any:
    return session.create_client(service, region_name=parse_arn(schedule).region)


def _if_the_role_may_queue(route: Callable[..., None]) -> Callable[..., None]:
    def corrected(target: str, function: str, event: Any, result: Any) -> None:
        role = lambda_svc._functions[function]["config"]["Role"]
        if roles.may(role, "sqs:SendMessage", target):
            route(target, function, event, result)
        else:
            logger.warning("Lambda: %s may not send to %s", role, target)

    return corrected


def _if_the_role_may_log(emit: Callable[..., None]) -> Callable[..., None]:
    def corrected(function: Any, *rest: Any, **named: Any) -> None:
        config = function.get("config") or function
        own = parse_arn(config["FunctionArn"])
        group = config.get("LoggingConfig", {}).get("LogGroup") or f"/aws/lambda/{config['FunctionName']}"
        stream = f"arn:aws:logs:{own.region}:{own.account_id}:log-group:{group}:log-stream:any"
        if all(roles.may(config["Role"], f"logs:{act}", stream) for act in ("CreateLogStream", "PutLogEvents")):
            emit(function, *rest, **named)
        else:
            logger.warning("Lambda: %s may not write to %s", config["Role"], group)

    return corrected


def _with_log_settings(environment: Callable[..., dict[str, str]]) -> Callable[..., dict[str, str]]:
    def corrected(config: dict[str, Any], *rest: Any) -> dict[str, str]:
        logging_config = config.get("LoggingConfig", {})
        settings = {
            "AWS_LAMBDA_LOG_FORMAT": logging_config.get("LogFormat"),
            "AWS_LAMBDA_LOG_LEVEL": logging_config.get("ApplicationLogLevel"),
            "AWS_LAMBDA_LOG_GROUP_NAME": logging_config.get("LogGroup"),
        }
        return environment(config, *rest) | {name: value for name, value in settings.items() if value}

    return corrected
