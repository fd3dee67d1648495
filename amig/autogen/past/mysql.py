"""What a MySQL database has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Boolean, column, text
from sqlalchemy.sql.elements import conv

from amig.autogen.past.base import Past, escaped
from amig.autogen.past.mysql_order import arranged
from amig.ops.index import CreateIndex

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

    from amig.autogen.compare.pair import Both
    from amig.autogen.found import Found
    from amig.impl.base import Impl
    from amig.look.shapes import CheckShape, ColumnShape, ForeignKeyShape, IndexShape, KeyShape, TableShape
    from amig.look.types import Types

_LITERAL = re.compile(
    r"b?'(?:[^'\\]|''|\\.)*'|-?\d+(?:\.\d+)?|(?:CURRENT_TIMESTAMP(?:\(\d\))?|NULL)(?: ON UPDATE .*)?", re.DOTALL
)
_EXPRESSIONS_ONLY = re.compile(r"(tiny|medium|long)?(text|blob)|json|geometry")
_PART = re.compile(r"(?:\((?P<length>\d+)\))?(?P<descending> DESC)?")


class MySQLPast(Past):
    """What MySQL makes in another way."""

    def type(self, table: TableShape, column: ColumnShape) -> TypeEngine[Any]:
        """A JSON of MariaDB is a LONGTEXT to SQLAlchemy, and a BOOLEAN a number."""
        if column.type == "json":
            return JSON()
        if column.type == "tinyint(1)":
            return Boolean()
        return super().type(table, column)

    def default(self, column: ColumnShape) -> Any:
        """An expression stands in parentheses, and everything does where MySQL takes nothing else."""
        if column.default is None or column.computed is not None:
            return super().default(column)
        words = column.default
        alone = _LITERAL.fullmatch(words) and not (self.takes_expressions_only(column) and words[0] in "'b")
        return text(escaped(words if alone else f"({words})"))

    def takes_expressions_only(self, column: ColumnShape) -> bool:
        """Whether a string alone is no default of this column."""
        return not getattr(self.impl.dialect, "is_mariadb", False) and bool(_EXPRESSIONS_ONLY.match(column.type))

    def existing(self, have: TableShape, want: TableShape, column: ColumnShape) -> dict[str, Any]:
        """AUTO_INCREMENT, which MODIFY would take off, where it is there all the time."""
        then = next(one for one in want.columns if one.name == column.name)
        same = have.primary_key == want.primary_key
        return {"existing_autoincrement": True} if column.autoincrement and then.autoincrement and same else {}

    def name(self, table: TableShape, one: KeyShape | ForeignKeyShape | CheckShape, kind: str) -> str:
        """The primary key has none of its own: the server calls it PRIMARY."""
        return super().name(table, one, kind) if one.name is not None else conv("PRIMARY")

    def indexes(self, table: TableShape, schema: str | None) -> list[CreateIndex]:
        """Those that the server does not make with a foreign key of the same name."""
        made = {(key.name, key.columns) for key in table.foreign_keys}
        return [self.index(table, one, schema) for one in table.indexes if (one.name, one.parts) not in made]

    def arranged(self, found: list[Found], both: Both) -> list[Found]:
        """Keys of AUTO_INCREMENT and of foreign keys are there as long as these are."""
        return arranged(found, both)

    def table_options(self, table: TableShape) -> dict[str, Any]:
        """Engine, charset and the like, where the table is made again as it was."""
        return {f"{self.impl.dialect.name}_{name}": value for name, value in table.options if name != "charset"}

    def index(self, table: TableShape, index: IndexShape, schema: str | None) -> CreateIndex:
        """An index: a part of a column is said by a keyword, a direction by a method."""
        lengths: dict[str, int] = {}
        parts: list[Any] = []
        for part, name in zip(index.parts, index.columns, strict=True):
            if name is None:
                parts.append(text(escaped(f"({part})")))
                continue
            found = _PART.fullmatch(part[len(name) :])
            if found and found["length"]:
                lengths[name] = int(found["length"])
            parts.append(column(name).desc() if found and found["descending"] else name)
        options: Any = {} if not lengths else {f"{self.impl.dialect.name}_length": lengths}
        options |= self.index_options(index)
        return CreateIndex(index.name, table.name, parts, schema=schema, unique=index.unique, **options)

    def index_options(self, index: IndexShape) -> dict[str, Any]:
        """FULLTEXT and SPATIAL are prefixes, a hash is a method."""
        if index.method is None:
            return {}
        keyword = "using" if index.method == "HASH" else "prefix"
        return {f"{self.impl.dialect.name}_{keyword}": index.method}


def past(impl: Impl, types: Types) -> Past:
    """What makes things again on MySQL."""
    return MySQLPast(impl, types)
