"""Histories of any size in a few shapes, for what must grow in proportion."""

from __future__ import annotations

from collections.abc import Callable

from tests.script.histories import History, Parents


def line(size: int) -> History:
    """Each follows the one before."""
    return _history({name(place): (name(place - 1),) if place else () for place in range(size)})


def branchy(size: int) -> History:
    """Blocks of ten: a merge of three, then three branches of three."""
    parents: Parents = {}
    for place in range(size):
        block, within = place - place % 10, place % 10
        if within == 0:
            parents[name(place)] = tuple(name(block - back) for back in (7, 4, 1)) if place else ()
        else:
            parents[name(place)] = (name(block if within in (1, 4, 7) else place - 1),)
    return _history(parents)


def braided(size: int) -> History:
    """Two hundred branches that part, run side by side for a while, and are merged again."""
    parents: Parents = {name(0): ()}
    heads = [name(0)]
    for place in range(1, size):
        if place % 1000 == 0:
            parents[name(place)], heads = tuple(heads), [name(place)]
        elif len(heads) < 200:
            parents[name(place)] = (heads[0],)
            heads.append(name(place))
        else:
            at = 1 + place % (len(heads) - 1)
            parents[name(place)], heads[at] = (heads[at],), name(place)
    return _history(parents)


def wide(size: int) -> History:
    """All follow the first."""
    return _history({name(place): (name(0),) if place else () for place in range(size)})


def needy(size: int) -> History:
    """All follow the first, and each needs the one after it: undone, the first child of the first goes first."""
    parents = {name(place): (name(0),) if place else () for place in range(size)}
    return History(parents, {name(place): (name(place + 1),) for place in range(1, size - 1)}, {})


def labelled(size: int) -> History:
    """A line with a label on every tenth."""
    return History(line(size).parents, {}, {name(place): (f"label_{place}",) for place in range(0, size, 10)})


SHAPES: dict[str, Callable[[int], History]] = {
    "line": line,
    "branchy": branchy,
    "braided": braided,
    "wide": wide,
    "needy": needy,
    "labelled": labelled,
}


def name(place: int) -> str:
    """Ids that stand in no relation to the order, the same on each run."""
    return f"{(place * 2654435761 + 12345) % 2**48:012x}"


def _history(parents: Parents) -> History:
    return History(parents, {}, {})
