# SPDX-License-Identifier: Apache-2.0
"""The process of the local AWS: ministack, corrected, on a listening socket that it was handed.

It ends when its standard input ends, because then the process that started it is gone.

usage: python -m Sandbox.rehearsal.engine DESCRIPTOR
"""

from __future__ import annotations

import asyncio
import sys

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app
from ministack.core import lambda_runtime

from . import authorization, history, services
from .controls import Controls


def main(descriptor: str) -> None:
    for part in (authorization, history, services):
        part.correct()
    config = Config()
    config.bind = [f"fd://{descriptor}"]
    asyncio.run(serve(Controls(app.app), config, shutdown_trigger=_abandoned))


async def _abandoned() -> None:
    await asyncio.to_thread(sys.stdin.buffer.read)
    # The functions' processes are its children, and would outlive it.
    await asyncio.to_thread(lambda_runtime.reset)


if __name__ == "__main__":
    main(*sys.argv[1:])
