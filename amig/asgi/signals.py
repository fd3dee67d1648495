"""A signal while an application starts: its server would only see it once the migration is done."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeVar

from amig import errors

R = TypeVar("R")
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


async def stoppable(work: Coroutine[Any, Any, R]) -> R:
    """Do it; a signal that the server handles cancels it too, and the server's own handler is called as ever.

    Raises StartupStoppedError after the work has ended. Where nobody handles signals nothing is changed.
    """
    task = asyncio.ensure_future(work)
    stopped: list[int] = []
    with _heard(task, stopped):
        try:
            return await task
        except asyncio.CancelledError:
            if not stopped:
                raise
            raise errors.StartupStoppedError(signal.Signals(stopped[0]).name) from None


@contextmanager
def _heard(task: asyncio.Future[Any], stopped: list[int]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before: dict[int, Callable[[int, FrameType | None], object]] = {}

    def heard(number: int, frame: FrameType | None) -> None:
        stopped.append(number)
        if len(stopped) == 1:
            loop.call_soon_threadsafe(task.cancel)
        before[number](number, frame)

    for number in map(int, _SIGNALS):
        if callable(handler := signal.getsignal(number)) and handler is not signal.default_int_handler:
            before[number] = handler
            signal.signal(number, heard)
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is heard:
                signal.signal(number, handler)
