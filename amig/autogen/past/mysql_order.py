"""The order that MySQL needs: a foreign key has its keys, and AUTO_INCREMENT its own, as long as it is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from amig.autogen.compare.pair import key_text
from amig.autogen.compare.tables import dropped
from amig.autogen.found import Found, found
from amig.autogen.order import phase, phase_of
from amig.autogen.past.mysql_keys import Changes, ends, keys, serves
from amig.ops.alter import AlterColumn
from amig.ops.constraint import DropConstraint
from amig.ops.foreign_key import CreateForeignKey
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.table import DropTable

if TYPE_CHECKING:
    from amig.autogen.compare.pair import Both
    from amig.look.shapes import ForeignKeyShape, TableShape

Standing = list[tuple["TableShape", "ForeignKeyShape"]]

_AGAIN = "what it stands on changes"
_DROPS, _KEYS = phase_of(DropConstraint), phase_of(CreateIndex)


def arranged(several: list[Found], both: Both) -> list[Found]:
    """The differences in another order, with the foreign keys that have to go and come again for them."""
    changes = Changes(both, several)
    early: list[Found] = []
    again: Standing = []
    for table, key in _standing(both, changes):
        lost = [end for end in ends(table, key) if changes.lost(end)]
        instead = [changes.instead(end) for end in lost]
        if None in instead or any(changes.retypes(end) for end in ends(table, key)):
            again.append((table, key))
        else:
            early += [one for one in instead if one is not None and one not in early]
    every = [_adapted(one, early, again, changes) for one in several] + list(_remade(again, changes))
    return [_placed(one, early) for one in sorted(every, key=lambda one: _rank(one, early))]


def _placed(one: Found, early: list[Found]) -> Found:
    """What has another place than its kind has, says so: it is not put in a batch with what has not."""
    place = _rank(one, early)[0]
    if place == phase(one.directive):
        return one
    return replace(one, beside=DropConstraint if place == _DROPS else CreateIndex)


def _rank(one: Found, early: list[Found]) -> tuple[int, int]:
    """Foreign keys go, counting stops, new keys come, old ones go; counting begins again after the keys."""
    directive = one.directive
    if one in early:
        return _DROPS, 2
    if isinstance(directive, DropConstraint):
        return _DROPS, 0 if directive.type_ == "foreignkey" else 3
    counts = directive.options.get("autoincrement") if isinstance(directive, AlterColumn) else None
    if counts is not None:
        return (_KEYS, 1) if counts else (_DROPS, 1)
    return phase(directive), 0


def _standing(both: Both, changes: Changes) -> Standing:
    """Foreign keys that are there while keys or columns change."""
    if not (changes.gone or changes.retyped):
        return []
    tables = both.have.tables.values()
    return [(table, key) for table in tables for key in table.foreign_keys if changes.stays(table, key)]


def _adapted(one: Found, early: list[Found], again: Standing, changes: Changes) -> Found:
    directive: Any = one.directive
    key = changes.key(directive)
    if isinstance(directive, DropTable):
        cut = [foreign for table, foreign in again if table.key == key]
        return dropped(changes.both, changes.both.have.tables[key], cut) if cut else one
    if isinstance(directive, CreateForeignKey):
        return _implying(one, changes)
    if isinstance(directive, DropIndex) and any(key == changes.key(new.directive) for new in early):
        # the server takes an index that it has made for a foreign key away when another one takes its place
        return replace(one, directive=directive.__replace__(if_exists=True), undo=tuple(one.undone()))
    return one


def _implying(one: Found, changes: Changes) -> Found:
    """A foreign key that the server makes an index for: that does not go with it."""
    create: Any = one.directive
    key = changes.key(create)
    wanted = changes.both.want.tables.get(key)
    columns = tuple(create.local_cols)
    if wanted is None or any(serves(on, columns) for _, on in keys(wanted.shape)):
        return one
    drop = DropIndex(create.constraint_name, create.source_table, schema=create.source_schema, if_exists=True)
    return replace(one, undo=(*one.undone(), drop))


def _remade(again: Standing, changes: Changes) -> Iterator[Found]:
    """Foreign keys that go first and come last; those of dropped tables only go."""
    both = changes.both
    for table, key in again:
        schema = both.schema(table.schema)
        made = both.past.foreign_key(table, key, schema)
        subject = f"foreign_key {key_text((schema, table.name))}.{key.name}"
        drop = DropConstraint(str(key.name), table.name, "foreignkey", schema=schema, created=made)
        yield found(drop, subject, _AGAIN)
        if table.key not in changes.tables:
            yield _implying(found(made, subject, _AGAIN), changes)
