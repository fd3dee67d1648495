"""Models in MySQL's words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Column

from amig.autogen.model.base import Describer
from amig.autogen.model.mysql_met import met
from amig.look.shapes import CheckShape, ColumnShape, IndexShape, SequenceShape
from amig.look.words.mysql_charsets import collation_named
from amig.look.words.mysql_index import method_of, parts_of, undirected
from amig.look.words.mysql_options import options_of
from amig.look.words.mysql_server import is_mariadb

if TYPE_CHECKING:
    from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Sequence, Table

    from amig.autogen.model.base import Model
    from amig.impl.base import Impl
    from amig.look.shapes import Key, KeyShape, Snapshot, TableShape
    from amig.look.words.mysql import MySQLWords

_CACHE = 1000
"""How many values MariaDB keeps of a sequence that says nothing."""


class MySQLDescriber(Describer):
    """What MySQL says in another way."""

    @property
    def spelling(self) -> MySQLWords:
        """The words of MySQL, which know names as well."""
        return cast("MySQLWords", self.words)

    def schema(self, name: str | None) -> str | None:
        """Names of databases are told apart by case where the server does."""
        found = super().schema(name)
        return None if found is None else self.spelling.table_name(found)

    def model(self, metadata: Any) -> Model:
        """Tables are known by the names that the server has of them."""
        model = super().model(metadata)
        if not self.spelling.folds:
            return model
        tables = [replace(one, shape=self._folded(one.shape)) for one in model.tables.values()]
        return replace(model, tables={one.shape.key: one for one in tables})

    def _folded(self, shape: TableShape) -> TableShape:
        return shape._replace(name=self.spelling.table_name(shape.name))

    def met(self, have: Snapshot, model: Model) -> tuple[Snapshot, Model]:
        """What the models leave to the server, and what it makes by itself, is no difference."""
        return met(have, model)

    def column(self, column: Column[Any]) -> ColumnShape:
        """An identity is an AUTO_INCREMENT here; a computed column that is not said to be stored is not."""
        shape = super().column(column)
        return shape._replace(
            identity=None,
            autoincrement=self._counts(column),
            persisted=None if shape.computed is None else bool(shape.persisted),
            collation=_collation(column.type),
        )

    def _counts(self, column: Column[Any]) -> bool:
        """Whether AUTO_INCREMENT is written for it."""
        if column.table._autoincrement_column is not column or column.server_default is not column.identity:
            return False
        sequence: Any = column.default if getattr(column.default, "is_sequence", False) else None
        return sequence is None or sequence.optional or not self.impl.dialect.supports_sequences

    def type(self, column: Column[Any]) -> str:
        """A column's type; backslashes among the values of an ENUM are doubled in SQL only."""
        text = super().type(column)
        return text.replace("\\\\", "\\") if "\\" in text else text

    def is_untold(self, column: Column[Any]) -> bool:
        """ON UPDATE that the models leave to the server as well."""
        default: Any = column.server_default
        if super().is_untold(column) or column.server_onupdate is None:
            return super().is_untold(column)
        written = None if default is None else self.ddl.get_column_default_string(column)
        return re.search(r"\bON\s+UPDATE\b", written or "", re.IGNORECASE) is None

    def primary_key(self, table: Table) -> KeyShape | None:
        """The server calls it PRIMARY, whatever the models do: it has no name."""
        key = super().primary_key(table)
        return None if key is None else key._replace(name=None)

    def referent(self, constraint: ForeignKeyConstraint) -> tuple[Key, tuple[str, ...]]:
        """The table and the columns that a foreign key refers to."""
        (schema, name), columns = super().referent(constraint)
        return (schema, self.spelling.table_name(name)), columns

    def action(self, rule: str | None) -> str | None:
        """RESTRICT is what is so without it."""
        found = super().action(rule)
        return None if found == "RESTRICT" else found

    def check(self, constraint: CheckConstraint) -> CheckShape:
        """A CHECK; MariaDB keeps one that is said with its column there."""
        shape, parent = super().check(constraint), constraint.parent
        inline = isinstance(parent, Column) and is_mariadb(self.impl.dialect)
        return shape._replace(column=parent.name) if inline else shape

    def index(self, index: Index) -> IndexShape:
        """An index, with how much of its columns it holds."""
        parts, columns = parts_of(index, self.impl.dialect, self.spelling, self.expression)
        return IndexShape(self.name(index), parts, columns, bool(index.unique), method_of(index, self.impl.dialect))

    def indexed(self, index: Index, part: Any) -> str:
        """An expression stands in parentheses, its direction after them."""
        element, descending = undirected(part, index)
        text = self.expression(element)
        return f"{text if isinstance(element, Column) else f'({text})'}{' DESC' if descending else ''}"

    def options(self, table: Table) -> tuple[tuple[str, str], ...]:
        """Engine, charset, collation and row format, where the models say them."""
        return options_of(table, self.impl.dialect.name)

    def sequence(self, sequence: Sequence) -> SequenceShape:
        """A sequence of MariaDB, which keeps a thousand values where nothing is said."""
        shape = super().sequence(sequence)
        cache = None if sequence.cache == _CACHE else sequence.cache
        return shape._replace(options=shape.options._replace(cache=cache))


def _collation(type_: Any) -> str | None:
    """The collation that a type says, or its charset alone."""
    said = getattr(type_, "collation", None) or getattr(type_, "charset", None)
    return collation_named(said) if isinstance(said, str) else None


def describer(impl: Impl) -> Describer:
    """How models are described for MySQL."""
    return MySQLDescriber(impl)
