"""SERIAL of PostgreSQL: a sequence that a column owns, and a default that takes its values."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import text

from amig.autogen.compare.pair import Both, ColumnPair
from amig.autogen.compare.words import changed
from amig.autogen.found import Found, Note
from amig.autogen.past.base import escaped
from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn
from amig.ops.sequence import CreateSequence
from amig.ops.sql import Execute


def serials(both: Both) -> Iterator[Found]:
    """Columns that become a SERIAL or are one no more, and the values from which new identities go on."""
    if both.impl.dialect_name != "postgresql":
        return
    for pair in both.pairs:
        for column in pair.columns():
            if column.have.autoincrement != column.want.autoincrement:
                name = both.have.serials.get((pair.have.key, column.have.name)) or _name(column)
                yield from _comes(column, name) if column.want.autoincrement else _goes(column, name)
            if column.have.identity is None and column.want.identity is not None:
                note = Note(f"identity {column.path}", "it goes on after the values that are there")
                table = pair.impl.literal(pair.impl.table(pair.name, pair.schema))
                own = f"pg_get_serial_sequence({table}, {pair.impl.literal(column.have.name)})"
                yield Found(_counted(column, own), (note,), undo=(), beside=AddColumn)


def _goes(column: ColumnPair, sequence: str) -> Iterator[Found]:
    """The default goes, then its sequence; before anything else takes its place."""
    note = _note(column)
    on = text(escaped(_default(column, sequence)))
    off = _alter(column, None, on)
    yield Found(off, (note,), beside=CreateSequence)
    undo = (_create(column, column.have.type, sequence), _counted(column, column.table.impl.literal(sequence)))
    yield Found(Execute(f"DROP SEQUENCE {sequence}"), (note,), undo=undo, beside=CreateSequence)


def _comes(column: ColumnPair, sequence: str) -> Iterator[Found]:
    """The sequence comes, after the values that are there, then the default, when the column has its type."""
    note = _note(column)
    create = _create(column, column.want.type, sequence)
    yield Found(create, (note,), undo=(Execute(f"DROP SEQUENCE {sequence}"),), beside=AddColumn)
    count = _counted(column, column.table.impl.literal(sequence))
    yield Found(count, (note,), undo=(), beside=AddColumn)
    on = text(escaped(_default(column, sequence)))
    yield Found(_alter(column, on, None), (note,), beside=AddColumn)


def _note(column: ColumnPair) -> Note:
    return Note(f"autoincrement {column.path}", changed(column.have.autoincrement, column.want.autoincrement))


def _alter(column: ColumnPair, default: object, existing: object) -> AlterColumn:
    table, name = column.table, column.want.name
    said = {"server_default": default, "existing_server_default": existing}
    return AlterColumn(table.name, name, schema=table.schema, **said)  # type: ignore[arg-type]


def _default(column: ColumnPair, sequence: str) -> str:
    return f"nextval({column.table.impl.literal(sequence)}::regclass)"


def _create(column: ColumnPair, type_: str, sequence: str) -> Execute:
    table, impl = column.table, column.table.impl
    owner = f"{impl.table(table.name, table.schema)}.{impl.name(column.want.name)}"
    return Execute(f"CREATE SEQUENCE {sequence} AS {type_} OWNED BY {owner}")


def _counted(column: ColumnPair, sequence: str) -> Execute:
    """The next value is after all that are there; where there are none it is the first."""
    table, impl = column.table, column.table.impl
    highest = f"SELECT max({impl.name(column.want.name)}) FROM {impl.table(table.name, table.schema)}"  # noqa: S608
    return Execute(f"SELECT setval({sequence}, ({highest}))")


def _name(column: ColumnPair) -> str:
    """What the server would call the sequence."""
    name = column.table.new_name("seq", [column.want.name])
    return str(column.table.impl.table(name, column.table.schema))
