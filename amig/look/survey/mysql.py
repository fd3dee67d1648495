"""Everything that a MySQL or MariaDB database holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from amig.aside import aside
from amig.look.shapes import Snapshot
from amig.look.survey.mysql_batch import batch
from amig.look.survey.mysql_queries import listed, lists, queries, sequences_query, tables_query
from amig.look.survey.mysql_rules import rules_in, show
from amig.look.survey.mysql_sequences import SEQUENCE, sequences
from amig.look.survey.mysql_tables import Tables

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel
    from amig.impl.online import Online
    from amig.look.survey.mysql_queries import Lists


async def survey(channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]) -> Snapshot:  # noqa: ARG001
    """Read whole databases: six queries, and one more where there are sequences."""
    default = impl.dialect.default_schema_name
    named = list(dict.fromkeys(name for one in schemas if (name := default if one is None else one) is not None))
    if not named:
        return Snapshot(schemas=tuple(schemas))
    rows = await channel.fetch(tables_query(impl, named))
    several = await aside(lists, [await channel.fetch(listed(impl, query, named)) for query in queries(impl)])
    await _rules_shown(channel, impl, *several[2:4])
    tables = await aside(Tables(impl, default).shapes, rows, several)
    places = [(row[0], row[1]) for row in rows if row[2] == SEQUENCE]
    found = await channel.fetch(sequences_query(impl, places)) if places else []
    return Snapshot(
        tables=tables,
        sequences=sequences(places, found, default),
        default_schema=default,
        schemas=tuple(schemas),
    )


async def _rules_shown(channel: Channel, impl: Impl, keys: Lists, rules: Lists) -> None:
    """The rules of foreign keys, which the catalogue hides from whoever may only read: SHOW CREATE TABLE does not."""
    hidden = [place for place in keys if place not in rules]
    if not hidden:
        return
    online = cast("Online", channel)
    shown, _ = await online.guard.run(batch(online, [show(impl, place) for place in hidden]))
    rules.update(zip(hidden, map(rules_in, shown), strict=False))
