"""Primary keys."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import TablePair
from amig.autogen.compare.words import changed
from amig.autogen.found import Found, found
from amig.ops.constraint import DropConstraint


def primary_keys(pair: TablePair) -> Iterator[Found]:
    """Another set of columns, or another order of them; a name alone is no difference."""
    have, want = pair.have.primary_key, pair.want.primary_key
    before, after = have.columns if have else None, want.columns if want else None
    if before == after and not pair.remade.intersection(before or ()):
        return
    subject, reason = f"primary_key {pair.path}", changed(before, after)
    if have is not None:
        made = pair.past.primary_key(pair.have, have, pair.schema)
        name = pair.past.name(pair.have, have, "primary")
        yield found(DropConstraint(name, pair.name, "primary", schema=pair.schema, created=made), subject, reason)
    if want is not None:
        key = pair.model.table.primary_key
        name = want.name or pair.new_name("pkey", ())
        yield found(pair.items.create_primary_key(key, name), subject, reason)
