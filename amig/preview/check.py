"""What is refused before anything is sent: what the files alone can tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from amig.errors import BadScriptError, MixedRevisionError, UnawaitedError
from amig.ops.forgotten import forgotten, mixes, plain_verb_names, rebuilds, verb_names
from amig.script.paths import shown
from amig.script.source import TOO_DEEP
from amig.state.events import who

if TYPE_CHECKING:
    import ast

    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Step

T = TypeVar("T")


def check(context: MigrationContext, steps: Sequence[Step]) -> None:
    """Import what will run, and refuse what can be known from the files alone, before anything is sent."""
    script = context.script
    with script.keeping(len(steps), _finder):
        for step in steps:
            _check(context, step)
    for step in steps:
        script.load(step.revision)


def _finder() -> tuple[str, ...]:
    """Who finds things in files: another amig, or one with other verbs, may find others."""
    return who(None).amig, *sorted(verb_names())


def _check(context: MigrationContext, step: Step) -> None:
    script, revision, dialect = context.script, step.revision, context.impl.dialect_name
    if missed := _found(script, step, "forgotten", lambda text, tree: forgotten(text, str(revision.file), tree)):
        raise UnawaitedError(tuple(missed))
    if dialect == "sqlite" and _lets_go(script, step):
        context.unforced.add(revision.id)
    segments = context.options.transaction == "run" or context.options.ledger
    if dialect == "postgresql" and transactional(context, step) and not segments:
        what = f"{step.direction} mixes"
        if found := _found(script, step, what, lambda text, tree: mixes(text, step.direction, tree)):
            raise MixedRevisionError(revision.id, f"`{found[0]}`", f"`{found[1]}`")
    _refuse_unknown_backfills(context, step)
    with suppress(*TOO_DEEP, SystemError):  # what the run will ask of the file's tree, while that is at hand
        script.is_closed(revision, step.direction, plain_verb_names())
        script.fingerprint(revision)


def _found(script: ScriptDirectory, step: Step, what: str, look: Callable[[str, ast.Module | None], T]) -> T | None:
    """What is found in a file; nothing where it is nested too deep for a tree, and still compiles."""
    with suppress(*TOO_DEEP, SystemError):
        return script.found(step.revision, what, lambda tree: look(script.check(step.revision), tree))
    return None


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


def _lets_go(script: ScriptDirectory, step: Step) -> bool:
    """Whether a step runs without enforcing SQLite's foreign keys: its header says so, or it has a batch."""
    said = step.revision.foreign_keys
    if said is not None or not step.revision.transactional:
        return said is False
    return bool(_found(script, step, "rebuilds", rebuilds))


def transactional(context: MigrationContext, step: Step) -> bool:
    """Whether a step runs in a transaction."""
    return step.revision.transactional and context.options.transaction != "none"
