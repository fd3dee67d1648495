"""Whether Python's sqlite3 is to begin transactions by itself: its `autocommit`, from Python 3.12 on."""

from __future__ import annotations

import sqlite3
from typing import Any


async def autocommit_of(driver: Any) -> Any:
    """True, False, or sqlite3's own constant for the old way, of an aiosqlite connection; None before Python 3.12.

    SQLAlchemy 2.0 opens a database in memory so that it answers to the driver's own thread alone.
    """
    raw = getattr(driver, "_conn", None)
    try:
        return getattr(raw, "autocommit", None)
    except sqlite3.ProgrammingError:
        return await driver._execute(getattr, raw, "autocommit")


def may_be_asked(raw: sqlite3.Connection) -> bool:
    """Whether the connection answers to this thread."""
    try:
        getattr(raw, "autocommit", None)
    except sqlite3.ProgrammingError:
        return False
    return True
