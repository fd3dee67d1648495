"""A migrator in a process of its own that is killed at a query of its driver, whoever had it sent."""

from __future__ import annotations

import asyncio
import atexit
import os
import signal
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import amig
from tests.chaos.forking import Nursery, serve


def killed(config: Path, url: str, at: int, moment: str) -> int | None:
    """Run an upgrade that is killed just before, or after, its nth query; the number of all when it came through."""
    with tempfile.NamedTemporaryFile() as told:
        code = _nursery().ask([str(config), url, at, moment, told.name])
        if code == -signal.SIGKILL:
            return None
        assert code == 0
        return int(told.read())


@cache
def _nursery() -> Nursery:
    made = Nursery("tests.batched.dying_straight", errors=None)
    atexit.register(made.close)
    return made


def _run(config: str, url: str, at: int, moment: str, told: str) -> None:
    import aiomysql

    seen, query = 0, aiomysql.Connection.query

    async def counting(self: Any, sql: str, *given: Any, **more: Any) -> Any:
        nonlocal seen
        seen += 1
        if (seen, moment) == (at, "before"):
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            return await query(self, sql, *given, **more)
        finally:
            if (seen, moment) == (at, "after"):
                os.kill(os.getpid(), signal.SIGKILL)

    aiomysql.Connection.query = counting
    asyncio.run(amig.upgrade(Path(config), url=url))
    Path(told).write_text(str(seen))


if __name__ == "__main__":
    serve(_run)
