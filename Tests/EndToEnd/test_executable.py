# SPDX-License-Identifier: Apache-2.0
"""The executable needs only the files that Lambda promises: it serves in a root without any others."""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from accounts import NAMES, response_of, stale_users
from conftest import FAKE_CREDENTIALS
from name_server import NameServer
from Sandbox.emulator import BOOTSTRAP, Emulator
from Sandbox.fake_aws import FakeAWS, Settings
from Sandbox.local_aws import REGION
from Sandbox.sample_account import SENDER

HOST = "aws.example.test"
# An address of 127.0.0.0/8 that no name server of this machine uses.
NAME_SERVER = "127.83.53.1"


def test_an_empty_root_is_enough(tmp_path: Path) -> None:
    """/proc, /etc/resolv.conf and a CA bundle. A name is resolved through it, and a certificate checked."""
    with name_server() as names, FakeAWS(Settings(account=stale_users()), tls=certify(tmp_path)) as aws:
        launcher = enter(empty_root(tmp_path))
        with Emulator(environment(aws.port), bootstrap=launcher) as function:
            response = response_of(function.invoke({}))
        assert response["complete"] and response["emails"]["sent"] == len(aws.mails) == len(NAMES)
    assert HOST in names.asked


def name_server() -> NameServer:
    try:
        return NameServer(NAME_SERVER, HOST)
    except PermissionError:
        pytest.skip("a name server on port 53 is for root alone")


def certify(folder: Path) -> ssl.SSLContext:
    """Writes a certificate for the host, which is also the only one that the root trusts."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, private = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "server.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "server.key").write_bytes(key.private_bytes(pem, private, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context


def empty_root(folder: Path) -> Path:
    """Swift's runtime looks in /proc for its executable; a link stands for the kernel's file."""
    root = folder / "root"
    for directory in ("etc", "proc/self"):
        (root / directory).mkdir(parents=True)
    shutil.copy(BOOTSTRAP, root / "bootstrap")
    shutil.copy(folder / "server.pem", root / "etc/ca.pem")
    (root / "etc/resolv.conf").write_text(f"nameserver {NAME_SERVER}\n")
    (root / "proc/self/exe").symlink_to("/bootstrap")
    return root


def enter(root: Path) -> Path:
    """A launcher that runs the bootstrap with `root` as its whole file system."""
    change = "chroot" if os.getuid() == 0 else "unshare --map-root-user chroot"
    if subprocess.run([*change.split(), "/", "true"], capture_output=True).returncode != 0:
        pytest.skip("this machine lets nobody but root change the root")
    launcher = root.parent / "launcher"
    launcher.write_text(f"#!/bin/sh\nPATH=/usr/sbin:/usr/bin:/sbin:/bin exec {change} '{root}' /bootstrap\n")
    launcher.chmod(0o755)
    return launcher


def environment(port: int) -> dict[str, str]:
    return {
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": f"https://{HOST}:{port}",
        "AWS_CA_BUNDLE": "/etc/ca.pem",
        "SENDER_EMAIL": SENDER,
        **FAKE_CREDENTIALS.environment(),
    }
