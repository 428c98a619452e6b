# SPDX-License-Identifier: Apache-2.0
"""One process that serves one invocation, and what the kernel says it cost."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from Sandbox.runtime_api import Call, RuntimeAPI

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".build/bench/venv/bin/python"
# The shell becomes the function once it is where it is limited.
LIMITED = 'for f in $GROUPS_OF_PROCESS; do echo $$ >"$f"; done; unset GROUPS_OF_PROCESS; exec "$@"'


@dataclass(frozen=True)
class Kind:
    """What is measured: a command, and the variables that it needs beyond the common ones."""

    name: str
    command: tuple[str, ...]
    variables: dict[str, str]


SWIFT = Kind("KeyReminder", (str(ROOT / "dist/bootstrap"),), {})
BOTO3 = Kind(
    "Python, boto3",
    (str(PYTHON), "-m", "awslambdaric", "handler.handler"),
    {"PYTHONPATH": str(ROOT / "Benchmarks/boto3_handler"), "PYTHONDONTWRITEBYTECODE": "1"},
)


@dataclass(frozen=True)
class Cost:
    """Seconds and bytes. `start` is to the first poll, `wall` to the response, `processor` is of the whole process."""

    start: float
    wall: float
    processor: float
    resident: int
    peak: int
    response: Any


def run(kind: Kind, environment: dict[str, str], groups: Sequence[str] = (), start_only: bool = False) -> Cost:
    """Starts the function, lets it handle one event (or only poll for it), and ends it."""
    with RuntimeAPI() as api:
        variables = _variables(kind, environment, api.address)
        command = list(kind.command)
        if groups:
            variables["GROUPS_OF_PROCESS"] = " ".join(groups)
            command = ["/bin/sh", "-c", LIMITED, "sh", *command]
        log = os.open(ROOT / ".build/bench/function.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        begin = time.perf_counter()
        process = os.posix_spawn(
            command[0],
            command,
            variables,
            file_actions=[(os.POSIX_SPAWN_DUP2, log, 1), (os.POSIX_SPAWN_DUP2, log, 2)],
        )
        os.close(log)
        try:
            start = _expect(api, "/next").at - begin
            resident = _memory(process, "VmRSS")
            wall, response = (start, None) if start_only else _serve(api, begin)
            peak = _memory(process, "VmHWM")
            api.end()
        except BaseException:
            os.kill(process, 9)
            raise
        finally:
            _, _, usage = os.wait4(process, 0)
        return Cost(start, wall, usage.ru_utime + usage.ru_stime, resident, peak, response)


def _serve(api: RuntimeAPI, begin: float) -> tuple[float, Any]:
    api.give_event()
    call = _expect(api, "/response")
    api.accept()
    _expect(api, "/next")
    return call.at - begin, json.loads(call.body)


def _expect(api: RuntimeAPI, end: str) -> Call:
    call = api.next_call()
    if not call.path.endswith(end):
        raise RuntimeError(f"the function failed: {call.path} {call.body[:500]!r}")
    return call


def _variables(kind: Kind, environment: dict[str, str], address: str) -> dict[str, str]:
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "AWS_LAMBDA_RUNTIME_API": address,
        "AWS_LAMBDA_FUNCTION_NAME": "key-reminder",
        "AWS_LAMBDA_FUNCTION_VERSION": "1",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
        "LAMBDA_TASK_ROOT": str(ROOT / "Benchmarks/boto3_handler"),
        "AWS_LAMBDA_LOG_FORMAT": "JSON",
        "AWS_REGION": "eu-central-1",
        "AWS_DEFAULT_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "ASIAFAKEFAKEFAKEFAKE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00",
        # As long as Lambda's: it is signed, and sent with every request.
        "AWS_SESSION_TOKEN": "IQoJb3JpZ2luX2Vj" * 60,
        "SENDER_EMAIL": "key-reminder@example.com",
        **kind.variables,
        **environment,
    }


def _memory(process: int, field: str) -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    return 0
