"""SQLite: a closed step is one visit to the driver's own thread, where each call would cost a change of threads."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.impl.failure import classify
from amig.impl.settled import settled
from amig.impl.sqlite_mode import may_be_asked
from amig.recorded.carrier import BusyError, MovedError, StringError, is_unseen
from amig.recorded.value import Place, is_named, moved_once, place_of
from amig.state.versions import is_missing_table

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.impl.online import Online
    from amig.recorded.value import Part, Recorded
    from amig.script.plan import Step
    from amig.state.sqlite import SQLiteLock

_SAVEPOINT = "amig_recorded"


class Visit:
    """What is done in the driver's thread, statement by statement, until it ends or is told to stop."""

    def __init__(self, parts: Sequence[Part], place: Place, stopped: Callable[[], bool]) -> None:
        self.parts, self.place, self.stopped = parts, place, stopped
        self.table = place.versions.impl.table(place.versions.name, place.schema)
        self.at = parts[0].step
        self.committed = 0
        self.sent: list[str] = []

    def each(self, raw: sqlite3.Connection) -> None:
        """Each step as a transaction of its own, up to one that fails. Raises BusyError, MovedError and StringError."""
        cursor = _cursor(raw)
        ((timeout,),) = cursor.execute("PRAGMA busy_timeout").fetchall()
        for part in self.parts:
            self._alone(cursor, part, timeout)
            self.committed += 1

    def _alone(self, cursor: sqlite3.Cursor, part: Part, timeout: int) -> None:
        step = self.at = part.step
        _begin(cursor, f"/* amig: {step.direction} {step.revision.id} */ BEGIN IMMEDIATE", timeout)
        try:
            self._compare(cursor, step)
            seconds = self._carry_out(cursor, part, step)
            self._tell(cursor, [(part, seconds)])
            self._send(cursor, "COMMIT")
        except sqlite3.Error as error:
            raise StringError from error
        finally:
            if cursor.connection.in_transaction:
                cursor.execute("ROLLBACK")

    def within(self, raw: sqlite3.Connection) -> None:
        """Steps in the transaction that is open; a failure takes back these. Raises StringError.

        A failure that ended the whole transaction is raised as it is.
        """
        cursor = _cursor(raw)
        cursor.execute(f"/* amig: {len(self.parts)} steps */ SAVEPOINT {_SAVEPOINT}")
        try:
            self._within(cursor)
            cursor.execute(f"RELEASE {_SAVEPOINT}")
        except (sqlite3.Error, StringError) as error:
            if not raw.in_transaction:
                raise
            cursor.execute(f"ROLLBACK TO {_SAVEPOINT}")
            cursor.execute(f"RELEASE {_SAVEPOINT}")
            raise StringError from error

    def _within(self, cursor: sqlite3.Cursor) -> None:
        """Each step in its turn; the ledger is told of all at the end, but where a text names it."""
        ledger = self.place.ledger
        told: list[tuple[Part, float]] = []
        at_once = ledger is not None and is_named(self.parts, ledger.name)
        for part, moving in zip(self.parts, moved_once(self.parts, self.place.versions.name), strict=True):
            told.append((part, self._carry_out(cursor, part, moving.step)))
            if at_once:
                self._tell(cursor, [told.pop()])
        self._tell(cursor, told)

    def _send(self, cursor: sqlite3.Cursor, text: str, *values: object) -> None:
        """Send a statement, and let it come to its end; raises StringError where the run was stopped."""
        if self.stopped():
            raise StringError
        cursor.execute(text, values)
        cursor.fetchall()

    def _compare(self, cursor: sqlite3.Cursor, step: Step) -> None:
        """Whether the database is where it was, and holds nothing unfinished; raises MovedError."""
        place = self.place
        try:
            found = {str(row[0]) for row in cursor.execute(f"SELECT version_num FROM {self.table}")}  # noqa: S608 - quoted
        except sqlite3.Error as error:
            if is_missing_table(_wrapped(error, "")):
                raise MovedError from error
            raise
        if found != step.expects:
            raise MovedError
        if place.ledger is not None:
            cursor.execute(f"SELECT EXISTS ({place.ledger.unfinished_text(place.schema)})")
            if cursor.fetchall() != [(0,)]:
                raise MovedError

    def _carry_out(self, cursor: sqlite3.Cursor, part: Part, moving: Step) -> float:
        """Statements, and version rows as they are to be moved now; how many seconds that took."""
        began = time.perf_counter()
        self.at, self.sent = part.step, []
        for text in part.recorded.statements:
            self.sent.append(text)
            self._send(cursor, text)
        self._move(cursor, moving)
        return round(time.perf_counter() - began, 6)

    def _tell(self, cursor: sqlite3.Cursor, told: Sequence[tuple[Part, float]]) -> None:
        """The ledger's rows."""
        ledger, by = self.place.ledger, self.place.by
        if ledger is not None and by is not None and told:
            if self.stopped():
                raise StringError
            rows = (ledger.placed_row(event, by, seconds) for part, seconds in told for event in part.events)
            cursor.executemany(ledger.placed(self.place.schema), rows)

    def _move(self, cursor: sqlite3.Cursor, step: Step) -> None:
        """The version rows of one step; each UPDATE and DELETE must hit one."""
        moves = step.moves
        for gone in moves.deletes:
            self._hit(cursor, f"DELETE FROM {self.table} WHERE version_num = ?", gone)  # noqa: S608 - quoted
        for old, new in moves.updates:
            self._hit(cursor, f"UPDATE {self.table} SET version_num = ? WHERE version_num = ?", new, old)  # noqa: S608 - quoted
        for new in moves.inserts:
            self._send(cursor, f"INSERT INTO {self.table} (version_num) VALUES (?)", new)  # noqa: S608 - quoted

    def _hit(self, cursor: sqlite3.Cursor, text: str, *values: object) -> None:
        self._send(cursor, text, *values)
        if cursor.rowcount != 1:
            raise StringError


