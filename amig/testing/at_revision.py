"""Rows as they are at one revision, and what later revisions make of them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Unpack

from amig.testing.database import Database, scratched
from amig.testing.project import Where, the_one

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config


@asynccontextmanager
async def at(
    target: str, config: Config | str | Path | None = None, **where: Unpack[Where]
) -> AsyncGenerator[Database, None]:
    """A new database at a revision: insert what is there then, `await db.upgrade(...)`, and look what became of it.

    `base` is an empty database. Raises NoScratchError, TargetError, and what a revision raises.
    """
    async with scratched(await the_one(config, **where)) as database:
        if target != "base":
            await database.upgrade(target)
        yield database
