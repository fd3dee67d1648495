"""One command of a walk: undisturbed, or ended half way and begun again until it is through."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from sqlalchemy.ext.asyncio import create_async_engine

import amig
from tests.chaos import marks
from tests.chaos.deaths import Watch, survived


async def once(config: Path, url: str, command: str, target: str, watch: Watch) -> None:
    """Run a command on an engine of its own; raises what it raises."""
    engine = create_async_engine(url)
    watch.on(engine)
    try:
        await survived(partial(getattr(amig, command), config, target, engine=engine), watch)
    finally:
        marks.LEFT.clear()
        watch.death = None
        await asyncio.wait_for(engine.dispose(), 20)
