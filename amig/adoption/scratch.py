"""Databases that are made for a comparison, and dropped after it."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import URL, text
from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import CannotCheckError
from amig.impl.connect import make_engine, parse_url
from amig.impl.failure import reason


@asynccontextmanager
async def scratch(url: str | URL) -> AsyncGenerator[URL, None]:
    """The URL of an empty database beside this one: a file of its own, or a new one on the server.

    Raises CannotCheckError where none can be made.
    """
    beside = await aside(parse_url, url)
    if beside.get_backend_name() == "sqlite":
        folder = await aside(tempfile.TemporaryDirectory, prefix="amig_check_")
        try:
            yield beside.set(database=str(Path(folder.name) / "scratch.db"))
        finally:
            await aside(folder.cleanup)
        return
    name = f"amig_check_{uuid4().hex[:10]}"
    await _say(beside, f"CREATE DATABASE {name}")
    try:
        yield beside.set(database=name)
    finally:
        await _say(beside, f"DROP DATABASE {name}")


async def _say(url: URL, sql: str) -> None:
    engine = await aside(make_engine, url)
    try:
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text(sql))
    except (DBAPIError, OSError) as error:
        advice = "give a user that may create databases, or name another server with `--url`"
        raise CannotCheckError(f"`{sql}` failed: {reason(error)}", advice) from error
    finally:
        await engine.dispose()
