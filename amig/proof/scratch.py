"""A scratch database: made beside the real one, used, and dropped again, however that ends."""

from __future__ import annotations

import hashlib
import logging
import os
import platform
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from functools import cache
from pathlib import Path
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
async def scratch(beside: str | URL, *, of: str | None = None) -> AsyncGenerator[AsyncEngine, None]:
    """An engine on a new database beside this one; what killed runs have left there is dropped as well.

    It is empty, or a copy `of` another scratch database, which nobody is connected to. Raises NoScratchError, naming
    the right that is missing.
    """
    place, name, guard = await aside(_place, beside), await aside(_name), Guard()
    if of is None:
        await _sweep(place)
    try:
        url = await guard.finish(place.make(name) if of is None else place.copy(of, name))
        engine = await aside(make_engine, url)
        try:
            await place.watch(engine, name)
            yield engine
        finally:
            await guard.finish(engine.dispose())
    finally:
        await guard.finish(_dropped(place, name))


async def another_engine(engine: AsyncEngine) -> AsyncEngine:
    """A second engine on a scratch database, as watched as the first one."""
    made = await aside(make_engine, engine.url)
    await (await aside(_place, engine.url)).watch(made, name_of(engine))
    return made


def _place(beside: str | URL) -> Place:
    url = parse_url(beside)
    if url.get_backend_name() not in PLACES:
        raise NoScratchError(masked(url), f"amig makes none on {url.get_backend_name()}")
    return place_for(url)


def name_of(engine: AsyncEngine) -> str:
    """What a scratch database is called, of which this is the engine."""
    found = engine.url.database or ""
    return Path(found).parent.name if engine.dialect.name == "sqlite" else found


def _name() -> str:
    """A name that says when and by which process it was made, and that nothing else has."""
    return f"{PREFIX}{int(time.time()):x}_{_machine()}{os.getpid():x}_{os.urandom(4).hex()}"


@cache
def _machine() -> str:
    """What tells apart where processes are numbered: the machine, since when it runs, the container; 6 characters."""
    known = [platform.node()]
    for place in ("/proc/sys/kernel/random/boot_id", "/proc/self/ns/pid"):
        with suppress(OSError):
            known.append(str(Path(place).readlink()) if "ns" in place else Path(place).read_text(encoding="ascii"))
    return hashlib.sha256(" ".join(known).encode()).hexdigest()[:6]


def is_orphan(name: str) -> bool:
    """Whether a scratch database was made by a process of this machine that is no more."""
    _, _, mark = name.removeprefix(PREFIX).partition("_")
    maker, _, rest = mark.partition("_")
    if not name.startswith(PREFIX) or not rest or not maker.startswith(_machine()):
        return False
    try:
        os.kill(int(maker.removeprefix(_machine()), 16), 0)
    except ProcessLookupError:
        return True
    except (OSError, ValueError, OverflowError):
        return False
    return False


def is_leftover(name: str, now: float) -> bool:
    """Whether a name is that of a scratch database from longer ago than any proof takes."""
    made, _, mark = name.removeprefix(PREFIX).partition("_")
    try:
        return name.startswith(PREFIX) and bool(mark) and int(made, 16) < now - LEFTOVER
    except ValueError:
        return False


async def _sweep(place: Place) -> None:
    for name in await place.names():
        if name.startswith(PREFIX) and (is_leftover(name, time.time()) or is_orphan(name)):
            logger.info("dropping %s, which a run left behind", name)
            await _dropped(place, name)


async def _dropped(place: Place, name: str) -> None:
    """What cannot be dropped now the next run drops: it never hides what went wrong before it."""
    try:
        await place.drop(name)
    except AmigError as error:
        logger.warning("%s stays for now and is dropped by a later run: %s", name, error)
