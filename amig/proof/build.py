"""A scratch database that holds what another one holds, without its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import NoScratchError
from amig.impl.connect import masked
from amig.impl.failure import reason
from amig.impl.online import Online
from amig.look.types import types_of
from amig.proof.domains import with_domains
from amig.proof.way import way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.context import MigrationContext
    from amig.look.shapes import Snapshot, TableShape
    from amig.look.types import Types
    from amig.proof.tried import Trial


async def build(trial: Trial, live: MigrationContext, snapshot: Snapshot) -> None:
    """Make all that was seen in `live`, in the server's own words; raises NoScratchError where that cannot be."""
    tables = list(snapshot.tables.values())
    try:
        await trial.say(await texts(live, tables))
        types = await counting(live, tables)
        found = await aside(way, live.impl, await trial.look(), snapshot, {}, types)
        await trial.make(await with_domains(live, [one.directive for one in found]))
    except DBAPIError as error:
        problem = f"what the database holds cannot be made again there: {reason(error)}"
        raise NoScratchError(masked(trial.engine.url), problem) from error


async def texts(live: MigrationContext, tables: Sequence[TableShape]) -> list[str]:
    """What makes each table, where the server has that in one piece."""
    channel, quote = live.channel, live.dialect.identifier_preparer.quote
    assert isinstance(channel, Online)  # noqa: S101 - for the type checker
    if live.dialect.name in ("mysql", "mariadb"):
        mine = [table for table in tables if table.schema is None]
        return [(await channel.quietly(f"SHOW CREATE TABLE {quote(table.name)}"))[0][1] for table in mine]
    if live.dialect.name == "sqlite":
        names = {table.name for table in tables}
        rows = await channel.quietly("SELECT tbl_name, sql, type FROM sqlite_master WHERE sql <> '' ORDER BY rowid")
        return [sql for name, sql, kind in rows if name in names or kind == "view"]
    return []


async def counting(live: MigrationContext, tables: Sequence[TableShape]) -> Types:
    """The types of columns that count by themselves: SQLAlchemy must know them. Of others the server's words do."""
    counting = {(table.key, column.name) for table in tables for column in table.columns if column.autoincrement}
    assert isinstance(live.channel, Online)  # noqa: S101 - for the type checker
    found = await types_of(live.channel, {key for key, _ in counting})
    return {place: type_ for place, type_ in found.items() if place in counting}
