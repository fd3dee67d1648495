"""Everything that reaches a driver passes here: a cancellation is turned into exactly one, and waited for.

An anyio scope delivers its cancellation again and again, which makes asyncpg drop the socket while the server goes on;
aiomysql never cancels on the server at all. So work runs in a task of its own, and only the backend's way to stop it
ever touches that task. A server that answers nobody is given up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, NoReturn, TypeVar

from amig import errors
from amig.impl.settled import GRACE as GRACE
from amig.impl.settled import cancel_once as cancel_once
from amig.impl.settled import settled as settled
from amig.impl.ward import Ward

T = TypeVar("T")
Stop = Callable[["asyncio.Task[Any]"], Awaitable[None]]


class Guard:
    """Runs work for one connection; after a cancellation nothing more is sent, until the script has ended."""

    def __init__(self, stop: Stop = cancel_once, ward: Ward | None = None) -> None:
        self.stop = stop
        self.ward = ward or Ward()
        self.cancelled = self.stopped = False
        self.aborted: errors.AmigError | None = None
        self._running: list[asyncio.Task[Any]] = []

    async def abort(self, error: errors.AmigError) -> None:
        """Nothing more is sent, what runs is stopped at the server, and the error is what its caller gets."""
        self.aborted = error
        if self._running:
            await settled(asyncio.ensure_future(self.stop(self._running[-1])))

    def admit(self, what: str) -> None:
        """Raise errors.CancelledRunError once the run has been cancelled."""
        if self.aborted is not None:
            raise self.aborted
        if self.cancelled:
            raise errors.CancelledRunError(what)

    def reopen(self) -> None:
        """The script has ended: what is sent from now on is not its own."""
        self.cancelled = False

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run work that may be cancelled: stopped at the server, waited for, and only then reported.

        Raises UnansweredError where the server was given up.
        """
        task = asyncio.get_running_loop().create_task(work)
        async with self.ward.over(task):
            self._running.append(task)
            try:
                result = await asyncio.shield(task)
            except asyncio.CancelledError as error:
                if self.aborted is not None and not _asked():
                    raise self.aborted from None
                if task.done() and self.ward.silent is not None and not _asked():
                    self._give_up(error)
                if not task.done():
                    self.cancelled = self.stopped = True
                    await self._stopped(task)
                _retrieve(task)
                raise
            except Exception as error:
                if self.aborted is not None and self.aborted is not error:
                    raise self.aborted from error
                raise
            finally:
                self._running.remove(task)
        self.ward.heard()
        return result

    async def _stopped(self, task: asyncio.Task[Any]) -> None:
        """Stop it in the backend's way; in the plain one where that takes too long, or the server is silent."""
        if self.ward.silent is None:
            stopping = asyncio.ensure_future(self.stop(task))
            await settled(stopping, 2 * GRACE)
            stopping.cancel()
        if not task.done():
            await cancel_once(task)

    async def finish(self, work: Coroutine[Any, Any, T]) -> T:
        """Run work that is never cancelled (COMMIT, ROLLBACK, close); a cancellation is raised after it.

        Raises UnansweredError where the server was given up.
        """
        task = asyncio.get_running_loop().create_task(work)
        async with self.ward.over(task):
            asked = await settled(task)
        if task.cancelled() and self.ward.silent is not None:
            self._give_up(None)
        result = task.result()
        if asked is not None:
            raise asked
        return result

    def _give_up(self, error: BaseException | None) -> NoReturn:
        self.cancelled = True
        raise errors.UnansweredError(self.ward.silent or 0.0) from error


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


def _asked() -> bool:
    """Whether somebody has asked the task that waits to stop."""
    waiting = asyncio.current_task()
    return waiting is not None and bool(waiting.cancelling())


def _retrieve(task: asyncio.Task[Any]) -> None:
    """Mark the outcome as seen: the cancellation is what is reported."""
    if task.done() and not task.cancelled():
        task.exception()
