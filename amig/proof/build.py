"""A scratch database that holds what another one holds, without its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import NoScratchError
from amig.impl import impl_for
from amig.impl.connect import masked
from amig.impl.failure import reason
from amig.look.shapes import Snapshot
from amig.proof.way import way

if TYPE_CHECKING:
    from amig.look.types import Types
    from amig.proof.tried import Trial


async def build(trial: Trial, snapshot: Snapshot, types: Types) -> None:
    """Make all that a snapshot holds, in the server's own words; raises NoScratchError where that cannot be.

    Of the types that SQLAlchemy knows only those of columns that count by themselves are used.
    """
    counting = {
        (table.key, column.name) for table in snapshot.tables.values() for column in table.columns if column.autoincrement
    }
    known = {place: type_ for place, type_ in types.items() if place in counting}
    async with trial.context() as context:
        impl = impl_for(context.dialect)
    found = await aside(way, impl, Snapshot(), snapshot, {}, known)
    try:
        await trial.make([one.directive for one in found])
    except DBAPIError as error:
        problem = f"what the database holds cannot be made again there: {reason(error)}"
        raise NoScratchError(masked(trial.engine.url), problem) from error
