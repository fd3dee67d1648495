"""What is refused before anything is sent: what the files alone can tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from amig.errors import BadScriptError, MixedRevisionError, UnawaitedError
from amig.ops.forgotten import forgotten, mixes, rebuilds
from amig.script.paths import shown

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.plan import Step


def check(context: MigrationContext, steps: Sequence[Step]) -> None:
    """Import what will run, and refuse what can be known from the files alone, before anything is sent."""
    segments = context.options.transaction == "run" or context.options.ledger
    for step in steps:
        source, path = context.script.check(step.revision), str(step.revision.path)
        if missed := forgotten(source, path):
            raise UnawaitedError(tuple(missed))
        if context.impl.dialect_name == "sqlite" and _lets_go(step, source):
            context.unforced.add(step.revision.id)
        needs_look = context.impl.dialect_name == "postgresql" and transactional(context, step) and not segments
        if needs_look and (found := mixes(source, step.direction)):
            raise MixedRevisionError(step.revision.id, f"`{found[0]}`", f"`{found[1]}`")
        _refuse_unknown_backfills(context, step)
    for step in steps:
        context.script.load(step.revision)


def _refuse_unknown_backfills(context: MigrationContext, step: Step) -> None:
    """Raise BadScriptError where a revision requires a backfill that nothing before it has."""
    if not step.revision.requires_backfill:
        return
    revision, graph = step.revision, context.script.graph.view(step.expects | step.leaves)
    before = graph.ancestors(graph.before(revision.id))
    for id_ in revision.requires_backfill:
        problem = "does not come before it" if id_ in graph else "is no revision"
        if id_ in before:
            problem = "" if graph[id_].backfill else "has none"
        if problem:
            raise BadScriptError(shown(revision.path), f"requires the backfill of `{id_}`, which {problem}")


def _lets_go(step: Step, source: str) -> bool:
    """Whether a step runs without enforcing SQLite's foreign keys: its header says so, or it has a batch."""
    said = step.revision.foreign_keys
    return said is False or (said is None and step.revision.transactional and rebuilds(source))


def transactional(context: MigrationContext, step: Step) -> bool:
    """Whether a step runs in a transaction."""
    return step.revision.transactional and context.options.transaction != "none"
