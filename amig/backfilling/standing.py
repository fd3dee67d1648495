"""Where the backfills of a database are."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.backfilling.values import Backfill, told
from amig.impl.online import Online
from amig.state.backfills import Backfills

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory
    from amig.script.revision import Revision
    from amig.state.lock import Heads


async def standing(context: MigrationContext, rows: Heads | None = None) -> tuple[Backfill, ...]:
    """The backfills of all applied revisions, what comes before first; `rows` where they have been read.

    Nothing is asked where no file has a backfill. Creates nothing and takes no lock.
    """
    channel, script = context.channel, context.script
    if not script.graph.backfills or not isinstance(channel, Online):
        return ()
    heads = await context.heads() if rows is None else rows
    if not (mine := await aside(applied, script, heads)):
        return ()
    async with context.glance():
        found = await Backfills(channel, context.versions).read()
    return tuple(told(one, found.get(one.id), script.graph, context.options.name) for one in mine)


def applied(script: ScriptDirectory, rows: Collection[str]) -> list[Revision]:
    """The revisions with a backfill that a database with these rows has run."""
    graph = script.seen(rows)
    ran = graph.ancestors(graph.canonical(rows))
    return [one for one in script.graph.backfills if one.id in ran]
