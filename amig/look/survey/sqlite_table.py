"""A table of a SQLite file, read from the text that made it: SQLite itself knows no more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from amig.impl.sqlite_text import closing, spelled, unwrapped, words_of
from amig.look.shapes import CheckShape, ColumnShape, ForeignKeyShape, KeyShape, TableShape
from amig.look.survey.sqlite_clauses import OF_TABLE, Clauses, ColumnRead, Read

if TYPE_CHECKING:
    from amig.look.words import Words

USUAL = "BINARY"
"""The collation of a column that says none."""


def table_of(name: str, schema: str | None, text: str, words: Words) -> TableShape:
    """Read a CREATE TABLE; what its foreign keys refer to is still as it is written. Raises ValueError."""
    tokens = words_of(text)
    opens = tokens.index("(")
    ends = closing(tokens, opens)
    options = {word.upper() for word in tokens[ends + 1 :]}
    columns = _columns(tokens, opens, ends, read := Read())
    names = {column.name.lower(): column.name for column in columns}
    never_null = _never_null(read.primary_key, columns, names, without_rowid="WITHOUT" in options)
    return TableShape(
        name,
        schema,
        tuple([_column(column, words, column.name in never_null) for column in columns]),
        None if read.primary_key is None else _key(read.primary_key, names),
        tuple(sorted([_key(one, names) for one in read.uniques], key=_place)),
        tuple(sorted([_foreign(one, names, schema) for one in read.foreign_keys], key=_place)),
        tuple(sorted(read.checks, key=_named)),
        options=_options(options, autoincrement=read.autoincrement),
    )


def _columns(tokens: Sequence[str], opens: int, ends: int, read: Read) -> list[ColumnRead]:
    """Each item of the list: columns first, then constraints, between which there may be no comma."""
    found: list[ColumnRead] = []
    depth, begin = 0, opens + 1
    for at in range(opens + 1, ends + 1):
        token = tokens[at]
        if depth == 0 and (token == "," or at == ends):  # noqa: S105
            item = tokens[begin:at]
            begin = at + 1
            clauses = Clauses(item, read)
            if item and item[0].upper() in OF_TABLE:
                clauses.rest()
            elif item:
                found.append(clauses.of_column())
        elif token == "(":  # noqa: S105
            depth += 1
        elif token == ")":  # noqa: S105
            depth -= 1
    return found


def _column(column: ColumnRead, words: Words, never_null: bool) -> ColumnShape:
    default = None if column.default is None else words.default(spelled(column.default), column.type)
    computed = None if column.computed is None else spelled(unwrapped(column.computed))
    persisted = None if computed is None else column.stored
    collation = USUAL if column.collation is None else column.collation.upper()
    nullable = not (column.notnull or never_null)
    return ColumnShape(column.name, column.type, nullable, default, computed, persisted, collation=collation)


def _never_null(
    key: KeyShape | None, columns: Sequence[ColumnRead], names: Mapping[str, str], *, without_rowid: bool
) -> frozenset[str]:
    """The columns of a key that cannot be NULL, whatever is said: the row's number, and any in a WITHOUT ROWID."""
    if key is None:
        return frozenset()
    mine = frozenset(names.get(name.lower(), name) for name in key.columns)
    types = [column.type for column in columns if column.name in mine]
    return mine if without_rowid or types == ["INTEGER"] else frozenset()


def _key(key: KeyShape, names: Mapping[str, str]) -> KeyShape:
    return key._replace(columns=tuple([names.get(name.lower(), name) for name in key.columns]))


def _foreign(key: ForeignKeyShape, names: Mapping[str, str], schema: str | None) -> ForeignKeyShape:
    columns = tuple([names.get(name.lower(), name) for name in key.columns])
    return key._replace(columns=columns, referent=(schema, key.referent[1]))


def _options(words: set[str], *, autoincrement: bool) -> tuple[tuple[str, str], ...]:
    said = {"autoincrement": autoincrement, "strict": "STRICT" in words, "without_rowid": "WITHOUT" in words}
    return tuple([(name, "yes") for name, is_so in said.items() if is_so])


def _place(one: KeyShape | ForeignKeyShape) -> tuple[str, tuple[str, ...]]:
    return one.name or "", one.columns


def _named(one: CheckShape) -> tuple[str, str]:
    return one.name or "", one.text


def referring(tables: Mapping[str, TableShape], table: TableShape) -> TableShape:
    """The table, what its foreign keys refer to called by its own name; `tables` by names in lower case."""
    if not table.foreign_keys:
        return table
    return table._replace(foreign_keys=tuple([_found(tables, key) for key in table.foreign_keys]))


def _found(tables: Mapping[str, TableShape], key: ForeignKeyShape) -> ForeignKeyShape:
    other = tables.get(key.referent[1].lower())
    if other is None:
        return key
    columns = key.referent_columns
    if not columns:
        columns = other.primary_key.columns if other.primary_key else ()
    else:
        names = {column.name.lower(): column.name for column in other.columns}
        columns = tuple([names.get(name.lower(), name) for name in columns])
    return key._replace(referent=other.key, referent_columns=columns)
