# SPDX-License-Identifier: Apache-2.0
"""Sandbox's fake AWS in its own process, over HTTP or TLS."""

from __future__ import annotations

import http.client
import json
import ssl
import subprocess
import sys
from pathlib import Path
from typing import Any

from .function import ROOT

BUNDLES = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"]


class AWS:
    """A context manager. `trust` is a bundle of certificates, the system's and the fake's own, when it speaks TLS."""

    def __init__(self, users: int, *, keys_per_user: int = 1, tls: bool = False) -> None:
        self._arguments = [f"--users={users}", f"--keys-per-user={keys_per_user}"]
        self.trust = _certify() if tls else None
        if self.trust:
            self._arguments += [f"--tls-certificate={_work('server.pem')}", f"--tls-key={_work('server.key')}"]

    def __enter__(self) -> AWS:
        command = [sys.executable, "-m", "Sandbox.fake_aws", "--until-stdin-closes", *self._arguments]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.port = int(self._process.stdout.readline())
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    @property
    def environment(self) -> dict[str, str]:
        scheme = "https" if self.trust else "http"
        trust = {"AWS_CA_BUNDLE": str(self.trust)} if self.trust else {}
        return {"AWS_ENDPOINT_URL": f"{scheme}://127.0.0.1:{self.port}", **trust}

    def change(self, **settings: Any) -> None:
        self._control("POST", "config", json.dumps(settings).encode())

    def counts(self) -> dict[str, Any]:
        """What was asked since the last time."""
        counts = self._control("GET", "counts")
        self._control("POST", "reset")
        return counts

    def _control(self, verb: str, what: str, body: bytes = b"") -> Any:
        if self.trust:
            connection = http.client.HTTPSConnection(
                "127.0.0.1", self.port, context=ssl.create_default_context(cafile=self.trust)
            )
        else:
            connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request(verb, f"/_control/{what}", body)
        response = connection.getresponse()
        text = response.read()
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"the fake AWS refused {what}: {text.decode()}")
        return json.loads(text)


def _certify() -> Path:
    """A P-256 certificate for this machine, and a bundle as a real system has it with that one at the end."""
    certificate, key, bundle = _work("server.pem"), _work("server.key"), _work("bundle.pem")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command += ["-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    system = next(Path(path) for path in BUNDLES if Path(path).exists())
    bundle.write_text(system.read_text() + certificate.read_text())
    return bundle


def _work(name: str) -> Path:
    return ROOT / ".build/bench" / name
