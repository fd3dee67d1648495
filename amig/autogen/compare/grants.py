"""What roles may do (PostgreSQL): all of it, for the roles that are declared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from amig.autogen.compare.entity import pairs
from amig.autogen.compare.pair import Both, key_text
from amig.autogen.compare.words import ADDED, REMOVED
from amig.autogen.found import Found, Note, found
from amig.look.shapes import GrantShape
from amig.ops.grant import Grant, Revoke

_MAY_GRANT = "in the models the role may grant it to others"


def grants(both: Both) -> Iterator[Found]:
    """Privileges that come and go.

    A role that is declared anywhere has what is declared and nothing else in the schemas of the models; of the others,
    and of PUBLIC beside the targets that are named, nothing is seen.
    """
    want = both.want.entities.shapes.grants
    roles = {one.role for one in want.values()} - {"public"}

    def removable(one: GrantShape) -> bool:
        return one.role in roles and _stays(both, one)

    for pair in pairs(both, "grant", both.have.grants, want, removable):
        yield from _compared(both, pair.have, pair.want)


def _stays(both: Both, grant: GrantShape) -> bool:
    """Whether it is on something that stays, and is seen."""
    key = (grant.schema, grant.name)
    if grant.kind != "TABLE":
        return True
    return key in both.want.tables or key in both.have.views


def _compared(both: Both, have: GrantShape | None, want: GrantShape | None) -> Iterator[Found]:
    one = want or have
    assert one is not None  # noqa: S101 - for the type checker
    has, wants = set(have.privileges if have else ()), set(want.privileges if want else ())
    again, wants_again = set(have.grantable if have else ()), set(want.grantable if want else ())
    less, more = (again - wants_again) & wants, (wants_again - again) & has
    revoked, given = (has - wants) | less, (wants - has) | less
    subject, of = f"grant {one.role} {one.kind} {key_text((one.schema, one.name))}", _of(both, one)
    for grantable, names in _split(revoked, again):
        yield found(Revoke(names, **of, grantable=grantable), subject, REMOVED)
    for grantable, names in _split(given, wants_again):
        yield found(Grant(names, **of, grantable=grantable), subject, ADDED)
    if more:
        names = sorted(more)
        plain = (Revoke(names, **of, grantable=True), Grant(names, **of))
        yield Found(Grant(names, **of, grantable=True), (Note(subject, _MAY_GRANT),), plain)


def _split(privileges: set[str], grantable: set[str]) -> Iterator[tuple[bool, Sequence[str]]]:
    for again, names in ((False, privileges - grantable), (True, privileges & grantable)):
        if names:
            yield again, sorted(names)


def _of(both: Both, one: GrantShape) -> dict[str, Any]:
    schema = None if one.kind == "SCHEMA" else both.schema(one.schema)
    return {"target_name": one.name, "role": one.role, "target_kind": one.kind, "schema": schema}
