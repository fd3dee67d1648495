"""Which lock a backend has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amig.state.mysql import MySQLLock
from amig.state.postgresql import PostgreSQLLock
from amig.state.sqlite import SQLiteLock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.impl.online import Online
    from amig.state.lock import Lock
    from amig.state.versions import VersionTable

LOCKS: dict[str, Any] = {"mysql": MySQLLock, "postgresql": PostgreSQLLock, "sqlite": SQLiteLock}


def lock_for(online: Online, versions: VersionTable, search_path: Sequence[str] = ()) -> Lock:
    """The strategy of the connection's backend; a `search_path` is PostgreSQL's."""
    if search_path and versions.impl.dialect_name == "postgresql":
        return PostgreSQLLock(online, versions, search_path)
    lock: Lock = LOCKS[versions.impl.dialect_name](online, versions)
    return lock
