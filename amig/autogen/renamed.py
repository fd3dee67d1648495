"""A database as it will be when something is renamed: all else is compared under the new names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from amig.autogen.found import Found, found
from amig.autogen.renames import Suspicion
from amig.ops.alter import AlterColumn
from amig.ops.table import RenameTable

if TYPE_CHECKING:
    from amig.autogen.past.base import Past
    from amig.look.shapes import ColumnShape, Key, Snapshot, TableShape
    from amig.look.types import Types


def with_tables_renamed(have: Snapshot, renames: Iterable[Suspicion]) -> Snapshot:
    """The tables under their new names, and whatever refers to them."""
    new: Mapping[Key, Key] = {(one.schema, one.old): (one.schema, one.new) for one in renames}
    if not new:
        return have
    tables = [_renamed(table, new) for table in have.tables.values()]
    return replace(have, tables={table.key: table for table in tables})


def _renamed(table: TableShape, new: Mapping[Key, Key]) -> TableShape:
    keys = tuple(key._replace(referent=new.get(key.referent, key.referent)) for key in table.foreign_keys)
    return table._replace(name=new.get(table.key, table.key)[1], foreign_keys=keys)


def with_columns_renamed(have: Snapshot, renames: Collection[Suspicion]) -> Snapshot:
    """The columns under their new names, wherever they are named."""
    if not renames:
        return have
    tables = dict(have.tables)
    for one in renames:
        key = (one.schema, str(one.table))
        tables[key] = _with(tables[key], one.old, one.new)
        for other, table in tables.items():
            tables[other] = table._replace(foreign_keys=tuple(_referring(fk, key, one) for fk in table.foreign_keys))
    return replace(have, tables=tables)


def _referring(foreign_key: Any, key: Key, one: Suspicion) -> Any:
    if foreign_key.referent != key:
        return foreign_key
    return foreign_key._replace(referent_columns=_swapped(foreign_key.referent_columns, one.old, one.new))


def _with(table: TableShape, old: str, new: str) -> TableShape:
    """A table in which a column has another name; in texts it is the word that is replaced."""
    word = re.compile(rf"(?<![\w$]){re.escape(old)}(?![\w$])")

    def text(words: Any) -> Any:
        return word.sub(new, words) if isinstance(words, str) else words

    return table._replace(
        columns=tuple(_column(column, old, new, text) for column in table.columns),
        primary_key=table.primary_key and _key(table.primary_key, old, new),
        uniques=tuple(_key(key, old, new) for key in table.uniques),
        foreign_keys=tuple(_key(key, old, new) for key in table.foreign_keys),
        checks=tuple(check._replace(text=text(check.text)) for check in table.checks),
        excludes=tuple(check._replace(text=text(check.text)) for check in table.excludes),
        indexes=tuple(_index(index, old, new, text) for index in table.indexes),
    )


def _column(column: ColumnShape, old: str, new: str, text: Any) -> ColumnShape:
    return column._replace(name=new if column.name == old else column.name, computed=text(column.computed))


def _key(key: Any, old: str, new: str) -> Any:
    return key._replace(columns=_swapped(key.columns, old, new))


def _index(index: Any, old: str, new: str, text: Any) -> Any:
    return index._replace(
        columns=_swapped(index.columns, old, new),
        parts=tuple(map(text, index.parts)),
        include=_swapped(index.include, old, new),
        where=text(index.where),
    )


def _swapped(names: tuple[Any, ...], old: str, new: str) -> tuple[Any, ...]:
    return tuple(new if name == old else name for name in names)


def types_renamed(types: Types, tables: Iterable[Suspicion], columns: Iterable[Suspicion]) -> Types:
    """Types of columns under the new names."""
    new_tables = {(one.schema, one.old): (one.schema, one.new) for one in tables}
    new_columns = {((one.schema, str(one.table)), one.old): one.new for one in columns}
    moved = {(new_tables.get(key, key), name): type_ for (key, name), type_ in types.items()}
    return {(key, new_columns.get((key, name), name)): type_ for (key, name), type_ in moved.items()}


def old_keys(keys: Iterable[Key], tables: Iterable[Suspicion]) -> list[Key]:
    """Tables as the database still calls them."""
    old = {(one.schema, one.new): (one.schema, one.old) for one in tables}
    return [old.get(key, key) for key in keys]


def rename_table(one: Suspicion, schema: str | None) -> Found:
    """What renames a table; `schema` is its own as the models write it."""
    directive = RenameTable(one.old, one.new, schema=schema)
    return found(directive, one.subject, f"it is called `{one.new}` in the models")


def rename_column(one: Suspicion, schema: str | None, past: Past, have: Snapshot) -> Found:
    """What renames a column; the rest of it is what it was."""
    table = have.tables[one.schema, str(one.table)]
    column = next(column for column in table.columns if column.name == one.new)
    existing: dict[str, Any] = {"existing_type": past.type(table, column), "existing_nullable": column.nullable}
    if (default := past.default(column)) is not None:
        existing["existing_server_default"] = default
    if column.comment is not None:
        existing["existing_comment"] = column.comment
    if column.autoincrement and past.impl.dialect_name in ("mysql", "mariadb"):
        existing["existing_autoincrement"] = True
    directive = AlterColumn(str(one.table), one.old, new_column_name=one.new, schema=schema, **existing)
    return found(directive, one.subject, f"it is called `{one.new}` in the models")
