"""Recording a closed revision once: its script runs against a tape, and no database is asked anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amig.impl.made import drops_a_type
from amig.impl.offline import by_hand
from amig.impl.tape import NotClosedError, Tape
from amig.ops import BlockingOperations, Operations
from amig.ops.forgotten import plain_verb_names
from amig.recorded.literals import written
from amig.recorded.plain import is_plain
from amig.recorded.value import Call, Recorded
from amig.step import Body, annotated, first_parameter, run_body

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive, OnTable
    from amig.ops.seen import Seen
    from amig.ops.statement import Statement
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Direction
    from amig.script.revision import Revision


class _Host:
    """What a script finds as its context while it is recorded: nothing that a database could answer."""

    as_sql = blocking = False
    journal = None

    def __init__(self, impl: Impl, channel: Tape) -> None:
        self.impl, self.channel = impl, channel
        self.directives: list[Directive[Any]] = []

    async def look(self, directive: Directive[Any], tables: tuple[OnTable, ...]) -> Seen | None:  # noqa: ARG002
        raise NotClosedError

    async def admit(self, statement: Statement, directive: Directive[Any]) -> None:  # noqa: ARG002
        if len(self.directives) == len(self.channel.calls):
            self.directives.append(directive)


def record(impl: Impl, script: ScriptDirectory, revision: Revision, direction: Direction) -> Recorded | None:
    """A revision as text, without a database; None for one that has to be run.

    `impl` is of a connection, or of a dialect that knows the server's version; its naming convention is set.
    """
    if not (revision.replay and revision.transactional and script.is_closed(revision, direction, plain_verb_names())):
        return None
    function = getattr(script.load(revision), direction)
    if not _has_the_usual_face(function):
        return None
    host = _Host(impl, Tape())
    try:
        by_hand(run_body(Body(host, revision.id), function, None))
        calls = tuple(Call(*pair) for pair in zip(host.directives, host.channel.calls, strict=True))
        texts = tuple([written(impl, statement) for call in calls for statement in call.statements])
    except Exception:  # noqa: BLE001 - whatever it is, the ordinary way says it
        return None
    if not all(is_plain(text, impl.flavour) for text in texts):
        return None
    return Recorded(revision.id, direction, texts, calls, _stands_alone(calls, texts), silent=host.channel.silent)


def _has_the_usual_face(function: Any) -> bool:
    """Whether its `op` is amig's own: a class of the user's may do anything."""
    first = first_parameter(function)
    return first is None or annotated(function, first.name) in (None, Any, Operations, BlockingOperations)


def _stands_alone(calls: tuple[Call, ...], texts: tuple[str, ...]) -> bool:
    """Whether it neither makes nor drops what is remembered as long as a transaction lasts."""
    for call in calls:
        for statement in call.statements:
            if statement.makes is not None or statement.unmakes is not None:
                return False
    return not any(map(drops_a_type, texts))
