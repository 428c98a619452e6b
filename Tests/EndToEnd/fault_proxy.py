# SPDX-License-Identifier: Apache-2.0
"""microburst on a listening socket that it was handed, with its random numbers from a seed. It ends with its standard
input, because then the process that started it is gone. For the Python of Scripts/requirements/engines.txt.

usage: fault_proxy.py DESCRIPTOR UPSTREAM SEED
"""

import os
import random
import socket
import sys
import threading

from aiohttp import web
from microburst.app import make_app
from microburst.core.pipeline import Microburst


def end_when_abandoned() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


def main(descriptor: str, upstream: str, seed: str) -> None:
    random.seed(int(seed))
    threading.Thread(target=end_when_abandoned, daemon=True).start()
    listener = socket.socket(fileno=int(descriptor))
    web.run_app(make_app(Microburst(upstream, resign=True)), sock=listener, print=None, access_log=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
