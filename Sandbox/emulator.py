# SPDX-License-Identifier: Apache-2.0
"""AWS's Lambda Runtime Interface Emulator, running the real bootstrap with our variables only.

One invocation at a time: the emulator crashes on overlapping ones. It responds with HTTP 200 to errors and timeouts
too, so an invocation is judged by its body. The function's standard output and error go to separate files
(the emulator would mix them with its own lines), and are read back as the lines of one invocation.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EMULATOR = ROOT / ".build" / "sandbox" / "rie"
BOOTSTRAP = ROOT / "dist" / "bootstrap"
FUNCTION_NAME = "key-reminder"
INVOCATIONS = "/2015-03-31/functions/function/invocations"
STARTED_WITHIN = 10
# The shell replaces itself with the bootstrap: same process, but its output goes to our two files.
LAUNCH = 'exec "$1" >>"$2" 2>>"$3"'


class EmulatorError(RuntimeError):
    """The emulator itself failed; the text says what to do."""


@dataclass(frozen=True)
class Invocation:
    """The response, and the lines that the function wrote meanwhile."""

    status: int
    body: bytes
    log: list[str]
    stderr: list[str]

    @property
    def response(self) -> Any:
        try:
            return json.loads(self.body)
        except ValueError as problem:
            written = "\n".join([*self.log, *self.stderr][-20:])
            raise EmulatorError(f"the function's response is not JSON: {self.body[:500]!r}\n{written}") from problem

    @property
    def error_type(self) -> str | None:
        return self.response.get("errorType") if isinstance(self.response, dict) else None

    @property
    def error_message(self) -> str:
        return self.response.get("errorMessage", "")


class Emulator:
    """A context manager. The bootstrap starts with the first invocation."""

    def __init__(self, environment: dict[str, str], bootstrap: Path = BOOTSTRAP, timeout: int = 60) -> None:
        for file, maker in ((bootstrap, "make build"), (EMULATOR, "Sandbox/setup")):
            if not os.access(file, os.X_OK):
                raise EmulatorError(f"{file} is missing: run '{maker}' first.")
        self._bootstrap, self._timeout = bootstrap, timeout
        self._environment = environment
        self.responses: list[bytes] = []

    def __enter__(self) -> Emulator:
        self._folder = tempfile.TemporaryDirectory(prefix="key-reminder-")
        folder = Path(self._folder.name)
        self._log, self._errors, self._own = folder / "stdout", folder / "stderr", folder / "emulator"
        for file in (self._log, self._errors):
            file.touch()
        runtime_api, self._port = _two_free_ports()
        self._process = self._start(runtime_api)
        try:
            # The Runtime API first: otherwise a quick function would connect before anything listens.
            for port in (runtime_api, self._port):
                self._wait_until_it_listens(port)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._folder.cleanup()

    def invoke(self, event: Any = None) -> Invocation:
        """`event`: None sends no payload, bytes are sent as they are, anything else as JSON."""
        payload = b"" if event is None else event if isinstance(event, bytes) else json.dumps(event).encode()
        log_start, errors_start = self._log.stat().st_size, self._errors.stat().st_size
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=self._timeout + 20)
        try:
            connection.request("POST", INVOCATIONS, payload)
            response = connection.getresponse()
            body = response.read()
        except OSError as problem:
            raise EmulatorError(f"no response from the emulator: {problem!r}\n{self._own.read_text()}") from problem
        finally:
            connection.close()
        self.responses.append(body)
        return Invocation(response.status, body, _lines(self._log, log_start), _lines(self._errors, errors_start))

    @property
    def output(self) -> str:
        """All that the function wrote so far, on both streams."""
        return self._log.read_text() + self._errors.read_text()

    def _start(self, runtime_api: int) -> subprocess.Popen[bytes]:
        launch = ["/bin/sh", "-c", LAUNCH, "bootstrap", self._bootstrap, self._log, self._errors, "bootstrap"]
        addresses = [
            *("--runtime-api-address", f"127.0.0.1:{runtime_api}"),
            *("--runtime-interface-emulator-address", f"127.0.0.1:{self._port}"),
        ]
        with self._own.open("wb") as own:
            return subprocess.Popen(
                [EMULATOR, "--log-level", "error", *addresses, *launch],
                env=self._clean_environment(),
                cwd=self._bootstrap.parent,
                stdin=subprocess.DEVNULL,
                stdout=own,
                stderr=own,
                start_new_session=True,
            )

    def _clean_environment(self) -> dict[str, str]:
        """The variables that Lambda gives a custom runtime, and the function's own; none of this process's."""
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "en_US.UTF-8",
            "TZ": ":UTC",
            "AWS_LAMBDA_FUNCTION_NAME": FUNCTION_NAME,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
            "AWS_LAMBDA_FUNCTION_TIMEOUT": str(self._timeout),
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "LAMBDA_TASK_ROOT": str(self._bootstrap.parent),
            **self._environment,
        }

    def _wait_until_it_listens(self, port: int) -> None:
        end = time.monotonic() + STARTED_WITHIN
        while time.monotonic() < end:
            if self._process.poll() is not None:
                raise EmulatorError(f"the emulator ended at once:\n{self._own.read_text()}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.005)
        raise EmulatorError(f"the emulator does not listen after {STARTED_WITHIN} s:\n{self._own.read_text()}")


def end_on_termination() -> None:
    """Makes SIGTERM end this program as Ctrl-C does: every `with` block is left, so that nothing remains."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _two_free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        for probe in (first, second):
            probe.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]


def _lines(file: Path, start: int) -> list[str]:
    with file.open("rb") as stream:
        stream.seek(start)
        return stream.read().decode("utf-8", "replace").splitlines()
