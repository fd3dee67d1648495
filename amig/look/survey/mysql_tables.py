"""The catalogue's rows as shapes: pure, for a worker thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from amig.look.shapes import (
    ForeignKeyShape,
    Key,
    TableShape,
)
from amig.look.survey.mysql_columns import Columns
from amig.look.survey.mysql_indexes import indexes
from amig.look.survey.mysql_queries import Lists, Place, Rows
from amig.look.words.mysql import MySQLWords
from amig.look.words.mysql_charsets import charset_of, collation_named

if TYPE_CHECKING:
    from amig.impl.base import Impl

_NO_ACTIONS = ("RESTRICT", "NO ACTION")


class Tables:
    """Makes the shapes of all tables of one look; `default` is the database that None stands for."""

    def __init__(self, impl: Impl, default: str | None) -> None:
        self.words, self.default = MySQLWords(impl), default
        self.columns = Columns(impl, self.words)

    def shapes(self, tables: Rows, several: Sequence[Lists]) -> dict[Key, TableShape]:
        """Every table."""
        columns, parts, keys, rules, *checks = several
        clauses = checks[0] if checks else {}
        found = (
            self._table(row, columns.get(at, []), parts.get(at, []), self._keys(keys, rules, at), clauses.get(at, []))
            for row in tables
            if row[2] != "SEQUENCE"
            for at in [(row[0], row[1])]
        )
        return {table.key: table for table in found}

    def _table(
        self,
        row: Sequence[Any],
        columns: list[list[Any]],
        parts: list[list[Any]],
        keys: Iterable[ForeignKeyShape],
        clauses: list[list[Any]],
    ) -> TableShape:
        schema, name, _, engine, row_format, collation, comment = row
        made, checks = self.columns.shapes(columns, clauses)
        primary, uniques, others = indexes(parts, self.words, hashes=engine == "MEMORY")
        options = (
            ("charset", charset_of(collation or "")),
            ("collate", collation_named(collation or "")),
            ("engine", (engine or "").lower()),
            ("row_format", (row_format or "").lower()),
        )
        return TableShape(
            self.words.table_name(name),
            self._schema(schema),
            made,
            primary,
            uniques,
            tuple(sorted(keys, key=_place)),
            checks,
            (),
            others,
            comment or None,
            options,
        )

    def _schema(self, name: str) -> str | None:
        return None if name == self.default else self.words.table_name(name)

    def _keys(self, keys: Lists, rules: Lists, at: Place) -> Iterable[ForeignKeyShape]:
        """The foreign keys of a table."""
        actions = {name: (_action(delete), _action(update)) for name, delete, update in rules.get(at, [])}
        columns: dict[str, list[list[Any]]] = defaultdict(list)
        for name, *rest in sorted(keys.get(at, []), key=lambda one: (one[0], one[1])):
            columns[name].append(rest)
        for name, several in columns.items():
            _, _, schema, table, _ = several[0]
            referent = (self._schema(schema), self.words.table_name(table))
            yield ForeignKeyShape(
                name,
                tuple(one[1] for one in several),
                referent,
                tuple(one[4] for one in several),
                *actions.get(name, (None, None)),
            )


def _action(rule: str) -> str | None:
    """RESTRICT and NO ACTION are the same here, and what is so without any."""
    return None if rule in _NO_ACTIONS else rule


def _place(key: ForeignKeyShape) -> tuple[str, tuple[str, ...]]:
    return key.name or "", key.columns
