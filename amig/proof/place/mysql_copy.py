"""MySQL and MariaDB: a database with all that another one holds, each thing in the words that the server has for it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.impl.text import Text

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_LIKE = "SELECT @@character_set_database, @@collation_database, DATABASE()"
_COLUMNS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = DATABASE() AND extra NOT LIKE '% GENERATED%' ORDER BY table_name, ordinal_position
"""
_ROUTINES = "SELECT routine_type, routine_name FROM information_schema.routines WHERE routine_schema = DATABASE()"
_TRIGGERS = """
SELECT 'TRIGGER', trigger_name FROM information_schema.triggers
WHERE trigger_schema = DATABASE() ORDER BY event_object_table, action_timing, event_manipulation, action_order
"""
_EVENTS = "SELECT 'EVENT', event_name FROM information_schema.events WHERE event_schema = DATABASE()"
MADE_AS = {"BASE TABLE": "TABLE", "SYSTEM VERSIONED": "TABLE"}
"""What keeps rows, by its kind in `SHOW FULL TABLES`, and what `SHOW CREATE` calls it."""
_TEXT_AT = {"TRIGGER": 2, "EVENT": 3, "FUNCTION": 2, "PROCEDURE": 2}
"""Where `SHOW CREATE` has the text; in the place before it stands the SQL mode in which it was made."""
AS_IT_STANDS = ("SET foreign_key_checks = 0", "SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO'")
"""So that rows go in as they are, in any order of the tables."""


async def copied(connection: AsyncConnection, name: str) -> None:
    """Make the database `name` like the one that the connection is in. One session does it all, and ends there."""
    ((characters, collation, of),) = await rows(connection, _LIKE)
    kinds = {str(row[0]): str(row[1]) for row in await rows(connection, "SHOW FULL TABLES")}
    texts = [(await created(connection, MADE_AS.get(kind, kind), one))[1] for one, kind in kinds.items()]
    views = [text for text, kind in zip(texts, kinds.values(), strict=True) if kind == "VIEW"]
    tables = [text for text, kind in zip(texts, kinds.values(), strict=True) if kind != "VIEW"]
    others = [await created(connection, kind, one) for kind, one in await routines(connection)]
    filled = [
        inserted(one, columns, of)
        for one, columns in (await columns_of(connection)).items()
        if kinds.get(one) in MADE_AS
    ]
    counters = [await _moved(connection, one) for one, kind in kinds.items() if kind == "SEQUENCE"]
    await say(connection, f"CREATE DATABASE {name} CHARACTER SET {characters} COLLATE {collation}", f"USE {name}")
    await say(connection, *AS_IT_STANDS, *tables, *filled, *counters)
    for mode, text in others:
        async with _mode(connection, mode):
            await say(connection, text)
    await _in_any_order(connection, views)


async def routines(connection: AsyncConnection) -> list[tuple[str, str]]:
    """What has a body, functions first: its kind and its name."""
    found = [row for query in (_ROUTINES, _TRIGGERS, _EVENTS) for row in await rows(connection, query)]
    return [(str(kind), str(name)) for kind, name in found]


async def columns_of(connection: AsyncConnection) -> dict[str, list[str]]:
    """Table -> its columns, but for those that are computed."""
    found: dict[str, list[str]] = {}
    for table, column in await rows(connection, _COLUMNS):
        found.setdefault(str(table), []).append(str(column))
    return found


def inserted(table: str, columns: Sequence[str], of: str) -> str:
    """The statement that takes over the rows of a table of another database."""
    named = ", ".join(map(quoted, columns))
    return f"INSERT INTO {quoted(table)} ({named}) SELECT {named} FROM {quoted(of)}.{quoted(table)}"  # noqa: S608 - quoted


async def _moved(connection: AsyncConnection, sequence: str) -> str:
    """MariaDB: the statement that lets a sequence go on where this one is."""
    return f"ALTER SEQUENCE {quoted(sequence)} RESTART WITH {await standing(connection, sequence)}"


async def standing(connection: AsyncConnection, sequence: str) -> int:
    """MariaDB: where a sequence is."""
    ((value,),) = await rows(connection, f"SELECT next_not_cached_value FROM {quoted(sequence)}")  # noqa: S608 - quoted
    return int(value)


async def created(connection: AsyncConnection, kind: str, name: str) -> tuple[str, str]:
    """The SQL mode in which something was made, and the text that makes it."""
    row = (await rows(connection, f"SHOW CREATE {kind} {quoted(name)}"))[0]
    at = _TEXT_AT.get(kind, 1)
    return str(row[1]), str(row[at])


@asynccontextmanager
async def _mode(connection: AsyncConnection, mode: str) -> AsyncGenerator[None, None]:
    """A routine keeps the SQL mode of the session that makes it."""
    await say(connection, "SET @amig_mode = @@sql_mode", f"SET sql_mode = '{mode}'")
    yield
    await say(connection, "SET sql_mode = @amig_mode")


async def _in_any_order(connection: AsyncConnection, waiting: Sequence[str]) -> None:
    """A view that reads another one comes after it."""
    while waiting:
        late: list[tuple[str, DBAPIError]] = []
        for text in waiting:
            try:
                await say(connection, text)
            except DBAPIError as error:
                late.append((text, error))
        if len(late) == len(waiting):
            raise late[0][1]
        waiting = [text for text, _ in late]


def quoted(name: str) -> str:
    """A name between backticks."""
    return "`{}`".format(name.replace("`", "``"))


async def rows(connection: AsyncConnection, sql: str) -> list[Any]:
    """What a query gives, its text sent as it is."""
    return list((await connection.execute(Text(sql), execution_options={"no_parameters": True})).fetchall())


async def say(connection: AsyncConnection, *statements: str) -> None:
    """Carry statements out, one by one."""
    for sql in statements:
        await connection.execute(Text(sql), execution_options={"no_parameters": True})
