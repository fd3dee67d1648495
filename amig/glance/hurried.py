"""A read on the event loop that may take so long and no longer."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from amig.impl.guard import Guard

T = TypeVar("T")


async def hurried(work: Coroutine[Any, Any, T], seconds: float) -> T:
    """Do it; a cancellation stops it once, and is waited for. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        return await Guard().run(work)
