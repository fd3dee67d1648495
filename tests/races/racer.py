"""The processes of a race: they get ready, start at the same moment, migrate, and say when they did.

Arguments: the configuration, the URL, how many. What every one of them needs is imported once, then they are forked;
each has its own line of JSON: its exit code, what it wrote to stderr, and the machine's time when it started and returned.
"""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import sys
import time
import traceback
from contextlib import redirect_stderr


def by_command(config: str, url: str) -> int:
    """What the `amig` command does, in this process."""
    return run(["-c", config, "--url", url, "upgrade"])


def by_coroutine(config: str, url: str) -> int:
    """What an application does at its start, on an engine of its own."""
    options = {"connect_args": {"statement_cache_size": 0}} if url.startswith("postgresql") else {}

    async def work() -> None:
        engine = create_async_engine(url, **options)
        try:
            await amig.upgrade(config, engine=engine)
        finally:
            await engine.dispose()

    asyncio.run(work())
    return 0


WAYS = (by_command, by_coroutine)
LONGEST = 200
"""Seconds after which a process ends, whatever became of the test that started it."""


def take_part(number: int, start: int, config: str, url: str) -> None:
    """Wait for the start, and go; the odd ones by the coroutine."""
    signal.alarm(LONGEST)
    os.read(start, 1)
    code, started, said = 1, time.time(), io.StringIO()
    try:
        with redirect_stderr(said):
            code = WAYS[number % 2](config, url)
    except Exception:  # noqa: BLE001 - told to whoever started it
        said.write(traceback.format_exc())
    told = {"code": code, "started": started, "returned": time.time(), "said": said.getvalue()[-2000:]}
    os.write(1, json.dumps(told).encode() + b"\n")


if __name__ == "__main__":
    from sqlalchemy import make_url
    from sqlalchemy.ext.asyncio import create_async_engine

    import amig
    import amig.commands.upgrade
    import amig.run
    from amig.cli import run

    config, url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    make_url(url).get_dialect().import_dbapi()
    start, starter = os.pipe()
    for number in range(count):
        if os.fork() == 0:
            os.close(starter)
            take_part(number, start, config, url)
            os._exit(0)
    os.close(starter)
    for _ in range(count):
        os.wait()
