"""Waiting for a task to end, whatever asks to stop meanwhile."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

T = TypeVar("T")

GRACE = 20.0
"""Seconds that a cancelled statement is given to end at the server."""


async def settled(task: asyncio.Future[Any], timeout: float | None = None) -> asyncio.CancelledError | None:
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


async def unhurried(work: Coroutine[Any, Any, T]) -> T:
    """Let work come to its end in a task of its own; a cancellation that comes meanwhile is raised after it."""
    task = asyncio.get_running_loop().create_task(work)
    asked = await settled(task)
    result = task.result()
    if asked is not None:
        raise asked
    return result
