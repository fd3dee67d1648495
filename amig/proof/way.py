"""The way from one database to another, both as a look saw them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from amig.autogen.compare import compared
from amig.autogen.compare.pair import Both, TablePair
from amig.autogen.found import Found, found
from amig.autogen.model import describer_for
from amig.autogen.order import in_order
from amig.autogen.past import past_for
from amig.diff import written
from amig.ops.sql import Execute
from amig.proof.again import Again
from amig.proof.entities import declared, view_indexes, without_indexes

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.look.shapes import Snapshot
    from amig.look.types import Types


def way(impl: Impl, before: Snapshot, after: Snapshot, then: Types, now: Types) -> list[Found]:
    """What makes the second database of the first, in order; `then` and `now` are types that SQLAlchemy knows."""
    past = past_for(impl, then)
    items = Again(describer_for(impl), past_for(impl, now), after)
    pairs = [
        TablePair(before.tables[key], described.shape, described, past, items, impl)
        for key, described in items.model.tables.items()
        if key in before.tables and before.tables[key] != described.shape
    ]
    want = replace(items.model, entities=declared(impl, after))
    both = Both(without_indexes(before), want, past, items, impl, pairs)
    ordered = in_order([*compared(both), *view_indexes(before, after)], partial(written, impl))
    return [*_schemas(impl, before, after), *ordered]


def _schemas(impl: Impl, before: Snapshot, after: Snapshot) -> Iterator[Found]:
    """Schemas that come: they are made by hand, as no directive makes them."""
    quote = impl.dialect.identifier_preparer.quote
    for schema in after.schemas:
        if schema is not None and schema not in before.schemas:
            made = Execute(f"CREATE SCHEMA IF NOT EXISTS {quote(schema)}")
            one = found(made, f"schema {schema}", "it is added")
            yield Found(one.directive, one.notes, undo=(Execute(f"DROP SCHEMA {quote(schema)}"),))
