"""Models in PostgreSQL's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Identity, Index, Sequence, Table, UniqueConstraint

from amig.autogen.model.base import Described, Describer
from amig.autogen.model.postgresql_enums import enums_of, explicit
from amig.autogen.model.postgresql_indexes import leading, parts_of
from amig.look.normal.postgresql_enums import enum_of
from amig.look.shapes import (
    CheckShape,
    ColumnShape,
    EnumShape,
    ForeignKeyShape,
    IdentityShape,
    IndexShape,
    Key,
    KeyShape,
    SequenceShape,
)
from amig.look.words.postgresql import PostgreSQLWords
from amig.look.words.postgresql_counting import usual

if TYPE_CHECKING:
    from sqlalchemy import ForeignKeyConstraint, MetaData
    from sqlalchemy.types import TypeEngine

    from amig.autogen.model.base import Model
    from amig.impl.base import Impl


class PostgreSQLDescriber(Describer):
    """What PostgreSQL says in another way."""

    def __init__(self, impl: Impl) -> None:
        super().__init__(impl)
        self.spelling = PostgreSQLWords(impl)
        self._metadata: tuple[MetaData, ...] = ()
        self._schemas: frozenset[str | None] = frozenset()

    def model(self, metadata: Iterable[MetaData]) -> Model:
        """Enums of a schema in which no table is are left to the columns that have them."""
        self._metadata = tuple(metadata)
        model = super().model(self._metadata)
        self._schemas = frozenset(model.schemas)
        return replace(model, enums={key: enum for key, enum in model.enums.items() if key[0] in self._schemas})

    def column(self, column: Column[Any]) -> ColumnShape:
        shape = super().column(column)
        if shape.autoincrement and not self._is_serial(column):
            shape = shape._replace(autoincrement=False)
        if shape.autoincrement:
            shape = shape._replace(default=None)
        if shape.identity is not None:
            shape = shape._replace(identity=usual(shape.identity, shape.type), nullable=False)
        if column.computed is not None:
            shape = shape._replace(persisted=str(self.ddl.process(column.computed)).endswith(" STORED"))
        return shape

    def _is_serial(self, column: Column[Any]) -> bool:
        """Whether SQLAlchemy writes SERIAL."""
        written: str = self.ddl.get_column_specification(column)
        return written.removesuffix(" NOT NULL").endswith((" SERIAL", "BIGSERIAL", "SMALLSERIAL"))

    def type(self, column: Column[Any]) -> str:
        """One of the default schema is written without it."""
        text, default = super().type(column), self.impl.dialect.default_schema_name
        return text.removeprefix(f"{self.preparer.quote_schema(default)}.") if default and "." in text else text

    def written_type(self, type_: TypeEngine[Any]) -> TypeEngine[Any]:
        """Enums that are compared are created for themselves, never by a column."""
        enum = enum_of(type_, self.impl.dialect)
        known = enum is not None and self.schema(enum.schema) in self._schemas
        return explicit(type_, self.impl.dialect) if known else type_

    def identity(self, identity: Identity | Sequence) -> IdentityShape:
        return IdentityShape(
            bool(getattr(identity, "always", False)),
            identity.start,
            identity.increment,
            None if identity.nominvalue else identity.minvalue,
            None if identity.nomaxvalue else identity.maxvalue,
            bool(identity.cycle),
            identity.cache,
        )

    def sequence(self, sequence: Sequence) -> SequenceShape:
        type_ = "bigint" if sequence.data_type is None else self.words.type(self.impl.type_spec(sequence.data_type))
        said = usual(self.identity(sequence), type_)
        return SequenceShape(sequence.name, self.schema(sequence.schema), None if type_ == "bigint" else type_, said)

    def primary_key(self, table: Table) -> KeyShape | None:
        key = super().primary_key(table)
        return None if key is None else self._with_index(key, table.primary_key)

    def unique(self, constraint: UniqueConstraint) -> KeyShape:
        return self._with_index(super().unique(constraint), constraint)

    def _with_index(self, key: KeyShape, constraint: Any) -> KeyShape:
        options, deferred = constraint.dialect_options["postgresql"], (constraint.initially or "").upper() == "DEFERRED"
        return key._replace(
            deferrable=bool(constraint.deferrable) or deferred,
            initially="DEFERRED" if deferred else None,
            nulls_not_distinct=options.get("nulls_not_distinct") is True,
            include=_names(options.get("include")),
        )

    def foreign_key(self, constraint: ForeignKeyConstraint) -> ForeignKeyShape:
        key = super().foreign_key(constraint)
        return key._replace(deferrable=key.deferrable or key.initially == "DEFERRED")

    def exclude(self, constraint: Any) -> CheckShape:
        shape = super().exclude(constraint)
        return shape._replace(text=self.words.expression(shape.text))

    def index(self, index: Index) -> IndexShape:
        options = index.dialect_options["postgresql"]
        parts, columns = parts_of(index, self)
        said = [(str(name), option_words(value)) for name, value in (options["with"] or {}).items()]
        said += [("tablespace", options["tablespace"])] if options["tablespace"] else []
        method = str(options["using"] or "btree").lower()
        return IndexShape(
            self.name(index),
            parts,
            columns,
            bool(index.unique),
            None if method == "btree" else method,
            None if options["where"] is None else self.words.expression(self.expression(leading(options["where"]))),
            _names(options["include"]),
            options["nulls_not_distinct"] is True,
            tuple(sorted(said)),
        )

    def indexed(self, index: Index, part: Any) -> str:
        """With its operator class: a text has no key by which it could be given one."""
        given = (index.dialect_options["postgresql"]["ops"] or {}).get(getattr(part, "key", None))
        return super().indexed(index, part) + (f" {given}" if given else "")

    def options(self, table: Table) -> tuple[tuple[str, str], ...]:
        given = table.dialect_options["postgresql"]
        said = [(str(name), option_words(value)) for name, value in (given.get("with") or {}).items()]
        said += [(word, str(given[word])) for word in ("tablespace", "using") if given[word]]
        return tuple(sorted((name, value) for name, value in said if (name, value) != ("using", "heap")))

    def partition_by(self, table: Table) -> str | None:
        text = table.dialect_options["postgresql"]["partition_by"]
        return None if text is None else " ".join(str(text).split())

    def enums(self, tables: Iterable[Described]) -> dict[Key, EnumShape]:
        return enums_of(tables, self._metadata, self)


def option_words(value: Any) -> str:
    """The value of a storage parameter as the catalogue keeps it."""
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def _names(columns: Any) -> tuple[str, ...]:
    return tuple(str(getattr(column, "name", column)) for column in columns or ())


def describer(impl: Impl) -> Describer:
    """How models are described for PostgreSQL."""
    return PostgreSQLDescriber(impl)
