"""A scratch database: made beside the real one, used, and dropped again, however that ends."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy import URL

from amig.aside import aside
from amig.errors import AmigError, NoScratchError
from amig.impl.connect import make_engine, masked, parse_url
from amig.impl.guard import Guard
from amig.proof.place import PLACES, Place, place_for

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

PREFIX = "amig_scratch_"
LEFTOVER = 3600.0
"""Seconds after which a scratch database was left by a run that is no more."""

logger = logging.getLogger("amig.proof")


@asynccontextmanager
async def scratch(beside: str | URL) -> AsyncGenerator[AsyncEngine, None]:
    """An engine on a new, empty database beside this one; what killed runs have left there is dropped as well.

    Raises NoScratchError, naming the right that is missing.
    """
    place, name, guard = await aside(_place, beside), _name(), Guard()
    await _sweep(place)
    try:
        url = await guard.finish(place.make(name))
        engine = await aside(make_engine, url)
        try:
            await place.watch(engine, name)
            yield engine
        finally:
            await guard.finish(engine.dispose())
    finally:
        await guard.finish(_dropped(place, name))


def _place(beside: str | URL) -> Place:
    url = parse_url(beside)
    if url.get_backend_name() not in PLACES:
        raise NoScratchError(masked(url), f"amig makes none on {url.get_backend_name()}")
    return place_for(url)


def _name() -> str:
    """A name that says when it was made, and that nothing else has."""
    return f"{PREFIX}{int(time.time()):x}_{os.urandom(4).hex()}"


def is_leftover(name: str, now: float) -> bool:
    """Whether a name is that of a scratch database from longer ago than any proof takes."""
    made, _, mark = name.removeprefix(PREFIX).partition("_")
    try:
        return name.startswith(PREFIX) and bool(mark) and int(made, 16) < now - LEFTOVER
    except ValueError:
        return False


async def _sweep(place: Place) -> None:
    for name in await place.names():
        if is_leftover(name, time.time()):
            logger.info("dropping %s, which a run left behind", name)
            await _dropped(place, name)


async def _dropped(place: Place, name: str) -> None:
    """What cannot be dropped now the next run drops: it never hides what went wrong before it."""
    try:
        await place.drop(name)
    except AmigError as error:
        logger.warning("%s stays for now and is dropped by a later run: %s", name, error)
