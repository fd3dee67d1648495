"""A glance at a SQLite file, with the library that Python brings."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.glance.plain import Address


def read(address: Address, asked: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """The answer to the first question that has one; a file that is not there is not made."""
    file = f"{Path(address.database).absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(file, uri=True, timeout=0.0)) as connection:
        *first, last = asked
        for question in first:
            with suppress(sqlite3.OperationalError):
                return connection.execute(question).fetchall()
        return connection.execute(last).fetchall()
