"""What is refused before anything is sent: what the files alone can tell."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from amig.errors import BadScriptError, MixedRevisionError, UnawaitedError
from amig.ops.forgotten import forgotten, mixes, plain_verb_names, rebuilds
from amig.script.paths import shown
from amig.script.source import TOO_DEEP

if TYPE_CHECKING:
    import ast

    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Step


def check(context: MigrationContext, steps: Sequence[Step]) -> None:
    """Import what will run, and refuse what can be known from the files alone, before anything is sent."""
    script = context.script
    segments = context.options.transaction == "run" or context.options.ledger
    for step in steps:
        tree = _tree(script, step)
        source = script.check(step.revision)
        if missed := forgotten(source, str(step.revision.file), tree):
            raise UnawaitedError(tuple(missed))
        if context.impl.dialect_name == "sqlite" and _lets_go(step, source, tree):
            context.unforced.add(step.revision.id)
        needs_look = context.impl.dialect_name == "postgresql" and transactional(context, step) and not segments
        if needs_look and (found := mixes(source, step.direction, tree)):
            raise MixedRevisionError(step.revision.id, f"`{found[0]}`", f"`{found[1]}`")
        _refuse_unknown_backfills(context, step)
        if tree is not None:
            _ask_ahead(script, step)
    for step in steps:
        script.load(step.revision)


def _tree(script: ScriptDirectory, step: Step) -> ast.Module | None:
    """What a file says; None of SQL, and of what is nested too deep for a tree and still compiles."""
    with suppress(*TOO_DEEP, SystemError):
        return script.tree(step.revision)
    return None


def _ask_ahead(script: ScriptDirectory, step: Step) -> None:
    """What the run will ask of a file's tree, while that is at hand: the trees of all are too much to be kept."""
    with suppress(*TOO_DEEP):
        script.is_closed(step.revision, step.direction, plain_verb_names())
        script.fingerprint(step.revision)


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


def _lets_go(step: Step, source: str, tree: ast.Module | None) -> bool:
    """Whether a step runs without enforcing SQLite's foreign keys: its header says so, or it has a batch."""
    said = step.revision.foreign_keys
    return said is False or (said is None and step.revision.transactional and rebuilds(source, tree))


def transactional(context: MigrationContext, step: Step) -> bool:
    """Whether a step runs in a transaction."""
    return step.revision.transactional and context.options.transaction != "none"
