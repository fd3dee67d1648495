"""How PostgreSQL stores a table: storage parameters, tablespace and access method, where the models say them."""

from __future__ import annotations

from collections.abc import Iterator

from amig.autogen.compare.pair import TablePair
from amig.autogen.compare.words import changed
from amig.autogen.found import Found, Note
from amig.ops.sql import Execute

_USUAL = {"tablespace": "pg_default", "using": "heap"}
_CLAUSES = {"tablespace": "SET TABLESPACE", "using": "SET ACCESS METHOD"}


def storage(pair: TablePair) -> Iterator[Found]:
    """Another value of an option that the models say; what they do not say is left alone."""
    if pair.impl.dialect_name != "postgresql":
        return
    have = dict(pair.have.options)
    for name, value in pair.want.options:
        if have.get(name) != value:
            note = Note(f"option {pair.path}.{name}", changed(have.get(name), value))
            yield Found(_set(pair, name, value), (note,), undo=(_set(pair, name, have.get(name)),))


def _set(pair: TablePair, name: str, value: str | None) -> Execute:
    alter = f"ALTER TABLE {pair.impl.table(pair.name, pair.schema)}"
    if name in _CLAUSES:
        return Execute(f"{alter} {_CLAUSES[name]} {pair.impl.name(value or _USUAL[name])}")
    return Execute(f"{alter} RESET ({name})" if value is None else f"{alter} SET ({name} = {value})")
