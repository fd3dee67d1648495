"""A migrator in a process of its own that is killed at a query, or an answer, of its driver, whoever had it sent."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path
from typing import Any

import amig
from tests.chaos.forking import serve, survived


def killed(config: Path, url: str, at: int, moment: str) -> int | None:
    """Run an upgrade that is killed just before, or after, its nth query; the number of all when it came through.

    Of statements that go out as one each answer counts.
    """
    return survived("tests.batched.dying_straight", str(config), url, at, moment)


def _run(config: str, url: str, at: int, moment: str, told: str) -> None:
    import aiomysql

    seen = 0

    def counting(method: Any) -> Any:
        async def counted(self: Any, *given: Any, **more: Any) -> Any:
            nonlocal seen
            seen += 1
            if (seen, moment) == (at, "before"):
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return await method(self, *given, **more)
            finally:
                if (seen, moment) == (at, "after"):
                    os.kill(os.getpid(), signal.SIGKILL)

        return counted

    aiomysql.Connection.query = counting(aiomysql.Connection.query)
    aiomysql.Connection.next_result = counting(aiomysql.Connection.next_result)
    asyncio.run(amig.upgrade(Path(config), url=url))
    Path(told).write_text(str(seen))


if __name__ == "__main__":
    serve(_run)
