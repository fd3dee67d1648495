"""Blocking file work, beside the event loop when one runs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
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


async def aside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do blocking work: in a worker thread when a loop runs, as a plain call when not."""
    if not loop_is_running():
        return work(*args, **kwargs)
    from anyio import to_thread

    return await to_thread.run_sync(lambda: work(*args, **kwargs))


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
