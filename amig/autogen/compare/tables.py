"""Tables that come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from amig.autogen.circles import Ordered, ordered
from amig.autogen.compare.moving import moving
from amig.autogen.compare.pair import Both, key_text
from amig.autogen.compare.words import ADDED, REMOVED
from amig.autogen.found import Found, Note, found
from amig.look.shapes import ForeignKeyShape, TableShape
from amig.ops.constraint import DropConstraint

_CIRCLE = "it refers to a table that refers to it"
_MOVING = "what it refers to changes in the same step"


def tables(both: Both) -> Iterator[Found]:
    """New tables, each after what it refers to, with its indexes; then tables that no model has.

    Indexes go with their table: on MySQL a foreign key would hold them.
    """
    yield from _added(both)
    yield from _removed(both)


def _added(both: Both) -> Iterator[Found]:
    added = {described.shape.key: described for described in both.added()}
    order = ordered(described.shape for described in added.values())
    for shape in order.tables:
        described, items = added[shape.key], both.items
        reasons = _cut(both, shape, order)
        several = zip(described.foreign_keys, shape.foreign_keys, strict=True)
        cut = {key: reasons[one] for key, one in several if one in reasons}
        subject = f"table {described.table.fullname}"
        yield found(items.create_table(described, cut), subject, ADDED)
        for index in described.indexes:
            yield Found(items.create_index(index), (Note(subject, ADDED),), undo=())
        for key, reason in cut.items():
            name = items.name(key) or both.new_name("fkey", shape.name, [column.name for column in key.columns])
            yield found(items.create_foreign_key(key, name), subject, reason)


def _cut(both: Both, shape: TableShape, order: Ordered) -> dict[ForeignKeyShape, str]:
    """Foreign keys that cannot come and go with their table, and why; SQLite does not mind."""
    if both.impl.dialect_name == "sqlite":
        return {}
    circles = dict.fromkeys(order.later.get(shape.key, ()), _CIRCLE)
    return circles | {key: _MOVING for key in shape.foreign_keys if key not in circles and moving(both, key)}


def _removed(both: Both) -> Iterator[Found]:
    order = ordered(both.removed())
    for shape in reversed(order.tables):
        schema = both.schema(shape.schema)
        subject = f"table {key_text((schema, shape.name))}"
        cut = _cut(both, shape, order)
        for key, reason in cut.items():
            made, name = both.past.foreign_key(shape, key, schema), both.past.name(shape, key, "foreignkey")
            yield found(DropConstraint(name, shape.name, "foreignkey", schema=schema, created=made), subject, reason)
        yield dropped(both, shape, cut)


def dropped(both: Both, shape: TableShape, cut: Collection[ForeignKeyShape] = ()) -> Found:
    """What drops a table with its indexes; on the way back these come after it, foreign keys that are `cut` later."""
    schema = both.schema(shape.schema)
    kept = shape._replace(foreign_keys=tuple(key for key in shape.foreign_keys if key not in cut))
    drop = both.past.drop_table(kept, schema)
    note = Note(f"table {key_text((schema, shape.name))}", REMOVED)
    return Found(drop, (note,), undo=(drop.reverse(), *both.past.indexes(kept, schema)))
