"""What is known of a closed revision without any database, and where it is to be carried out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.ops.sql import Execute
from amig.script.plan import moves

if TYPE_CHECKING:
    from amig.ops.base import Directive
    from amig.ops.statement import Statement
    from amig.script.plan import Direction, Step
    from amig.state.events import Event, Who
    from amig.state.ledger import Ledger
    from amig.state.ledger_table import LedgerTable
    from amig.state.lock import Heads
    from amig.state.versions import Moves, VersionTable


class Call(NamedTuple):
    """One operation of a script, and the statements that it came to."""

    directive: Directive[Any]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A closed revision: the text of every statement, the same on every server of one kind.

    `calls` are the same statements as they are sent one by one. `within`: it counts on nothing that its transaction
    made before it, and may share one with other revisions. `silent`: an operation of it came to no statement.
    """

    revision: str
    direction: Direction
    statements: tuple[str, ...]
    calls: tuple[Call, ...]
    within: bool = True
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bookkeeping is: version table and ledger, in a schema that is named, never left to a search path.

    `create`: either table may be missing, and is made; `makes`: the schema, too, and it must be empty. Without a ledger
    nothing is written down. `here`: the schema was found by the search path, and must still be the first of it.
    `tells`: where the server finds something amiss it is to look closer, for whoever hears of it does not.
    """

    versions: VersionTable
    schema: str
    ledger: LedgerTable | None = None
    by: Who | None = None
    create: bool = False
    makes: bool = False
    here: bool = False
    tells: bool = True


async def place_of(place: Place, ledger: Ledger | None) -> Place:
    """The place of a run, with its ledger; finds out once where that comes from."""
    return place if ledger is None else replace(place, ledger=ledger.table, by=await ledger.by())


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for one transaction: the server's settings by name, and the schemas of its search path.

    Without schemas the search path stays as it is. `watches`: whether the server can, and has to, be told to look after
    its client; None where that is not known.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    path: Sequence[str] = ()
    watches: bool | None = None


class Part(NamedTuple):
    """One step of a string: what it sends, how the version rows move, and what the ledger is told."""

    recorded: Recorded
    step: Step
    events: tuple[Event, ...]


def is_named(parts: Sequence[Part], table: str) -> bool:
    """Whether a revision names a table, and could tell what is in it."""
    return any(table.casefold() in text.casefold() for part in parts for text in part.recorded.statements)


def moved_once(parts: Sequence[Part], table: str) -> Sequence[Part]:
    """Parts of which the last alone moves the version rows, all the way: nobody sees what lies between.

    But a revision does that names their table; then each moves them.
    """
    if len(parts) == 1 or is_named(parts, table):
        return parts
    before, last = parts[0].step.expects, parts[-1]
    resting = [_between(part, before, before) for part in parts[:-1]]
    return (*resting, _between(last, before, last.step.leaves))


def moved_first(parts: Sequence[Part], table: str) -> tuple[Moves, Sequence[Part]]:
    """How the version rows move before the parts, which move none any more; nobody sees what lies between.

    But a revision does that names their table, and SQL of its own may call what does: then they move as `moved_once`
    has them, and not before.
    """
    before, after = parts[0].step.expects, parts[-1].step.leaves
    calls = (call for part in parts for call in part.recorded.calls)
    if is_named(parts, table) or any(isinstance(call.directive, Execute) for call in calls):
        return moves(before, before), moved_once(parts, table)
    return moves(before, after), [_between(part, before, before) for part in parts]


def _between(part: Part, before: Heads, after: Heads) -> Part:
    return part._replace(step=part.step._replace(expects=before, leaves=after))
