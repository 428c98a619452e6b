# SPDX-License-Identifier: Apache-2.0
"""The local AWS as its administrator uses it: starts it, calls it, gives it a past, and stops it.

Neither it nor the programs that call it get anything of the caller's environment: no credentials, no proxy, no AWS
profile. So a rehearsal cannot reach a real account.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import botocore.session
from botocore.config import Config

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = ROOT / ".build" / "rehearsal" / "venv" / "bin" / "python"
ACCOUNT_ID = "123456789012"
REGION = "eu-central-1"
# Seconds, for a slow machine; a healthy one needs two.
READY_WITHIN, ENDS_WITHIN, RESPONDS_WITHIN = 60, 10, 60

# botocore's variables (place in a profile, environment variable, default, conversion): nobody's profile is read.
NO_PROFILE = {
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
}


class CloudError(RuntimeError):
    """The local AWS itself failed; the text says where to look."""


class LocalCloud:
    """A context manager: ministack runs on a free loopback port while it is open; all it writes is in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.log = folder / "aws.log"
        self._home = folder / "aws"
        self._session, self._clients = botocore.session.Session(session_vars=NO_PROFILE), {}

    def __enter__(self) -> LocalCloud:
        if not os.access(PYTHON, os.X_OK):
            raise CloudError(f"{PYTHON} is missing: run 'Scripts/python-environment rehearsal' first.")
        self._home.mkdir(parents=True, exist_ok=True)
        # Its socket is made here, so no port can be taken between the choice and the start; calls wait in its queue.
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            self._process = self._start(listener)
        try:
            health = self._get("/_ministack/health", READY_WITHIN)
            self.version = f"ministack {health['version']}"
            if health["auth"] != "enabled":
                raise CloudError(f"{self.version} enforces no roles: see {self.log}")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._process.stdin.close()
        try:
            self._process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._home, ignore_errors=True)

    @property
    def environment(self) -> dict[str, str]:
        """Variables for a program that administers the local AWS: its root user's credentials, and no others."""
        return {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self._home),
            "AWS_ENDPOINT_URL": self.url,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def client(self, service: str) -> Any:
        """botocore's client, made once because that takes long. It does not retry: nothing here fails by chance."""
        if service not in self._clients:
            self._clients[service] = self._session.create_client(
                service,
                region_name=REGION,
                endpoint_url=self.url,
                aws_access_key_id="test",
                aws_secret_access_key="test",
                config=Config(
                    retries={"total_max_attempts": 1}, read_timeout=RESPONDS_WITHIN, proxies={}, use_fips_endpoint=False
                ),
            )
        return self._clients[service]

    def replace_key(self, id: str, new_id: str, **past: Any) -> None:
        """Gives an access key a past, and another id."""
        self._control("replace-key", id=id, new_id=new_id, **past)

    def sign_in(self, user: str) -> None:
        self._control("sign-in", user=user)

    def pass_days(self, days: int) -> None:
        """Lets so much time pass for the schedules, which start what is due."""
        self._control("pass-days", days=days)

    def mails(self) -> list[dict[str, Any]]:
        """Every mail that SES took, in order."""
        messages = self._get(f"/_ministack/ses/messages?account={ACCOUNT_ID}")["messages"]
        return messages.get(ACCOUNT_ID, [])

    def _start(self, listener: socket.socket) -> subprocess.Popen[bytes]:
        descriptor, port = listener.fileno(), listener.getsockname()[1]
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "HOME": str(self._home),
            "TMPDIR": str(self._home),
            "AUTH": "true",
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(port),
            "MINISTACK_HOST": "127.0.0.1",
            "MINISTACK_ACCOUNT_ID": ACCOUNT_ID,
            "MINISTACK_REGION": REGION,
            # ministack hands this one on to the functions that it runs.
            "AWS_ENDPOINT_URL": self.url,
            # Servers of other protocols, on fixed ports.
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
        }
        with self.log.open("wb") as log:
            return subprocess.Popen(
                [PYTHON, "-m", "Sandbox.rehearsal.engine", str(descriptor)],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                pass_fds=[descriptor],
                start_new_session=True,
            )

    def _control(self, name: str, **arguments: Any) -> None:
        self._call(urllib.request.Request(f"{self.url}/_rehearsal/{name}", json.dumps(arguments).encode()))

    def _get(self, path: str, seconds: float = RESPONDS_WITHIN) -> Any:
        return json.loads(self._call(urllib.request.Request(self.url + path), seconds))

    def _call(self, request: urllib.request.Request, seconds: float = RESPONDS_WITHIN) -> bytes:
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(request, timeout=seconds) as response:
                return response.read()
        except OSError as problem:
            raise CloudError(f"the local AWS does not respond ({problem}): see {self.log}") from problem
