"""What the database has, as directives and constructs: for what is dropped, and for the way back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, cast

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKeyConstraint,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy import Identity as SQLIdentity
from sqlalchemy.sql.elements import conv

from amig.ops.check import CreateCheckConstraint
from amig.ops.exclude import CreateExcludeConstraint
from amig.ops.foreign_key import CreateForeignKey
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.primary_key import CreatePrimaryKey
from amig.ops.raw_type import RawType
from amig.ops.sequence import CreateSequence
from amig.ops.table import CreateTable, DropTable
from amig.ops.unique import CreateUniqueConstraint

if TYPE_CHECKING:
    from sqlalchemy.schema import SchemaItem
    from sqlalchemy.types import TypeEngine

    from amig.autogen.compare.pair import Both
    from amig.autogen.found import Found
    from amig.impl.base import Impl
    from amig.look.shapes import (
        CheckShape,
        ColumnShape,
        ForeignKeyShape,
        IdentityShape,
        IndexShape,
        Key,
        KeyShape,
        SequenceShape,
        TableShape,
    )


_PARAMETER = re.compile(r"(?<![:\w\\]):(?=\w)")


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Makes things again as the database has them. `types` are those that SQLAlchemy reflects; a backend may override.

    `schema` names the schema that None stands for where the models write it out.
    """

    impl: Impl
    types: Mapping[tuple[Key, str], TypeEngine[Any]] = field(default_factory=dict)

    def name(self, table: TableShape, one: KeyShape | ForeignKeyShape | CheckShape, kind: str) -> str:  # noqa: ARG002
        """What a constraint is called, to be dropped by; `kind` is that of `drop_constraint`."""
        return conv(one.name or "PRIMARY")

    def type(self, table: TableShape, column: ColumnShape) -> TypeEngine[Any]:
        """A column's type: what SQLAlchemy knows it as, else the server's words as they are."""
        found = self.types.get((table.key, column.name))
        return RawType(column.type) if found is None else found

    def default(self, column: ColumnShape) -> Any:
        """What `server_default` says of a column; None where it has none."""
        if column.computed is not None:
            return Computed(column.computed, persisted=column.persisted)
        if column.identity is not None:
            return self.identity(column.identity)
        return None if column.default is None else text(escaped(column.default))

    def existing(self, have: TableShape, want: TableShape, column: ColumnShape) -> dict[str, Any]:  # noqa: ARG002
        """What else `alter_column` has to know of a column as it is."""
        return {}

    def indexes(self, table: TableShape, schema: str | None) -> list[CreateIndex]:
        """The indexes that a table has when it is made again, for themselves."""
        return [self.index(table, index, schema) for index in table.indexes]

    def arranged(self, found: list[Found], both: Both) -> list[Found]:  # noqa: ARG002
        """Differences in order, as this server needs them: most have nothing to change in it."""
        return found

    def identity(self, shape: IdentityShape) -> SQLIdentity:
        """An identity with the options that are not the usual ones."""
        return SQLIdentity(always=shape.always, **self.options(shape))

    def options(self, shape: IdentityShape) -> dict[str, Any]:
        """The options of an identity or a sequence that are not the usual ones."""
        said = {"start": shape.start, "increment": shape.increment, "minvalue": shape.minvalue}
        said |= {"maxvalue": shape.maxvalue, "cycle": shape.cycle or None, "cache": shape.cache}
        return {name: value for name, value in said.items() if value is not None}

    def using(self, old: str, new: str, column: str) -> str | None:  # noqa: ARG002
        """How values become those of another type, where the server must be told."""
        return None

    def column(self, table: TableShape, column: ColumnShape) -> Column[Any]:
        """A column, without what is on the table for it."""
        default = self.default(column)
        placed = [default] if isinstance(default, Computed | SQLIdentity) else []
        return Column(
            column.name,
            self.type(table, column),
            *placed,
            nullable=column.nullable,
            server_default=None if placed else default,
            autoincrement=True if column.autoincrement else "auto" if placed else self._auto(table, column),
            comment=column.comment,
        )

    def _auto(self, table: TableShape, column: ColumnShape) -> Literal["auto"] | bool:
        """False for a key of one number that does not count by itself: SQLAlchemy would have it count."""
        alone = table.primary_key is not None and table.primary_key.columns == (column.name,)
        return False if alone and self.impl.dialect_name != "sqlite" else "auto"

    def table(self, table: TableShape, schema: str | None = None) -> CreateTable:
        """The whole table with its constraints; indexes are made for themselves."""
        items: list[SchemaItem] = [self.column(table, column) for column in table.columns]
        if (key := table.primary_key) is not None:
            items.append(PrimaryKeyConstraint(*key.columns, name=_final(key.name)))
        items += [
            UniqueConstraint(*one.columns, name=_final(one.name), **self.unique_options(one)) for one in table.uniques
        ]
        items += [self.foreign_key_item(foreign) for foreign in table.foreign_keys]
        items += [CheckConstraint(text(escaped(one.text)), name=_final(one.name)) for one in table.checks]
        items += [self.exclude(table, one, schema).built for one in table.excludes]
        comment: dict[str, Any] = {"comment": table.comment} if table.comment is not None else {}
        return CreateTable(table.name, *items, schema=schema, **comment, **self.table_options(table))

    def table_options(self, table: TableShape) -> dict[str, Any]:  # noqa: ARG002
        """The options of a table as `create_table` takes them."""
        return {}

    def unique_options(self, unique: KeyShape) -> dict[str, Any]:
        """The options of a unique constraint."""
        return _said(deferrable=unique.deferrable or None, initially=unique.initially)

    def unique(self, table: TableShape, unique: KeyShape, schema: str | None) -> CreateUniqueConstraint:
        """A unique constraint on the existing table."""
        options: Any = self.unique_options(unique)
        return CreateUniqueConstraint(_final(unique.name), table.name, unique.columns, schema=schema, **options)

    def primary_key(self, table: TableShape, key: KeyShape, schema: str | None) -> CreatePrimaryKey:
        """A primary key on the existing table."""
        return CreatePrimaryKey(_final(key.name), table.name, key.columns, schema=schema)

    def foreign_key(self, table: TableShape, key: ForeignKeyShape, schema: str | None) -> CreateForeignKey:
        """A foreign key on the existing table."""
        return CreateForeignKey(
            _final(key.name),
            table.name,
            key.referent[1],
            key.columns,
            key.referent_columns,
            source_schema=schema,
            referent_schema=key.referent[0],
            **_rules(key),
        )

    def foreign_key_item(self, key: ForeignKeyShape) -> ForeignKeyConstraint:
        """A foreign key inside a CREATE TABLE."""
        path = f"{key.referent[0]}.{key.referent[1]}" if key.referent[0] else key.referent[1]
        columns = [f"{path}.{column}" for column in key.referent_columns]
        return ForeignKeyConstraint(list(key.columns), columns, name=_final(key.name), **_rules(key))

    def check(self, table: TableShape, check: CheckShape, schema: str | None) -> CreateCheckConstraint:
        """A CHECK on the existing table."""
        return CreateCheckConstraint(_final(check.name), table.name, text(escaped(check.text)), schema=schema)

    def exclude(self, table: TableShape, check: CheckShape, schema: str | None) -> CreateExcludeConstraint:
        """An EXCLUDE on the existing table; only PostgreSQL has them."""
        raise NotImplementedError(f"{self.impl.dialect_name} has no EXCLUDE: {table.name}, {check.name}, {schema}")

    def index(self, table: TableShape, index: IndexShape, schema: str | None) -> CreateIndex:
        """An index."""
        columns = [
            part if column is not None and part == column else text(escaped(part))
            for part, column in zip(index.parts, index.columns, strict=True)
        ]
        options: Any = self.index_options(index)
        return CreateIndex(_final(index.name), table.name, columns, schema=schema, unique=index.unique, **options)

    def index_options(self, index: IndexShape) -> dict[str, Any]:  # noqa: ARG002
        """The keywords of an index that only this server knows."""
        return {}

    def drop_index(self, table: TableShape, index: IndexShape, schema: str | None) -> DropIndex:
        """What drops an index, and makes it again on the way back."""
        return DropIndex(
            cast("str", _final(index.name)), table.name, schema=schema, created=self.index(table, index, schema)
        )

    def drop_table(self, table: TableShape, schema: str | None) -> DropTable:
        """What drops a table, and makes it again on the way back."""
        return DropTable(table.name, schema=schema, created=self.table(table, schema))

    def sequence(self, shape: SequenceShape) -> CreateSequence:
        """A sequence."""
        options: Any = self.options(shape.options)
        return CreateSequence(shape.name, schema=shape.schema, **options)


def _final(name: str | None) -> Any:
    """A name to which no naming convention is applied again."""
    return None if name is None else conv(name)


def escaped(words: str) -> str:
    """A server's text for `sa.text`, in which a colon before a word would be a parameter."""
    return _PARAMETER.sub(r"\\:", words)


def _said(**options: Any) -> dict[str, Any]:
    return {name: value for name, value in options.items() if value is not None}


def _rules(key: ForeignKeyShape) -> dict[str, Any]:
    return _said(
        ondelete=key.ondelete,
        onupdate=key.onupdate,
        deferrable=key.deferrable or None,
        initially=key.initially,
        match=key.match,
    )
