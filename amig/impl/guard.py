"""Everything that reaches a driver passes here: a cancellation is turned into exactly one, and waited for.

An anyio scope delivers its cancellation again and again, which makes asyncpg drop the socket while the server goes on;
aiomysql never cancels on the server at all. So work runs in a task of its own, and only the backend's way to stop it
ever touches that task.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from amig.errors import CancelledRunError

T = TypeVar("T")
Stop = Callable[["asyncio.Task[Any]"], Awaitable[None]]

GRACE = 20.0
"""Seconds that a cancelled statement is given to end at the server."""


async def settled(task: asyncio.Task[Any], timeout: float | None = None) -> asyncio.CancelledError | None:
    """Wait for a task to end, whatever asks us to stop meanwhile; give back what asked."""
    asked: asyncio.CancelledError | None = None
    deadline = None if timeout is None else asyncio.get_running_loop().time() + timeout
    while not task.done():
        left = None if deadline is None else deadline - asyncio.get_running_loop().time()
        if left is not None and left <= 0:
            break
        try:
            with _shield():
                await asyncio.wait([task], timeout=left)
        except asyncio.CancelledError as again:
            asked = again
    return asked


def _shield() -> AbstractContextManager[object]:
    """Against anyio's cancellations, where something has imported it."""
    anyio = sys.modules.get("anyio")
    return nullcontext() if anyio is None else anyio.CancelScope(shield=True)


async def cancel_once(task: asyncio.Task[Any]) -> None:
    """Stop a task by one native cancellation: what asyncpg answers by cancelling at the server."""
    task.cancel()
    await settled(task, GRACE)


class Guard:
    """Runs work for one connection; after a cancellation nothing more is sent."""

    def __init__(self, stop: Stop = cancel_once) -> None:
        self.stop = stop
        self.cancelled = False

    def admit(self, what: str) -> None:
        """Raise CancelledRunError once the run has been cancelled."""
        if self.cancelled:
            raise CancelledRunError(what)

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run work that may be cancelled: stopped at the server, waited for, and only then reported."""
        task = asyncio.get_running_loop().create_task(work)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if not task.done():
                self.cancelled = True
                await settled(asyncio.ensure_future(self.stop(task)))
            _retrieve(task)
            raise

    async def finish(self, work: Coroutine[Any, Any, T]) -> T:
        """Run work that is never cancelled (COMMIT, ROLLBACK, close); a cancellation is raised after it."""
        task = asyncio.get_running_loop().create_task(work)
        asked = await settled(task)
        result = task.result()
        if asked is not None:
            raise asked
        return result


async def acquire(work: Coroutine[Any, Any, T], release: Callable[[T], Coroutine[Any, Any, Any]]) -> T:
    """Get hold of something that must be given back: also when a cancellation comes as it is being handed over."""
    task = asyncio.get_running_loop().create_task(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await cancel_once(task)
        if task.done() and not task.cancelled() and task.exception() is None:
            await settled(asyncio.ensure_future(release(task.result())))
        raise


def _retrieve(task: asyncio.Task[Any]) -> None:
    """Mark the outcome as seen: the cancellation is what is reported."""
    if task.done() and not task.cancelled():
        task.exception()
