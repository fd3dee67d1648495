"""MySQL and MariaDB: a copy is used again, as it takes a file for each table, and most tests leave only few rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.proof.place.mysql_copy import (
    AS_IT_STANDS,
    MADE_AS,
    columns_of,
    created,
    inserted,
    quoted,
    routines,
    rows,
    say,
    standing,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

_COUNTER = re.compile(r" AUTO_INCREMENT=(\d+)")
_SESSIONS = "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a database holds: the text of each thing, of each table a sum over its rows, and where it counts from."""

    texts: Mapping[tuple[str, str], str]
    sums: Mapping[str, int]
    counters: Mapping[str, str]


async def stands(connection: AsyncConnection) -> Standing:
    """One look; two statements, and one for each thing."""
    kinds = {str(row[0]): str(row[1]) for row in await rows(connection, "SHOW FULL TABLES")}
    things = [(MADE_AS.get(kind, kind), name) for name, kind in kinds.items()] + await routines(connection)
    texts = {(kind, name): (await created(connection, kind, name))[1] for kind, name in things}
    counters = {name: "".join(_COUNTER.findall(text)[:1]) for (kind, name), text in texts.items() if kind == "TABLE"}
    counters |= {name: str(await standing(connection, name)) for name, kind in kinds.items() if kind == "SEQUENCE"}
    sums: dict[str, int] = {}
    if tables := [name for kind, name in texts if kind == "TABLE"]:
        found = await rows(connection, f"CHECKSUM TABLE {', '.join(map(quoted, tables))}")
        sums = dict(zip(tables, (int(row[1]) for row in found), strict=True))
    if "SYSTEM VERSIONED" in kinds.values():
        sums["SYSTEM VERSIONED"] = -1
    return Standing({key: _COUNTER.sub("", text) for key, text in texts.items()}, sums, counters)


async def put_back(connection: AsyncConnection, was: Standing, of: str) -> bool:
    """Make the database again as it was, from the template `of`; False where more than rows has changed."""
    for (session,) in await rows(connection, _SESSIONS):
        await say(connection, f"KILL {session}")
    now = await stands(connection)
    if now.texts != was.texts or "SYSTEM VERSIONED" in was.sums:
        return False
    changed = [name for name, value in was.sums.items() if now.sums[name] != value]
    changed += [name for name, value in was.counters.items() if now.counters[name] != value and name not in changed]
    filled = {name for name in changed if was.sums.get(name)}
    if filled and any(kind == "TRIGGER" for kind, _ in was.texts):
        return False
    columns = await columns_of(connection)
    await say(connection, *AS_IT_STANDS)
    for name in changed:
        if name not in was.sums:
            await say(connection, f"ALTER SEQUENCE {quoted(name)} RESTART WITH {was.counters[name]}")
            continue
        await say(connection, f"TRUNCATE TABLE {quoted(name)}")
        if name in filled:
            await say(connection, inserted(name, columns[name], of))
        if was.counters[name]:
            await say(connection, f"ALTER TABLE {quoted(name)} AUTO_INCREMENT = {was.counters[name]}")
    return True
