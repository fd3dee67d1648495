"""What a closed revision says, as directives: its script runs, and nothing is emitted or looked at."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any, TypeVar, cast

from amig.impl.offline import by_hand
from amig.impl.tape import NotClosedError, Tape
from amig.ops import BlockingOperations, Operations
from amig.ops.forgotten import plain_verb_names
from amig.script.closed import opening
from amig.step import Body, annotated, run_body

if TYPE_CHECKING:
    from amig.ops.base import Directive
    from amig.script.directory import ScriptDirectory
    from amig.script.revision import Revision
    from amig.step import Host

R = TypeVar("R")


class _Host:
    """What a script finds as its context: nothing that a database could answer."""

    as_sql = blocking = False
    journal = None

    def __init__(self) -> None:
        self.channel = Tape()

    async def look(self, *_: object) -> None:
        raise NotClosedError

    admit = look


class _Listener(Body):
    """Keeps the directives, and carries none of them out."""

    def __init__(self, revision: str) -> None:
        super().__init__(cast("Host", _Host()), revision)
        self.heard: list[Directive[Any]] = []

    async def invoke(self, directive: Directive[R]) -> R:
        self.heard.append(directive)
        return directive.result()


def heard(script: ScriptDirectory, revision: Revision) -> tuple[Directive[Any], ...] | str:
    """The directives of an upgrade, a batch as one; for a revision that is open the reason. Raises BadScriptError."""
    if revision.is_sql:
        return "is SQL, which is not read"
    tree = script.tree(revision)
    if tree is not None and (found := opening(tree, "upgrade", plain_verb_names(), batches=True)) is not None:
        return f"depends on more than its source: line {found.line}, `{found.what}`"
    function = script.load(revision).upgrade
    first = next(iter(inspect.signature(function).parameters), None)
    if first is not None and annotated(function, first) not in (None, Any, Operations, BlockingOperations):
        return "has operations of its own"
    body = _Listener(revision.id)
    try:
        by_hand(run_body(body, function, None))
    except Exception as error:  # noqa: BLE001 - whatever a script raises is told when it runs
        return f"raises {type(error).__name__}: {error}"
    return tuple(body.heard)
