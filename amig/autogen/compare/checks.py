"""CHECK constraints, by name and by what they say."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.inline_checks import LOST, inline_dropped, is_lost
from amig.autogen.compare.pair import TablePair, matched
from amig.autogen.compare.words import ADDED, REMOVED, changed
from amig.autogen.found import Found, Note, found
from amig.look.shapes import CheckShape
from amig.ops.constraint import DropConstraint


def checks(pair: TablePair) -> Iterator[Found]:
    """CHECKs that come, go or change."""
    for have, want, place in matched(pair.have.checks, pair.want.checks, lambda check: check.text):
        same = have is not None and want is not None and have.text == want.text
        lost = have is not None and is_lost(pair, have)
        if same and not lost and not pair.remade.intersection(_columns(pair, place)):
            continue
        reason = REMOVED if want is None else ADDED if have is None else changed(have.text, want.text)
        reason = LOST if same and lost else reason
        unsure = pair.unsure if have and want else None
        subject = f"check {pair.path}.{_told(want or have)}"
        if have is not None and have.column is not None:
            yield from inline_dropped(pair, have, Note(subject, reason), unsure)
        elif have is not None:
            made = pair.past.check(pair.have, have, pair.schema)
            dropped = pair.past.name(pair.have, have, "check")
            drop = DropConstraint(dropped, pair.name, "check", schema=pair.schema, created=made)
            yield found(drop, subject, reason, unsure)
        if want is not None:
            name = want.name or pair.new_name("check", sorted(_columns(pair, place)))
            yield found(pair.items.create_check_constraint(pair.model.checks[place], name), subject, reason, unsure)


def _columns(pair: TablePair, place: int) -> set[str]:
    return {column.name for column in pair.model.checks[place].columns}


def _told(check: CheckShape | None) -> str:
    assert check is not None  # noqa: S101 - for the type checker
    return check.name or check.text
