"""Enum types with a name of their own (PostgreSQL)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from amig.autogen.compare.enum_columns import defaults, enum_columns, uses
from amig.autogen.compare.enum_uses import Use, remaining, uses_of
from amig.autogen.compare.pair import Both, TablePair, key_text
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, Note, found
from amig.look.shapes import EnumShape, Key
from amig.ops.base import Directive
from amig.ops.enum import AddEnumValue, CreateEnum, DropEnum
from amig.ops.replace_enum import ReplaceEnum


def enums(both: Both) -> Iterator[Found]:
    """Enums that come, go, or have other values."""
    have, want = both.have.enums, both.want.enums
    for key in sorted({*have, *want}, key=key_text):
        schema, subject = both.schema(key[0]), f"enum {key_text(key)}"
        if key not in have:
            yield found(CreateEnum(key[1], want[key].values, schema=schema), subject, ADDED)
        elif key not in want and have[key].elsewhere:
            continue
        elif key not in want:
            made = CreateEnum(key[1], have[key].values, schema=schema)
            yield found(DropEnum(key[1], schema=schema, created=made), subject, REMOVED)
        elif is_replaced(both, key):
            yield from _replaced(both, have[key], want[key])
        elif have[key].values != want[key].values:
            yield from _extended(both, have[key], want[key])


def is_replaced(both: Both, key: Key) -> bool:
    """Whether a new type must take the place of an enum.

    Values can only be added to one; and what is added cannot be used by anything else of the same transaction.
    """
    have, want = both.have.enums[key].values, both.want.enums[key].values
    if have == want:
        return False
    added = [value for value in want if value not in have]
    kept = tuple(value for value in want if value in have)
    return kept != have or uses(both, both.want.enums[key], added)


def after_replacing(both: Both) -> Sequence[TablePair]:
    """The pairs of tables; a default that went with its enum has changed already, and what names lost values went."""
    replaced = [key for key in both.have.enums.keys() & both.want.enums.keys() if is_replaced(both, key)]
    if not replaced:
        return both.pairs
    settled: dict[tuple[Key, str], str | None] = {}
    gone: list[Use] = []
    for key in replaced:
        have, want = both.have.enums[key], both.want.enums[key]
        settled |= defaults(both, want)
        uses = uses_of(both, have)
        kept = remaining(uses, _lost(have, want))
        gone += [use for use in uses if use not in kept]
    return [_without(_with_defaults(pair, settled), gone) for pair in both.pairs]


def _lost(have: EnumShape, want: EnumShape) -> list[str]:
    return [value for value in have.values if value not in want.values]


def _without(pair: TablePair, gone: Sequence[Use]) -> TablePair:
    mine = {id(use.shape) for use in gone if use.table.key == pair.have.key}
    kinds = ("columns", "uniques", "checks", "excludes", "indexes")
    kept: dict[str, Any] = {
        kind: tuple(one for one in getattr(pair.have, kind) if id(one) not in mine) for kind in kinds
    }
    return replace(pair, have=pair.have._replace(**kept)) if mine else pair


def _with_defaults(pair: TablePair, settled: dict[tuple[Key, str], str | None]) -> TablePair:
    columns = tuple(
        column._replace(default=settled[pair.have.key, column.name])
        if (pair.have.key, column.name) in settled
        else column
        for column in pair.have.columns
    )
    return replace(pair, have=pair.have._replace(columns=columns))


def _replaced(both: Both, have: EnumShape, want: EnumShape) -> Iterator[Found]:
    """The other type, after what stands in its way: PostgreSQL would compare the old type with the new one."""
    schema, name = both.schema(have.schema), have.name
    forth = ReplaceEnum(name, want.values, columns=enum_columns(both, have, want), previous=have.values, schema=schema)
    back = ReplaceEnum(name, have.values, columns=enum_columns(both, have, have), previous=want.values, schema=schema)
    notes = (Note(f"enum {key_text((have.schema, name))}", _reason(have, want)),)
    uses = uses_of(both, have)
    yield from (Found(use.drop, notes, beside=ReplaceEnum) for use in uses)
    yield Found(forth, notes, undo=(back,))
    again = reversed(remaining(uses, _lost(have, want)))
    yield from (Found(use.drop.reverse(), notes, undo=(use.drop,), beside=ReplaceEnum) for use in again)


def _reason(have: EnumShape, want: EnumShape) -> str:
    """A value that went where another came may have been renamed; only a person knows."""
    pairs = zip(have.values, want.values, strict=False) if len(have.values) == len(want.values) else ()
    renamed = [(old, new) for old, new in pairs if old not in want.values and new not in have.values]
    told = "".join(f"; if `{old}` is `{new}` now, `op.rename_enum_value` keeps the rows" for old, new in renamed)
    return changed(have.values, want.values) + told


def _extended(both: Both, have: EnumShape, want: EnumShape) -> Iterator[Found]:
    """Values that are added, each where it stands; the first of them takes all back."""
    schema, subject = both.schema(have.schema), f"enum {key_text((have.schema, have.name))}"
    columns = enum_columns(both, have, have)
    back = ReplaceEnum(have.name, have.values, columns=columns, previous=want.values, schema=schema)
    drops = [use.drop for use in uses_of(both, have)]
    undo: tuple[Directive[Any], ...] = (*drops, back, *(drop.reverse() for drop in reversed(drops)))
    there = list(have.values)
    for place, value in enumerate(want.values):
        if value in there:
            continue
        after = want.values[place - 1] if place and there[-1:] != [want.values[place - 1]] else None
        before = there[0] if not place and there else None
        there.insert(place, value)
        reason = f"`{value}` is in the models only"
        added = AddEnumValue(have.name, value, before=before, after=after, schema=schema)
        yield Found(added, (Note(subject, reason),), undo=undo)
        undo = ()
