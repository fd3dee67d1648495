"""Where sequences stand, and what sets them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from amig.impl.online import Online
from amig.proof.things import Thing

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.look.shapes import Snapshot

_SEQUENCES = """
SELECT c.oid::regclass::text FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE c.relkind = 'S' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
AND c.relname !~ '^amig_' ORDER BY 1
"""


async def counters(context: MigrationContext, snapshot: Snapshot) -> dict[str, Thing]:
    """The next number of each sequence, by its name as SQL says it. Of MySQL's tables the text has it already."""
    channel = context.channel
    assert isinstance(channel, Online)  # noqa: S101 - for the type checker
    found: dict[str, Thing] = {}
    if context.dialect.name == "postgresql":
        for (name,) in await channel.quietly(_SEQUENCES):
            ((value, called),) = await channel.quietly(f"SELECT last_value, is_called FROM {name}")  # noqa: S608 - quoted
            found[str(name)] = Thing((int(value), bool(called)))
    elif context.dialect.name == "sqlite":
        if await channel.quietly("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'"):
            rows = await channel.quietly("SELECT name, seq FROM sqlite_sequence WHERE name NOT LIKE 'amig_%'")
            found = {str(name): Thing(int(seq)) for name, seq in rows}
    else:
        for _, name in snapshot.sequences:
            quoted = context.dialect.identifier_preparer.quote(name)
            ((value,),) = await channel.quietly(f"SELECT next_not_cached_value FROM {quoted}")  # noqa: S608 - quoted
            found[quoted] = Thing(int(value))
    return found


def set_there(context: MigrationContext, now: Mapping[str, Thing]) -> Iterator[str]:
    """The statements that let them go on where they stand."""
    literal = context.impl.literal
    for name, thing in now.items():
        if context.dialect.name == "postgresql":
            value, called = thing.value
            yield f"SELECT pg_catalog.setval({literal(name)}::regclass, {value}, {str(called).lower()})"
        elif context.dialect.name == "sqlite":
            yield f"DELETE FROM sqlite_sequence WHERE name = {literal(name)}"  # noqa: S608 - a literal
            yield f"INSERT INTO sqlite_sequence (name, seq) VALUES ({literal(name)}, {thing.value})"  # noqa: S608 - likewise
        else:
            yield f"SELECT setval({name}, {thing.value}, 0)"