class InThread:
    """The strategy of SQLite, through aiosqlite."""

    def __init__(self, context: MigrationContext, online: Online, lock: SQLiteLock) -> None:
        self.context, self.online, self.lock = context, online, lock
        self.committed: int | None = None
        self.makes_tables = self.waits = False
        self.at: Step | None = None

    async def locate(self) -> None:
        """A file is where it is."""

    def is_open(self) -> bool:
        driver: Any = self.online.driver
        raw = getattr(driver, "_conn", None)
        if not isinstance(raw, sqlite3.Connection) or not hasattr(driver, "_execute") or not may_be_asked(raw):
            return False
        return getattr(raw, "autocommit", None) is not False and is_unseen(self.online)

    def takes(self, step: Step) -> bool:
        return step.revision.id not in self.context.unforced

    def prepare(self, part: Part) -> None:
        """Nobody waits for anything meanwhile."""

    def fits(self, recorded: Recorded) -> bool:  # noqa: ARG002
        return True

    def is_inside(self) -> bool:
        return bool(self.online.driver.in_transaction)

    def most(self, allowed: int) -> int:
        return allowed

    async def send(self, parts: Sequence[Part]) -> None:
        self.committed, self.at = 0, None
        if self.online.connection.in_transaction():
            raise RuntimeError("a transaction is open")
        if self.is_inside():  # the driver's own, of which SQLAlchemy knows nothing: the ordinary way ends it
            raise StringError
        visit = await self._visit(parts)
        try:
            await self.online.guard.run(self._in_thread(visit.each))
        finally:
            self.committed = visit.committed

    async def send_within(self, parts: Sequence[Part]) -> None:
        self.at = None
        visit = await self._visit(parts)
        try:
            await self.online.guard.run(self._in_thread(visit.within))
        except sqlite3.Error as error:
            self.online.sent, self.online.completed = visit.sent, len(visit.sent) - 1
            raise _wrapped(error, visit.sent[-1]) from error
        finally:
            self.at = visit.at

    def interrupted(self) -> None:
        """Each visit has a savepoint of its own."""

    async def take_back(self) -> None:
        """It is taken back already."""

    async def _visit(self, parts: Sequence[Part]) -> Visit:
        guard, context = self.online.guard, self.context
        place = await place_of(Place(context.versions, self.lock.schema or "main"), context.ledger)
        return Visit(parts, place, lambda: guard.cancelled or guard.aborted is not None)

    async def _in_thread(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do it, and wait for its end whatever asks to stop: the guard has told it, and interrupts its statement."""
        self.online.guard.admit("a recorded revision")
        driver: Any = self.online.driver
        visiting = asyncio.ensure_future(driver._execute(work, driver._conn))
        asked = await settled(visiting)
        visiting.result()
        if asked is not None:
            raise asked


def _cursor(raw: sqlite3.Connection) -> sqlite3.Cursor:
    """One that gives rows as they are, whatever the connection was told."""
    cursor = raw.cursor()
    cursor.row_factory = None
    return cursor


def _begin(cursor: sqlite3.Cursor, text: str, timeout: int) -> None:
    """One try, without the driver's busy timeout; raises BusyError."""
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        cursor.execute(text)
    except sqlite3.Error as error:
        raise (BusyError if classify(error) == "busy" else StringError) from error
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {timeout:d}")


def _wrapped(error: sqlite3.Error, text: str) -> DBAPIError:
    """What SQLAlchemy makes of a driver's error."""
    return DBAPIError.instance(text, None, error, sqlite3.Error)  # type: ignore[return-value]
