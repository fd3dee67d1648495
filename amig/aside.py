"""Blocking file work, beside the event loop when one runs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def loop_is_running() -> bool:
    """Whether an event loop runs in this thread; never the reason that asyncio is imported."""
    if (asyncio := sys.modules.get("asyncio")) is None:
        return False
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


_can_start: ContextVar[bool] = ContextVar("amig_can_start", default=False)


class _Asked:
    """Given to whoever drives a coroutine by hand: from here on it needs a loop."""

    def __await__(self) -> Generator[_Asked, None, None]:
        yield self


@contextmanager
def without_a_loop() -> Iterator[None]:
    """A coroutine is driven by hand in here, and goes on with a loop if it stops to ask for one."""
    token = _can_start.set(True)
    try:
        yield
    finally:
        _can_start.reset(token)


async def on_a_loop() -> None:
    """From here on asyncio's loop runs, where whoever drives this can start one: the command line does, no sooner."""
    if _can_start.get() and not loop_is_running():
        await _Asked()


async def aside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do blocking work: in a worker thread when a loop runs, as a plain call when not.

    It is anyio's thread, which its scopes wait for; where nobody has imported anyio there are none, and asyncio's will
    do: an app that starts need not import twenty-eight modules to read its files.
    """
    if not loop_is_running():
        return work(*args, **kwargs)
    if "anyio" in sys.modules:
        from anyio import to_thread

        return await to_thread.run_sync(lambda: work(*args, **kwargs))
    from asyncio import to_thread as in_thread

    return await in_thread(work, *args, **kwargs)


def undisturbed(work: Callable[P, T]) -> Callable[P, T]:
    """The same work without a collection of garbage in the middle.

    Much is made that lives on, and a full collection, which that would set off, holds the event loop for its whole
    length: half a second where an application has a million objects.
    """

    def working(*args: P.args, **kwargs: P.kwargs) -> T:
        was = gc.isenabled()
        gc.disable()
        try:
            return work(*args, **kwargs)
        finally:
            if was:
                gc.enable()

    return working
