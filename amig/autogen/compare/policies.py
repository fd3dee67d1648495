"""Row security policies of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.entity import EntityPair, differs, pairs, used
from amig.autogen.compare.pair import Both, key_text
from amig.autogen.compare.words import ADDED, REMOVED
from amig.autogen.found import Found, found
from amig.autogen.making import create_policy
from amig.look.shapes import PolicyShape
from amig.ops.policy import DropPolicy, EnableRowSecurity

_OFF = "its policies do not count: it has no row level security"


def policies(both: Both) -> Iterator[Found]:
    """Policies that come, go or change; tables whose policies would not count.

    Row level security is never switched off by itself: without policies a table shows its rows to its owner alone.
    """
    want = both.want.entities.shapes.policies
    registered = "policy" in both.want.entities.kinds
    here = {key: one for key, one in both.have.policies.items() if key in want or one.table in both.want.tables}
    for pair in pairs(both, "policy", here, want, lambda one: registered and used(both, one.table[0])):
        yield from _compared(both, pair)
    for table in sorted({one.table for one in want.values()} - both.have.row_security, key=key_text):
        yield found(EnableRowSecurity(table[1], schema=both.schema(table[0])), f"table {key_text(table)}", _OFF)


def _compared(both: Both, pair: EntityPair) -> Iterator[Found]:
    one: PolicyShape = pair.want or pair.have
    schema, subject = both.schema(one.table[0]), f"policy {key_text(one.table)}.{one.name}"
    same = pair.have == pair.settled and not (pair.refused or pair.unsure)
    if same:
        return
    reason = REMOVED if pair.want is None else ADDED if pair.have is None else _reason(pair)
    if pair.have is not None:
        made = create_policy(pair.have, schema)
        yield found(DropPolicy(one.name, one.table[1], schema=schema, created=made), subject, reason, pair.unsure)
    if pair.want is not None:
        yield found(create_policy(pair.want, schema), subject, reason, pair.unsure)


def _reason(pair: EntityPair) -> str:
    have, want = pair.have, pair.settled
    return differs(f"{have.using} {have.check}", f"{want.using} {want.check}", pair.refused or pair.unsure)
