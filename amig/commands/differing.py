"""What `check` and `revision --autogenerate` have in common: the models, and whether a database may be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.aside import aside
from amig.errors import NoMetadataError, NotAtHeadError
from amig.options import metadata_of

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from amig.config import Config
    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory
    from amig.state.lock import Heads


async def models(context: MigrationContext, config: Config) -> tuple[MetaData, ...]:
    """The metadata of a database; raises NoMetadataError, BadConfigError, ImportFailedError."""
    found = await aside(metadata_of, config, context.opts.get("target_metadata", config.metadata))
    if not found:
        raise NoMetadataError(config.where)
    return found


def pending(script: ScriptDirectory, rows: Heads) -> tuple[str, ...]:
    """The revisions that a database does not have yet; raises UnknownRevisionError."""
    script.known(rows)
    graph = script.seen(rows)
    done = graph.ancestors(graph.canonical(rows))
    return tuple(revision.id for revision in graph.revisions if revision.id not in done)


def refuse_behind(script: ScriptDirectory, rows: Heads, name: str | None) -> None:
    """Raise NotAtHeadError where revisions are pending."""
    if pending(script, rows):
        heads = tuple(sorted(script.graph.real_heads))
        raise NotAtHeadError(tuple(sorted(rows)), heads, f" `{name}`" if name else "")
