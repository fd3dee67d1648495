"""What PostgreSQL makes of the models' words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.impl.online import Online
from amig.look.normal import Normal, Samples
from amig.look.normal.postgresql_samples import Written, block, written
from amig.look.survey.postgresql import Asking
from amig.look.survey.postgresql_rows import tables
from amig.ops.statement import Statement

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.look.shapes import Key, TableShape


_SAVEPOINT = ("SAVEPOINT amig_normal", "ROLLBACK TO SAVEPOINT amig_normal", "RELEASE SAVEPOINT amig_normal")
_TRANSACTION = ("BEGIN", "ROLLBACK")
"""Where the connection is in AUTOCOMMIT there is none yet."""


async def normal(channel: Channel, impl: Impl, samples: Samples) -> Normal:
    """All samples in one statement, read back as every table is, and rolled back.

    Nothing else is needed than the right to have temporary tables; where even that is refused, or a sample makes no
    sense to the server, it says why.
    """
    assert isinstance(channel, Online)  # noqa: S101 - a comparison needs a database
    several = await aside(written, impl, samples)
    begin, *end = _SAVEPOINT if channel.driver.is_in_transaction() else _TRANSACTION
    await channel.quietly(begin)
    try:
        return await _asked(channel, impl, several)
    except DBAPIError as error:
        return Normal(refused=dict.fromkeys(samples.tables, _reason(error)))
    finally:
        for statement in end:
            await channel.quietly(statement)


async def _asked(channel: Online, impl: Impl, several: list[Written]) -> Normal:
    await channel.change(Statement(await aside(block, impl, several)))
    answer = await channel.fetch(Statement(_refusals(len(several)), result=True))
    schema, *refusals = answer[0]
    said: dict[Key, TableShape] = {}
    if schema is not None and any(reason is None for reason in refusals):
        there = [one for one, reason in zip(several, refusals, strict=True) if reason is None]
        names = [name for one in there for name in (one.name, one.sample.table.name)]
        said = await aside(_by_key, impl, await Asking(channel, impl).tables([schema], names), there)
    refused = {one.key: reason for one, reason in zip(several, refusals, strict=True) if one.key not in said}
    return Normal(said, refused={key: reason or "the server did not say" for key, reason in refused.items()})


def _refusals(number: int) -> str:
    """Where temporary tables are, and why each is not there."""
    reasons = (f"nullif(current_setting('amig.refused_{place}', true), '')" for place in range(number))
    return f"SELECT nullif(pg_my_temp_schema(), 0)::regnamespace::text, {', '.join(reasons)}"


def _by_key(impl: Impl, rows: Any, several: list[Written]) -> dict[Key, TableShape]:
    shapes = {shape.name: shape for shape in tables(impl, rows)}
    found = {one.key: shapes.get(one.name) or shapes.get(one.sample.table.name) for one in several}
    return {one.key: one.said(shape) for one in several if (shape := found[one.key]) is not None}


def _reason(error: DBAPIError) -> str:
    return str(error.orig).partition(">: ")[2].splitlines()[0] or str(error.orig)
