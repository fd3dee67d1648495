"""Rows of PostgreSQL's catalogue as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.look.shapes import (
    ColumnShape,
    EnumShape,
    IdentityShape,
    Key,
    SequenceShape,
    Snapshot,
    TableShape,
)
from amig.look.survey.postgresql_parts import Parts
from amig.look.words.postgresql import PostgreSQLWords
from amig.look.words.postgresql_counting import usual

if TYPE_CHECKING:
    from amig.impl.base import Impl

Answer = Sequence[Sequence[Any]]


class Rows(NamedTuple):
    """What the catalogue answered."""

    tables: Answer
    columns: Answer = ()
    constraints: Answer = ()
    indexes: Answer = ()
    enums: Answer = ()
    sequences: Answer = ()


def snapshot(impl: Impl, schemas: tuple[str | None, ...], rows: Rows) -> Snapshot:
    """Everything that was looked at."""
    shapes = tables(impl, rows)
    default = rows.tables[0][0]
    return Snapshot(
        tables={shape.key: shape for shape in shapes},
        enums=_enums(rows),
        sequences=_sequences(rows),
        serials=_serials(rows),
        default_schema=default,
        schemas=tuple(dict.fromkeys(None if name == default else name for name in schemas)),
    )


def _serials(rows: Rows) -> dict[tuple[Key, str], str]:
    """The sequences of SERIALs, out of the defaults that they are known by."""
    keys = {row[1]: (row[2], row[3]) for row in rows.tables}
    return {
        (keys[row[0]], row[2]): row[11].removeprefix("nextval('").removesuffix("'::regclass)").replace("''", "'")
        for row in rows.columns
        if row[11] is not None and not row[6]
    }


def tables(impl: Impl, rows: Rows) -> list[TableShape]:
    """The tables in the order in which they were answered."""
    words, columns = PostgreSQLWords(impl), _grouped(rows.columns)
    keys = {row[1]: (row[2], row[3]) for row in rows.tables}
    parts = Parts(words, impl.dialect.identifier_preparer.quote, keys, _names(rows))
    constraints, indexes = _grouped(rows.constraints), _grouped(rows.indexes)
    return [
        _table(row, words, columns[row[1]], parts.all(row[1], constraints[row[1]], indexes[row[1]]))
        for row in rows.tables
        if row[1] is not None
    ]


def _grouped(rows: Answer) -> dict[int, list[Sequence[Any]]]:
    groups: dict[int, list[Sequence[Any]]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row)
    return groups


def _names(rows: Rows) -> dict[int, dict[int, str]]:
    names: dict[int, dict[int, str]] = defaultdict(dict)
    for row in rows.columns:
        names[row[0]][row[1]] = row[2]
    return names


def _table(
    row: Sequence[Any], words: PostgreSQLWords, columns: list[Sequence[Any]], parts: Mapping[str, Any]
) -> TableShape:
    _, _, schema, name, comment, options, toast, tablespace, method, partition_by = row
    said = [*(options or ()), *(f"toast.{option}" for option in toast or ())]
    said += [f"{word}={value}" for word, value in (("tablespace", tablespace), ("using", method)) if value]
    return TableShape(
        name=name,
        schema=schema,
        columns=tuple([_column(one, words) for one in columns]),
        comment=comment,
        options=pairs(said),
        partition_by=partition_by,
        **parts,
    )


def pairs(options: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """`name=value` in order."""
    return tuple(sorted((name, value) for name, _, value in (option.partition("=") for option in options)))


def _column(row: Sequence[Any], words: PostgreSQLWords) -> ColumnShape:
    _, _, name, written, required, default, identity, generated, collation, comment, _, owned, *counter = row
    type_ = words.type(written)
    text, computed = default or "", bool(generated)
    return ColumnShape(
        name,
        type_,
        not required,
        None if default is None or computed or owned is not None else words.default(text, type_),
        words.expression(text) if computed else None,
        generated == "s" if computed else None,
        _counter(identity == "a", counter, type_) if identity else None,
        owned is not None and not identity,
        collation,
        comment,
    )


def _counter(always: bool, row: Sequence[Any], type_: str) -> IdentityShape:
    start, increment, least, most, cycle, cache = row
    return usual(IdentityShape(always, start, increment, least, most, cycle, cache), type_)


def _enums(rows: Rows) -> dict[Key, EnumShape]:
    keys = {row[1]: (row[2], row[3]) for row in rows.tables}
    users: dict[int, list[tuple[Key, str]]] = defaultdict(list)
    for row in rows.columns:
        users[row[10]].append((keys[row[0]], row[2]))
    shapes = [
        EnumShape(name, schema, tuple(values), comment, tuple(sorted(users[oid], key=_place)), elsewhere)
        for oid, schema, name, comment, values, elsewhere in rows.enums
    ]
    return {(shape.schema, shape.name): shape for shape in shapes}


def _place(user: tuple[Key, str]) -> tuple[str, ...]:
    return user[0][0] or "", user[0][1], user[1]


def _sequences(rows: Rows) -> dict[Key, SequenceShape]:
    return {
        (schema, name): SequenceShape(
            name, schema, None if type_ == "bigint" else type_, _counter(False, counter, type_)
        )
        for schema, name, type_, *counter in rows.sequences
    }
