"""Materialised views of PostgreSQL, with their indexes: they can only be made anew."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Index

from amig.autogen.compare.entity import EntityPair, differs, pairs, used
from amig.autogen.compare.pair import Both, key_text
from amig.autogen.compare.views import comment, dropped, is_another, made_again
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, Note, found
from amig.autogen.making import create_view
from amig.autogen.model.entities import indexes_of
from amig.look.shapes import IndexShape, ViewShape
from amig.ops.index import CreateIndex, DropIndex


def materialized_views(both: Both) -> Iterator[Found]:
    """Materialised views that come, go or change."""
    have = {key: one for key, one in both.have.views.items() if one.materialized}
    want = {key: one for key, one in both.want.entities.shapes.views.items() if one.materialized}
    registered = "materialized view" in both.want.entities.kinds
    for pair in pairs(both, "view", have, want, lambda one: registered and used(both, one.schema)):
        yield from _compared(both, pair)


def _compared(both: Both, pair: EntityPair) -> Iterator[Found]:
    one: ViewShape = pair.want or pair.have
    schema, subject = both.schema(one.schema), f"materialized_view {key_text(one.key)}"
    if pair.want is None:
        yield dropped(pair.have, schema, subject, REMOVED)
        return
    if pair.have is None:
        yield found(create_view(pair.want, schema), subject, ADDED)
        yield from _every_index(both, pair, subject, ADDED)
    elif is_another(pair):
        reason = differs(pair.have.text, pair.settled.text, pair.refused or pair.unsure)
        for each in made_again(pair, schema, subject, reason):
            yield Found(each.directive, each.notes, each.undo, pair.unsure)
        if not pair.unsure:
            yield from _every_index(both, pair, subject, reason)
    else:
        yield from _indexes(both, pair, schema)
    yield from comment(both, pair, schema)


def _every_index(both: Both, pair: EntityPair, subject: str, reason: str) -> Iterator[Found]:
    for index in _declared(both, pair):
        yield Found(both.items.create_index(index), (Note(subject, reason),), ())


def _declared(both: Both, pair: EntityPair) -> list[Index]:
    return indexes_of(both.want.entities.materialized[pair.want.key])


def _indexes(both: Both, pair: EntityPair, schema: str | None) -> Iterator[Found]:
    have = {one.name: one for one in pair.have.indexes}
    want = {one.name: one for one in pair.want.indexes}
    for name, index in have.items():
        if name not in want or _content(index) != _content(want[name]):
            reason = REMOVED if name not in want else changed(index.parts, want[name].parts)
            yield _dropped(index, pair.have.name, schema, f"index {key_text(pair.want.key)}.{name}", reason)
    for declared, shape in zip(_declared(both, pair), pair.want.indexes, strict=True):
        other = have.get(shape.name)
        if other is None or _content(other) != _content(shape):
            reason = ADDED if other is None else changed(other.parts, shape.parts)
            yield found(both.items.create_index(declared), f"index {key_text(pair.want.key)}.{shape.name}", reason)


def _content(index: IndexShape) -> tuple[Any, ...]:
    return index.parts, index.unique, index.where


def _dropped(index: IndexShape, view: str, schema: str | None, subject: str, reason: str) -> Found:
    made = CreateIndex(index.name, view, list(index.parts), schema=schema, unique=index.unique)
    return found(DropIndex(str(index.name), view, schema=schema, created=made), subject, reason)
