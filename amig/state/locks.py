"""Which lock a backend has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amig.state.mysql import MySQLLock
from amig.state.postgresql import PostgreSQLLock
from amig.state.sqlite import SQLiteLock

if TYPE_CHECKING:
    from amig.impl.online import Online
    from amig.state.lock import Lock
    from amig.state.versions import VersionTable

LOCKS: dict[str, Any] = {"mysql": MySQLLock, "postgresql": PostgreSQLLock, "sqlite": SQLiteLock}


def lock_for(online: Online, versions: VersionTable) -> Lock:
    """The strategy of the connection's backend."""
    lock: Lock = LOCKS[versions.impl.dialect_name](online, versions)
    return lock
