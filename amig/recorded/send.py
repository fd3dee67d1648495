"""Sending one string through the driver connection that SQLAlchemy holds, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from amig.impl.failure import classify, sqlstate
from amig.recorded.carrier import BusyError, MovedError, StringError, TakenError, is_unseen
from amig.recorded.text import BUSY, MOVED, TAKEN, UNFINISHED

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from amig.impl.online import Online


def takes_strings(online: Online, *, entered: bool = True) -> bool:
    """Whether a string can go out here, and nobody would miss the statements in it. `entered`: amig listens itself.

    Only through asyncpg; where no listener of the user's, and no option of the connection, would see or change them.
    """
    sync = online.sync
    if sync.dialect.name != "postgresql" or sync.dialect.driver != "asyncpg":
        return False
    if _config(sync, "command_timeout") is not None:  # it would count for all statements together
        return False
    return is_unseen(online, entered=entered)


def _config(sync: Connection, name: str) -> object:
    """What the driver was told of its statements when it connected."""
    return getattr(getattr(sync.connection.driver_connection, "_config", None), name, None)


async def send(online: Online, text: str) -> None:
    """Send a string as a transaction of its own, or as several: all of one is done and committed, or nothing.

    Raises BusyError, MovedError and StringError, where nothing was done of that which failed; and what SQLAlchemy
    raises for a connection that is lost. Of a lost one, or after a cancellation, it is not known what was committed.
    """
    if online.connection.in_transaction():
        raise RuntimeError("a transaction is open")
    try:
        await online.guard.run(_sent(online, text))
    except (BusyError, MovedError, StringError):
        if online.driver.is_in_transaction():  # one of several begins with BEGIN, and a failure leaves it open
            await online.guard.finish(_left(online))
        raise


async def send_within(online: Online, text: str) -> None:
    """Send statements inside the transaction that SQLAlchemy has begun; a failure leaves it to be rolled back."""
    await online.guard.run(_sent(online, text))


async def _left(online: Online) -> None:
    """Leave a transaction that has failed."""
    try:
        await online.driver.execute("ROLLBACK")
    except BaseException as error:  # noqa: BLE001 - it is raised, as what it means
        await online.connection.run_sync(_refused, error)


async def _sent(online: Online, text: str) -> None:
    """Past SQLAlchemy, which is asked only what a failure means."""
    online.guard.admit("a recorded revision")
    dialect: Any = online.sync.dialect
    try:
        await online.driver.execute(text)
    except BaseException as error:  # noqa: BLE001 - it is raised, as what it means
        await online.connection.run_sync(_refused, error)
    finally:
        dialect._invalidate_schema_cache()


def _refused(sync: Connection, error: BaseException) -> NoReturn:
    """Raise what became of a string that failed."""
    if (said := said_by(error)) is not None:
        raise said from error
    adapted: Any = sync.connection.dbapi_connection
    if isinstance(error, Exception) and classify(error) != "lost" and not adapted.driver_connection.is_closed():
        raise StringError from error
    raise_as_sqlalchemy(sync, adapted, error)


def said_by(error: BaseException) -> Exception | None:
    """What the text itself has raised; None where it was something else."""
    state, at = sqlstate(error), getattr(error, "detail", None)
    if state == BUSY:
        return BusyError(at)
    if state in (MOVED, UNFINISHED):
        return MovedError(at)
    return TakenError() if state == TAKEN else None


def raise_as_sqlalchemy(sync: Connection, adapted: Any, error: BaseException) -> NoReturn:
    """What SQLAlchemy makes of a connection that is lost or was stopped: its own error, and it is thrown away."""
    if isinstance(error, Exception):
        try:
            adapted._handle_exception(error)
        except Exception as translated:  # noqa: BLE001 - it is what it raises
            error = translated
    sync._handle_dbapi_exception(error, None, None, None, None)
