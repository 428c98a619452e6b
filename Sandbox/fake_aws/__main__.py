# SPDX-License-Identifier: Apache-2.0
"""`python -m Sandbox.fake_aws`: the fake as a process.

Its first line of output is its port. It ends with a signal, or with its standard input if asked to, so that it
need not outlive the program that started it.
"""

from __future__ import annotations

import argparse
import signal
import ssl
import sys
from contextlib import suppress

from .account import Account
from .server import FakeAWS
from .settings import Limit, Settings


def main() -> None:
    options = parse(sys.argv[1:])
    with FakeAWS(settings(options), tls(options), options.port) as aws:
        print(aws.port, flush=True)
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            wait_for_the_end(options.until_stdin_closes)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m Sandbox.fake_aws", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--users", type=int, default=0, help="users in the generated account")
    parser.add_argument("--keys-per-user", type=int, default=1)
    parser.add_argument("--stale-percent", type=float, default=10)
    parser.add_argument("--page-size", type=int, default=1000, help="upper bound of every page")
    parser.add_argument("--latency-ms", type=float, default=0, help="added to every response")
    parser.add_argument("--throttle-iam", type=limit, metavar="RATE:BURST")
    parser.add_argument("--throttle-ses", type=limit, metavar="RATE:BURST")
    parser.add_argument("--tls-certificate", metavar="PEM")
    parser.add_argument("--tls-key", metavar="PEM")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when standard input does")
    return parser.parse_args(arguments)


def limit(text: str) -> Limit:
    rate, burst = text.split(":")
    return Limit(float(rate), float(burst))


def settings(options: argparse.Namespace) -> Settings:
    limits = {"iam": options.throttle_iam, "ses": options.throttle_ses}
    return Settings(
        account=Account.generated(options.users, options.keys_per_user, options.stale_percent),
        latency_ms=options.latency_ms,
        page_size=options.page_size,
        throttle={service: limit for service, limit in limits.items() if limit},
    )


def tls(options: argparse.Namespace) -> ssl.SSLContext | None:
    if not options.tls_certificate:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(options.tls_certificate, options.tls_key)
    return context


def wait_for_the_end(until_stdin_closes: bool) -> None:
    if until_stdin_closes:
        sys.stdin.buffer.read()
    else:
        signal.pause()


if __name__ == "__main__":
    main()
