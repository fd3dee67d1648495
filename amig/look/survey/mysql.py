"""Everything that a MySQL or MariaDB database holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.look.shapes import Snapshot
from amig.look.survey.mysql_queries import listed, queries, sequences_query, tables_query
from amig.look.survey.mysql_sequences import SEQUENCE, sequences
from amig.look.survey.mysql_tables import Tables

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel


async def survey(channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]) -> Snapshot:  # noqa: ARG001
    """Read whole databases: six queries, and one more where there are sequences."""
    default = impl.dialect.default_schema_name
    named = list(dict.fromkeys(name for one in schemas if (name := default if one is None else one) is not None))
    if not named:
        return Snapshot(schemas=tuple(schemas))
    rows = await channel.fetch(tables_query(impl, named))
    several = [await channel.fetch(listed(impl, query, named)) for query in queries(impl)]
    made = Tables(impl, default)
    tables = await aside(made.shapes, rows, several)
    places = [(row[0], row[1]) for row in rows if row[2] == SEQUENCE]
    found = await channel.fetch(sequences_query(impl, places)) if places else []
    return Snapshot(
        tables=tables,
        sequences=sequences(places, found, default),
        default_schema=default,
        schemas=tuple(schemas),
    )
