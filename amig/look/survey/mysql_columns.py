"""Columns of a table and its CHECKs, of which MariaDB keeps some with their column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from amig.look.shapes import CheckShape, ColumnShape
from amig.look.words.mysql_charsets import collation_named
from amig.look.words.mysql_server import is_mariadb, since
from amig.look.words.mysql_text import unescaped

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.look.words.mysql import MySQLWords

_LITERAL = re.compile(r"b'[01]*'|CURRENT_TIMESTAMP(\(\d*\))?", re.IGNORECASE)
_ON_UPDATE = re.compile(r"\bon update (.+)", re.IGNORECASE)


class Columns:
    """Makes the shapes of columns; MySQL and MariaDB do not write their defaults in the same way."""

    def __init__(self, impl: Impl, words: MySQLWords) -> None:
        self.words, self.is_mariadb = words, is_mariadb(impl.dialect)
        self.quotes = since(impl.dialect, mariadb=(10, 2, 7), mysql=None)

    def shapes(
        self, columns: list[list[Any]], clauses: list[list[Any]]
    ) -> tuple[tuple[ColumnShape, ...], tuple[CheckShape, ...]]:
        """All columns in their order, and the CHECKs by name; what makes a JSON of a LONGTEXT is part of its type."""
        columns = sorted(columns, key=lambda row: row[0])
        names = {row[1] for row in columns}
        checks = sorted((self._check(row, names) for row in clauses), key=lambda one: (one.name or "", one.text))
        jsons = {one.column for one in checks if one.column is not None and is_json(one.text, one.column)}
        shapes = tuple([self._shape(row, is_json=row[1] in jsons) for row in columns])
        return shapes, tuple([one for one in checks if one.column not in jsons])

    def _check(self, row: list[Any], names: set[str]) -> CheckShape:
        """A CHECK; one that is kept with its column has no name of its own."""
        name, clause, level = row
        text = self.words.expression(clause if self.is_mariadb else unescaped(clause))
        inline = level == "Column" or (level is None and name in names)
        return CheckShape(None, text, name) if inline else CheckShape(name, text)

    def _shape(self, row: list[Any], *, is_json: bool) -> ColumnShape:
        _, name, written, nullable, default, extra, generated, collation, comment = row
        type_ = "json" if is_json and written == "longtext" else self.words.type(written)
        return ColumnShape(
            name,
            type_,
            nullable == "YES",
            None if generated else self._default(default, extra, type_),
            self.words.expression(generated if self.is_mariadb else unescaped(generated)) if generated else None,
            "VIRTUAL" not in extra.upper() if generated else None,
            None,
            "auto_increment" in extra,
            collation_named(collation) if collation and not is_json else None,
            comment or None,
        )

    def _default(self, default: str | None, extra: str, type_: str) -> str | None:
        """What stands after DEFAULT, as SQL; `extra` tells of ON UPDATE, and of expressions on MySQL."""
        updated = _ON_UPDATE.search(extra) if extra else None
        if default is None and updated is None:
            return None
        text = "NULL" if default is None else self._written(default, extra)
        return self.words.default(f"{text} ON UPDATE {updated[1]}" if updated else text, type_)

    def _written(self, default: str, extra: str) -> str:
        if self.quotes:
            return default
        if "DEFAULT_GENERATED" in extra:
            return unescaped(default)
        if _LITERAL.fullmatch(default):
            return default
        return "'" + default.replace("\\", "\\\\").replace("'", "''") + "'"


def is_json(text: str, column: str) -> bool:
    """Whether this is the CHECK that MariaDB gives a column that was called JSON."""
    return text == f"json_valid({column.lower()})" or text == f"json_valid(`{column}`)"
