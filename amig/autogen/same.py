"""Whether a table is the same on both sides, whatever the server has named and in whichever order it is read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from amig.look.shapes import ForeignKeyShape, KeyShape, TableShape


def same(have: TableShape, want: TableShape) -> bool:
    """Equal in all that counts: not in the order of the parts, nor in names that nobody gave or nobody asks for.

    Of the options only those that the models say; how a table is partitioned cannot be changed.
    """
    return have == want or (
        have[:2] == want[:2]
        and _by_name(have.columns) == _by_name(want.columns)
        and _unnamed(have.primary_key) == _unnamed(want.primary_key)
        and _alike(have.uniques, want.uniques)
        and {key[1:] for key in have.foreign_keys} == {key[1:] for key in want.foreign_keys}
        and _alike(have.checks, want.checks)
        and _alike(have.excludes, want.excludes)
        and _by_name(have.indexes) == _by_name(want.indexes)
        and have.comment == want.comment
        and set(want.options) <= set(have.options)
    )


def _by_name(parts: Iterable[Any]) -> dict[str | None, Any]:
    return {part.name: part for part in parts}


def _unnamed(key: KeyShape | ForeignKeyShape | None) -> object:
    return None if key is None else key[1:]


def _alike(have: tuple[Any, ...], want: tuple[Any, ...]) -> bool:
    """The same names, and as often the same content where the models give none."""
    if have == want:
        return True
    named = {one.name: one for one in want if one.name is not None}
    if len(have) != len(want) or any(one != named[one.name] for one in have if one.name in named):
        return False
    left = sorted(repr(one[1:]) for one in have if one.name not in named)
    return left == sorted(repr(one[1:]) for one in want if one.name is None)
