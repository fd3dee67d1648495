"""Foreign keys, by what they say: another name alone is no difference."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import TablePair, key_text
from amig.autogen.compare.words import ADDED, REMOVED
from amig.autogen.found import Found, found
from amig.look.shapes import ForeignKeyShape
from amig.ops.constraint import DropConstraint


def foreign_keys(pair: TablePair) -> Iterator[Found]:
    """Foreign keys that go, and those that come; one that changes is both."""
    have = [key for key in pair.have.foreign_keys if not _remade(pair, key)]
    want = list(pair.want.foreign_keys)
    contents = {_content(key) for key in want}
    kept = {_content(key) for key in have} & contents
    for key in pair.have.foreign_keys:
        if _content(key) not in kept:
            made = pair.past.foreign_key(pair.have, key, pair.schema)
            dropped = pair.past.name(pair.have, key, "foreignkey")
            drop = DropConstraint(dropped, pair.name, "foreignkey", schema=pair.schema, created=made)
            yield found(drop, _subject(pair, key), _reason(key, pair.want.foreign_keys, REMOVED))
    for place, key in enumerate(want):
        if _content(key) not in kept:
            name = key.name or pair.new_name("fkey", key.columns)
            create = pair.items.create_foreign_key(pair.model.foreign_keys[place], name)
            yield found(create, _subject(pair, key), _reason(key, pair.have.foreign_keys, ADDED))


def _remade(pair: TablePair, key: ForeignKeyShape) -> bool:
    return not pair.remade.isdisjoint(key.columns)


def _content(key: ForeignKeyShape) -> tuple[object, ...]:
    return key[1:]


def _subject(pair: TablePair, key: ForeignKeyShape) -> str:
    return f"foreign_key {pair.path}.{key.name or '_'.join(key.columns)}"


def _reason(key: ForeignKeyShape, others: tuple[ForeignKeyShape, ...], usual: str) -> str:
    """What is different of the one that has the same columns on the other side."""
    other = next((one for one in others if one.columns == key.columns), None)
    return usual if other is None else f"{usual} as it is: {_told(key)}, not {_told(other)}"


def _told(key: ForeignKeyShape) -> str:
    text = f"{key_text(key.referent)} ({', '.join(key.referent_columns)})"
    for words, said in (("ON DELETE", key.ondelete), ("ON UPDATE", key.onupdate), ("MATCH", key.match)):
        text += f" {words} {said}" if said else ""
    text += " DEFERRABLE" if key.deferrable else ""
    return text + (f" INITIALLY {key.initially}" if key.initially else "")
