"""A server that answers nobody is given up: one that is frozen raises no error, and would be waited for for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import Context
from typing import Any

from amig.impl.settled import settled

Ask = Callable[[], Awaitable[bool]]

LONGEST_ANSWER = 10.0
"""Seconds that the server has for an answer over a connection of its own, to connect included."""

AFTER_SILENCE = 2.0
"""Seconds that work has which is sent to a server that is silent."""


async def nobody() -> bool:
    """For where nobody needs to be asked: what takes too long is given up."""
    return False


class Ward:
    """Looks after the work of one connection.

    When nothing was heard for `seconds` (0: for ever), the server is asked over a connection of its own. If it answers,
    a statement just takes its time. If it does not, the innermost work is cancelled, and `silent` is how long it was.
    """

    def __init__(self, ask: Ask = nobody, seconds: float = 0.0) -> None:
        self.ask, self.seconds = ask, seconds
        self.silent: float | None = None
        self._heard = 0.0
        self._tasks: list[asyncio.Task[Any]] = []
        self._watch: asyncio.Task[None] | None = None

    def heard(self) -> None:
        """The server has answered something."""
        self._heard = _now()

    @asynccontextmanager
    async def over(self, task: asyncio.Task[Any]) -> AsyncGenerator[None, None]:
        """Look after a task; one inside another is given up first."""
        self._tasks.append(task)
        if self.seconds <= 0 or len(self._tasks) > 1:
            try:
                yield
            finally:
                self._tasks.remove(task)
            return
        self.heard()
        timer = asyncio.get_running_loop().call_later(self._patience, self._begin)
        try:
            yield
        finally:
            self._tasks.remove(task)
            timer.cancel()
            await self._end()

    @property
    def _patience(self) -> float:
        return self.seconds if self.silent is None else min(self.seconds, AFTER_SILENCE)

    def _begin(self) -> None:
        self._watch = asyncio.get_running_loop().create_task(self._watching(), context=Context())

    async def _end(self) -> None:
        if (watch := self._watch) is not None:
            self._watch = None
            watch.cancel()
            await settled(watch, LONGEST_ANSWER)

    async def _watching(self) -> None:
        while self._tasks:
            if (left := self._heard + self._patience - _now()) > 0:
                await asyncio.sleep(left)
            elif self.silent is None and await self.ask():
                self.heard()
            else:
                self.silent = self.silent or _now() - self._heard
                self._tasks[-1].cancel()
                await asyncio.sleep(AFTER_SILENCE + 1)


def _now() -> float:
    return asyncio.get_running_loop().time()
