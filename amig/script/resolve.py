"""What is asked for, as a goal: from a target and the version rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from amig.errors import InsideReplacedError, NotInRangeError, NotOnTheWayError, OverlapError, ReplacedRevisionError
from amig.script.find import Place, branch_of, find, nearest, place
from amig.script.graph import Graph
from amig.script.plan import Direction, Goal, Heads
from amig.script.target import Range, Target, parse


def resolve(text: str, graph: Graph, rows: Collection[str], direction: Direction) -> Goal:
    """Turn a target into ids, counted from the version rows now; raises TargetError where it makes no sense."""
    graph = graph.view(rows)
    target = parse(text)
    branch = branch_of(target, graph)
    backwards = target.offset < 0 if direction == "upgrade" else target.offset > 0
    here = tuple(sorted(rows)) or ("base",)
    if target.relative and backwards:
        raise NotOnTheWayError(text, direction, here)
    found = place(target, graph, rows)
    if direction == "upgrade":
        return Goal(direction, text, frozenset(found.ids))
    if not graph.ancestors(graph.canonical(rows)).issuperset(found.ids):
        raise NotOnTheWayError(text, direction, here)
    return Goal(direction, text, _undone(target, found, graph, branch))


def _undone(target: Target, found: Place, graph: Graph, branch: str | None) -> Heads:
    """What a downgrade must undo, with all that comes after it; the target itself stays."""
    if found.left and (target.relative or not found.ids):
        return frozenset(found.left)
    if not found.ids:
        return frozenset(graph.bases if branch is None else graph.lineage(branch).intersection(graph.bases))
    if target.symbol in graph.replaced.names and not graph.replaced.ends.get(target.symbol):
        raise InsideReplacedError(target.symbol, found.ids[0])
    following = {child for id_ in found.ids for child in graph.children(id_)}.difference(graph.ancestors(found.ids))
    return frozenset(following if branch is None else following & graph.lineage(branch))


def stamped(texts: Sequence[str], graph: Graph, rows: Collection[str]) -> Heads:
    """The version rows when a database is said to be at one or more targets.

    Rows that lie on the way to a target, before it or after it, give way to it; the others stay. `base` takes all away,
    `BRANCH@base` those of a branch. Raises OverlapError and what finding a target raises.
    """
    targets = [parse(text) for text in texts]
    graph = graph.view(rows)
    for target in targets:
        graph = _opened(target.symbol, graph)
    gone: set[str] = set()
    wanted: dict[str, None] = {}
    for target in targets:
        ids = graph.tips(find(target, graph, rows))
        gone.update(*((graph.ancestors(ids), graph.descendants(ids)) if ids else _whole(target, graph)))
        wanted.update(dict.fromkeys(ids))
    apart(tuple(wanted), graph)
    return frozenset(row for row in rows if not graph.canonical((row,)) <= gone).union(wanted)


def _opened(symbol: str, graph: Graph) -> Graph:
    """The history with the old files, where a symbol names a part of what was squashed: a database can be there."""
    try:
        return graph.view((symbol,))
    except ReplacedRevisionError as error:
        raise InsideReplacedError(symbol, error.by) from None


def _whole(target: Target, graph: Graph) -> tuple[Iterable[str], ...]:
    """What `base` takes away: a branch, and what needs what it is named by; a base that others share is theirs too."""
    branch = branch_of(target, graph)
    return (graph.ids,) if branch is None else (graph.lineage(branch), graph.descendants((branch,)))


def apart(ids: Sequence[str], graph: Graph) -> None:
    """Raise OverlapError where one of the ids comes before another."""
    if not (earlier := set(ids).difference(graph.tips(ids))):
        return
    first = min(earlier, key=ids.index)
    raise OverlapError(first, next(id_ for id_ in ids if id_ != first and first in graph.ancestors((id_,))))


def between(range_: Range, graph: Graph, rows: Collection[str]) -> list[str]:
    """The ids of a range, in order, both ends included.

    Without a start all that leads to the end; without an end all that comes after the start. From `BRANCH@...`
    only what lies on that branch is an end. Steps are counted from the version rows, as far as the history goes.
    Raises NotInRangeError and what finding a target raises.
    """
    start = () if range_.start is None else nearest(range_.start, graph, rows)
    end: Collection[str] = graph.heads if range_.end is None else nearest(range_.end, graph, rows)
    if range_.start and (branch := branch_of(range_.start, graph)):
        end = graph.lineage(branch).intersection(end)
    found = graph.ancestors(end)
    if not found.issuperset(start):
        raise NotInRangeError(range_.text, range_.start.text if range_.start else "", tuple(end) or ("base",))
    return list(graph.in_order(found & graph.descendants(start) if start else found))
