"""Where a database is, seen from the files of this image."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from amig import errors
from amig.aside import aside

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.errors import AheadError, AmigError
    from amig.script.directory import ScriptDirectory
    from amig.state.events import Event
    from amig.state.lock import Heads

Place = Literal["current", "behind", "ahead"]


class Standing(NamedTuple):
    """The version rows, what the database lacks, what only it knows, and why that is refused; None where it is not."""

    rows: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    refused: AheadError | None = None

    @property
    def place(self) -> Place:
        if self.unknown:
            return "ahead"
        return "behind" if self.pending else "current"

    @property
    def flaw(self) -> AmigError | None:
        """Why an application cannot work on it; None where it can."""
        return self.refused or (errors.BehindError(self.pending) if self.pending else None)


async def plainly(script: ScriptDirectory, rows: Heads) -> Standing | None:
    """Where a database with these rows is; None where there are some that no file has."""
    if rows == set(script.rows):  # the usual case needs no worker thread
        return Standing(tuple(sorted(rows)))
    if not await aside(_all_known, script, rows):
        return None
    return Standing(tuple(sorted(rows)), await aside(_pending, script, rows))


async def standing(context: MigrationContext, rows: Heads) -> Standing:
    """Where the database is that has these rows; the ledger is read where there are some that no file has."""
    script = context.script
    if (plain := await plainly(script, rows)) is not None:
        return plain
    if context.ledger is None:
        problem = "with `ledger = false` nothing says that older code can go on"
        return _refused(script, rows, _strange(script, rows), problem)
    async with context.glance():
        events = await context.ledger.applied()
    return await aside(_ahead, script, rows, {event.revision: event for event in events})


def together(found: Collection[Standing]) -> Standing:
    """What several databases of one configuration say: ready when all of them are."""
    return Standing(
        _all(one.rows for one in found),
        _all(one.pending for one in found),
        _all(one.unknown for one in found),
        next((one.refused for one in found if one.refused), None),
    )


def _all(names: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for some in names for name in some))


def _strange(script: ScriptDirectory, ids: Iterable[str]) -> set[str]:
    """Those that no file has, or had."""
    return {id_ for id_ in ids if id_ not in script.graph and id_ not in script.graph.replaced.names}


def _all_known(script: ScriptDirectory, rows: Heads) -> bool:
    return not _strange(script, rows)


def _pending(script: ScriptDirectory, rows: Iterable[str]) -> tuple[str, ...]:
    known = frozenset(rows)
    graph = script.seen(known)
    done = graph.ancestors(graph.canonical(known))
    return tuple(revision.id for revision in graph.revisions if revision.id not in done)


def _refused(script: ScriptDirectory, rows: Heads, unknown: Iterable[str], problem: str) -> Standing:
    names = tuple(sorted(unknown))
    return Standing(tuple(sorted(rows)), (), names, errors.AheadError(names, script.name, problem))


def _ahead(script: ScriptDirectory, rows: Heads, events: Mapping[str, Event]) -> Standing:
    """Judge by the ledger: which revisions are between these files and the rows, and whether each is compatible."""
    unknown, known = _way_down(script, rows, events)
    if unsaid := sorted(id_ for id_ in unknown if id_ not in events):
        return _refused(script, rows, unknown, f"the ledger does not know {', '.join(unsaid)}")
    if unfit := sorted(id_ for id_ in unknown if not events[id_].data.get("compatible")):
        problem = f"older code cannot go on with {', '.join(unfit)} (its script does not say `compatible = True`)"
        return _refused(script, rows, unknown, problem)
    if lacking := _pending(script, known):
        return _refused(script, rows, unknown, f"lacks {', '.join(lacking)}, on a branch of its own")
    return Standing(tuple(sorted(rows)), (), tuple(sorted(unknown)))


def _way_down(script: ScriptDirectory, rows: Heads, events: Mapping[str, Event]) -> tuple[set[str], set[str]]:
    """From the rows down to what the files know: the revisions that they do not, and where that ends."""
    unknown: set[str] = set()
    known: set[str] = set()
    due = list(rows)
    while due:
        id_ = due.pop()
        if not _strange(script, [id_]):
            known.add(id_)
        elif id_ not in unknown:
            unknown.add(id_)
            due += _before(events[id_].data if id_ in events else {})
    return unknown, known


def _before(data: Mapping[str, Any]) -> Iterable[str]:
    """What a revision came after, as the ledger remembers it."""
    return tuple(map(str, data.get("after", ())))
