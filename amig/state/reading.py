"""A transaction in which the server itself refuses to write; everything is put back as it was."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from amig.errors import ForeignTransactionError
from amig.impl.kin import family

if TYPE_CHECKING:
    from amig.impl.online import Online
    from amig.state.lock import Lock

_SAVEPOINT = "amig_reading"


@asynccontextmanager
async def read_only(online: Online, lock: Lock) -> AsyncGenerator[None, None]:
    """Reads see one moment; a write is the server's error, also in a transaction that a script begins meanwhile.

    Nothing is locked. Raises ForeignTransactionError for an open transaction on MySQL.
    """
    async with _BY_DIALECT[family(online.connection.dialect)](online, lock):
        yield


@asynccontextmanager
async def _on_postgresql(online: Online, lock: Lock) -> AsyncGenerator[None, None]:
    """The session's default goes with the transaction that is rolled back, and outlives one that a script commits."""
    if online.external:
        await online.quietly(f"SAVEPOINT {_SAVEPOINT}")
    else:
        await online.isolation("REPEATABLE READ")
        await online.begin()
    ((was,),) = await online.quietly("SHOW default_transaction_read_only")
    try:
        await online.quietly("SET TRANSACTION READ ONLY")
        await online.quietly("SET default_transaction_read_only = on")
        yield
    finally:
        if _is_lost(online):
            pass
        elif online.external:
            await online.quietly(f"ROLLBACK TO SAVEPOINT {_SAVEPOINT}")
            await online.quietly(f"RELEASE SAVEPOINT {_SAVEPOINT}")
        else:
            await lock.rollback()
            await online.quietly(f"SET default_transaction_read_only = {was}")
            await online.commit()


@asynccontextmanager
async def _on_mysql(online: Online, lock: Lock) -> AsyncGenerator[None, None]:
    """What is said of the session holds for every transaction that begins in it."""
    if online.external:
        raise ForeignTransactionError("which a read-only one would commit", "commit it first, or hand over an engine")
    await online.isolation("REPEATABLE READ")
    (_, was), *_ = await online.quietly("SHOW SESSION VARIABLES LIKE 't%_read_only'")
    try:
        await online.quietly("SET SESSION TRANSACTION READ ONLY")
        await online.quietly("START TRANSACTION READ ONLY")
        yield
    finally:
        await lock.rollback()
        if not _is_lost(online):
            await online.quietly(f"SET SESSION TRANSACTION READ {'ONLY' if was == 'ON' else 'WRITE'}")
            await online.commit()


@asynccontextmanager
async def _on_sqlite(online: Online, lock: Lock) -> AsyncGenerator[None, None]:
    await online.begin()
    ((was,),) = await online.quietly("PRAGMA query_only")
    try:
        await online.quietly("PRAGMA query_only = ON")
        if not online.external and not online.driver.in_transaction:
            await online.quietly("BEGIN")
        yield
    finally:
        await lock.rollback()
        if not _is_lost(online):
            await online.begin()
            await online.quietly(f"PRAGMA query_only = {was}")
            await lock.rollback()


def _is_lost(online: Online) -> bool:
    return online.connection.closed or online.connection.invalidated


_BY_DIALECT = {"postgresql": _on_postgresql, "mysql": _on_mysql, "mariadb": _on_mysql, "sqlite": _on_sqlite}
