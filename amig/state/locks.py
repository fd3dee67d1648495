"""Which lock a backend has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from amig.state.lease import Lease
from amig.state.mysql import MySQLLock
from amig.state.postgresql import PostgreSQLLock
from amig.state.sqlite import SQLiteLock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.impl.online import Online
    from amig.state.lock import Lock
    from amig.state.versions import VersionTable


class Options(Protocol):
    """What a run says of its lock."""

    @property
    def pooler(self) -> str: ...
    @property
    def app(self) -> str | None: ...
    @property
    def search_path(self) -> Sequence[str]: ...


def lock_for(online: Online, versions: VersionTable, options: Options) -> Lock:
    """The strategy of the connection's backend."""
    dialect_name = versions.impl.dialect_name
    if dialect_name == "sqlite":
        return SQLiteLock(online, versions)
    lease = Lease(online, versions, options.app)
    pooled = options.pooler == "transaction"
    if dialect_name == "mysql":
        return MySQLLock(online, versions, lease, pooled=pooled)
    return PostgreSQLLock(online, versions, lease, options.search_path, pooled=pooled)
