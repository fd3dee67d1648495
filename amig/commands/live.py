"""Drawing a live view while something runs, without taking much of the processor from it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.console import Console, Lines

EVERY, SHARE = 1 / 8, 0.015
"""Seconds between two drawings, at least, and the share of a processor that drawing may have."""


@asynccontextmanager
async def drawing(console: Console, lines: Lines) -> AsyncGenerator[None, None]:
    """Draw again and again while the block runs; at its end the terminal is as it was."""
    with console.live() as draw:

        async def work() -> None:
            while True:
                before = time.thread_time()
                draw(lines)
                await asyncio.sleep(max(EVERY, (time.thread_time() - before) / SHARE))

        task = asyncio.create_task(work())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
