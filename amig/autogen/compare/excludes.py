"""EXCLUDE constraints of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import TablePair, matched
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, found
from amig.look.shapes import CheckShape
from amig.ops.constraint import DropConstraint


def excludes(pair: TablePair) -> Iterator[Found]:
    """EXCLUDEs that come, go or change."""
    for have, want, place in matched(pair.have.excludes, pair.want.excludes, lambda one: one.text):
        if have is not None and want is not None and have.text == want.text:
            continue
        reason = REMOVED if want is None else ADDED if have is None else changed(have.text, want.text)
        unsure = pair.unsure if have and want else None
        subject = f"exclude {pair.path}.{_told(want or have)}"
        if have is not None:
            made = pair.past.exclude(pair.have, have, pair.schema)
            yield found(
                DropConstraint(str(have.name), pair.name, schema=pair.schema, created=made), subject, reason, unsure
            )
        if want is not None:
            name = want.name or pair.new_name("excl", ())
            yield found(pair.items.create_exclude_constraint(pair.model.excludes[place], name), subject, reason, unsure)


def _told(one: CheckShape | None) -> str:
    assert one is not None  # noqa: S101 - for the type checker
    return one.name or one.text
