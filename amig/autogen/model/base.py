"""What is the same for every server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Constraint,
    DefaultClause,
    ForeignKeyConstraint,
    Identity,
    Index,
    MetaData,
    Sequence,
    Table,
    UniqueConstraint,
)
from sqlalchemy.sql.base import _NONE_NAME
from sqlalchemy.types import ExternalType, SchemaType

from amig.autogen.model.entities import Declared, declared
from amig.autogen.model.sound import refuse_unsound, written
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
    TableShape,
)
from amig.look.words import words_for

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

    from amig.impl.base import Impl
    from amig.look.shapes import Snapshot

_HOLDING = frozenset({"values", "item_type"})
"""Attributes of types that hold others or are given values."""


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """A table of the models: its shape, and the constructs that its parts were read from, in the same order."""

    table: Table
    shape: TableShape
    columns: tuple[Column[Any], ...] = ()
    uniques: tuple[UniqueConstraint, ...] = ()
    foreign_keys: tuple[ForeignKeyConstraint, ...] = ()
    checks: tuple[CheckConstraint, ...] = ()
    excludes: tuple[Constraint, ...] = ()
    indexes: tuple[Index, ...] = ()
    untold: frozenset[str] = frozenset()
    """Columns whose default is made by the server in a way that the models do not say: `FetchedValue()`."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """All that the models say."""

    tables: Mapping[Key, Described] = field(default_factory=dict)
    enums: Mapping[Key, EnumShape] = field(default_factory=dict)
    sequences: Mapping[Key, SequenceShape] = field(default_factory=dict)
    schemas: tuple[str | None, ...] = (None,)
    metadata: tuple[MetaData, ...] = ()
    entities: Declared = field(default_factory=Declared)
    """Views, functions, triggers, ...: what `amig.entities` declares."""


class Describer:
    """Reads models; a backend overrides what it says in another way."""

    def __init__(self, impl: Impl) -> None:
        self.impl, self.words = impl, words_for(impl)
        self.preparer = impl.dialect.identifier_preparer
        self._types: dict[Any, str] = {}

    @cached_property
    def ddl(self) -> Any:
        """SQLAlchemy's DDL compiler for the server."""
        compiler: Any = self.impl.dialect.ddl_compiler
        return compiler(self.impl.dialect, None)

    def model(self, metadata: Iterable[MetaData]) -> Model:
        """Everything in several metadata.

        Raises TwoTablesError, EmptyTableError, SameNameError, UnwritableModelError.
        """
        several = tuple(metadata)
        entities = declared(several, self)
        views = entities.shapes.views
        tables = [
            written(table, self)
            for one in several
            for table in one.tables.values()
            if (self.schema(table.schema), table.name) not in views
        ]
        sequences = [self.sequence(one) for each in several for one in each._sequences.values()]
        refuse_unsound(tables)
        schemas = {table.shape.schema for table in tables} | {one.schema for one in sequences}
        if not schemas and not entities.kinds:
            schemas = {None}
        return Model(
            {table.shape.key: table for table in tables},
            self.enums(tables),
            {(one.schema, one.name): one for one in sequences},
            tuple(sorted(schemas, key=lambda name: (name is not None, name or ""))),
            several,
            entities,
        )

    def met(self, have: Snapshot, model: Model) -> tuple[Snapshot, Model]:
        """Both sides as far as they speak of the same; most servers have nothing to leave out."""
        return have, model

    def schema(self, name: str | None) -> str | None:
        """The server's default schema is None, however it is written."""
        return None if name is None or name == self.impl.dialect.default_schema_name else str(name)

    def table(self, table: Table) -> Described:
        """One table with all that is on it."""
        columns = [column for column in table.columns if not column.system]
        kinds = self.constraints(table)
        shape = TableShape(
            table.name,
            self.schema(table.schema),
            tuple([self.column(column) for column in columns]),
            self.primary_key(table),
            tuple([self.unique(one) for one in kinds["unique"]]),
            tuple([self.foreign_key(one) for one in kinds["foreign_key"]]),
            tuple([self.check(one) for one in kinds["check"]]),
            tuple([self.exclude(one) for one in kinds["exclude"]]),
            tuple([self.index(one) for one in kinds["index"]]),
            table.comment if self.impl.dialect.supports_comments else None,
            self.options(table),
            self.partition_by(table),
        )
        return Described(
            table,
            shape,
            tuple(columns),
            tuple(kinds["unique"]),
            tuple(kinds["foreign_key"]),
            tuple(kinds["check"]),
            tuple(kinds["exclude"]),
            tuple(kinds["index"]),
            frozenset(column.name for column in columns if self.is_untold(column)),
        )

    def constraints(self, table: Table) -> dict[str, list[Any]]:
        """The table's constraints and indexes by kind, each kind in a stable order."""
        kinds: dict[str, list[Any]] = {"unique": [], "foreign_key": [], "check": [], "exclude": [], "index": []}
        for one in chain(table.constraints, *(column.constraints for column in table.columns)):
            if (kind := self.kind(one)) is not None:
                kinds[kind].append(one)
        kinds["index"] += table.indexes
        for several in kinds.values():
            several.sort(key=_place)
        return kinds

    def kind(self, constraint: Constraint) -> str | None:
        """Which of the kinds it is; None for what is not compared: a primary key, and what a type brings along."""
        if isinstance(constraint, UniqueConstraint):
            return "unique"
        if isinstance(constraint, ForeignKeyConstraint):
            return "foreign_key"
        if isinstance(constraint, CheckConstraint):
            return "check" if self.impl.applies(constraint) else None
        return "exclude" if constraint.__visit_name__ == "exclude_constraint" else None

    def name(self, item: Constraint | Index) -> str | None:
        """The name in the database, as long as it may be there; None where the server chooses one."""
        name: Any = item.name
        if name is None:
            return None
        if name is not _NONE_NAME and len(name) <= self.impl.dialect.max_identifier_length:
            return str(name)
        form: Any = self.preparer.format_index if isinstance(item, Index) else self.preparer.format_constraint
        written: str | None = form(item)
        return None if written is None else self.preparer.unformat_identifiers(written)[0]

    def column(self, column: Column[Any]) -> ColumnShape:
        """One column."""
        type_ = self.type(column)
        computed = column.computed
        return ColumnShape(
            column.name,
            type_,
            bool(column.nullable),
            self.default(column, type_),
            None if computed is None else self.words.expression(self.computed(column)),
            None if computed is None else computed.persisted,
            self.identity(column.identity) if column.identity is not None else None,
            column.table._autoincrement_column is column and column.identity is None,
            getattr(column.type, "collation", None),
            column.comment if self.impl.dialect.supports_comments else None,
        )

    def type(self, column: Column[Any]) -> str:
        """A column's type in the server's words."""
        key = _type_key(column.type)
        if key in self._types:
            return self._types[key]
        compiler: Any = self.impl.dialect.type_compiler_instance
        text = self.words.type(compiler.process(column.type, type_expression=column))
        if isinstance(key, tuple):
            self._types[key] = text
        return text

    def written_type(self, type_: TypeEngine[Any]) -> TypeEngine[Any]:
        """A type as a directive says it."""
        return type_

    def default(self, column: Column[Any], type_: str) -> str | None:
        """What stands after DEFAULT, in the server's words."""
        if not isinstance(column.server_default, DefaultClause):
            return None
        written: str | None = self.ddl.get_column_default_string(column)
        return None if written is None else self.words.default(written, type_)

    def is_untold(self, column: Column[Any]) -> bool:
        """Whether the server makes a default that the models do not tell."""
        default = column.server_default
        return default is not None and not isinstance(default, DefaultClause | Computed | Identity)

    def computed(self, column: Column[Any]) -> str:
        """What a column is computed from."""
        assert column.computed is not None  # noqa: S101 - for the type checker
        return str(self.ddl.sql_compiler.process(column.computed.sqltext, include_table=False, literal_binds=True))

    def identity(self, identity: Identity | Sequence) -> IdentityShape:
        """The options of an identity or a sequence; what the server would choose itself is None."""
        return IdentityShape(
            bool(getattr(identity, "always", False)),
            None if identity.start == 1 else identity.start,
            None if identity.increment == 1 else identity.increment,
            None if identity.nominvalue or identity.minvalue == 1 else identity.minvalue,
            None if identity.nomaxvalue else identity.maxvalue,
            bool(identity.cycle),
            None if identity.cache == 1 else identity.cache,
        )

    def primary_key(self, table: Table) -> KeyShape | None:
        """The primary key, where the table has one."""
        key = table.primary_key
        if not key.columns:
            return None
        return KeyShape(self.name(key), tuple([column.name for column in key.columns]))

    def unique(self, constraint: UniqueConstraint) -> KeyShape:
        """A unique constraint."""
        return KeyShape(
            self.name(constraint),
            tuple([column.name for column in constraint.columns]),
            bool(constraint.deferrable),
            constraint.initially.upper() if constraint.initially else None,
        )

    def foreign_key(self, constraint: ForeignKeyConstraint) -> ForeignKeyShape:
        """A foreign key; what it refers to is known by name, whether or not that table is in the models."""
        referent, columns = self.referent(constraint)
        return ForeignKeyShape(
            self.name(constraint),
            tuple([column.name for column in constraint.columns]),
            referent,
            columns,
            self.action(constraint.ondelete),
            self.action(constraint.onupdate),
            bool(constraint.deferrable),
            _upper(constraint.initially, "IMMEDIATE"),
            _upper(constraint.match, "SIMPLE"),
        )

    def referent(self, constraint: ForeignKeyConstraint) -> tuple[Key, tuple[str, ...]]:
        """The table and the columns that a foreign key refers to, as they are called in the database."""
        table = constraint.referred_table
        return (self.schema(table.schema), table.name), tuple([one.column.name for one in constraint.elements])

    def action(self, rule: str | None) -> str | None:
        """ON DELETE or ON UPDATE; None where it says what is so without it."""
        return _upper(rule, "NO ACTION")

    def check(self, constraint: CheckConstraint) -> CheckShape:
        """A CHECK."""
        text = self.ddl.sql_compiler.process(constraint.sqltext, include_table=False, literal_binds=True)
        return CheckShape(self.name(constraint), self.words.expression(text))

    def exclude(self, constraint: Any) -> CheckShape:
        """An EXCLUDE."""
        text = str(self.ddl.process(constraint))
        return CheckShape(self.name(constraint), text[text.index("EXCLUDE") :])

    def index(self, index: Index) -> IndexShape:
        """An index."""
        return IndexShape(self.name(index), *self.parts(index), bool(index.unique))

    def parts(self, index: Index) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
        """What is indexed: in the server's words, and as names of columns where they are that."""
        columns = [part.name if isinstance(part, Column) else None for part in index.expressions]
        texts = [
            name if name is not None else self.words.expression(self.expression(part))
            for name, part in zip(columns, index.expressions, strict=True)
        ]
        return tuple(texts), tuple(columns)

    def expression(self, part: Any) -> str:
        """An expression written out, its columns without their table."""
        return str(self.ddl.sql_compiler.process(part, include_table=False, literal_binds=True))

    def indexed(self, index: Index, part: Any) -> str:  # noqa: ARG002
        """A part of an index that is no column, as it stands in CREATE INDEX."""
        return self.expression(part.self_group())

    def options(self, table: Table) -> tuple[tuple[str, str], ...]:  # noqa: ARG002
        """What can be changed of a table: most servers have nothing."""
        return ()

    def partition_by(self, table: Table) -> str | None:  # noqa: ARG002
        """How a table is partitioned."""
        return None

    def enums(self, tables: Iterable[Described]) -> dict[Key, EnumShape]:  # noqa: ARG002
        """Enum types with a name of their own: most servers have none."""
        return {}

    def sequence(self, sequence: Sequence) -> SequenceShape:
        """A sequence."""
        return SequenceShape(sequence.name, self.schema(sequence.schema), None, self.identity(sequence))


def _type_key(type_: TypeEngine[Any]) -> Any:
    """What is the same for types that are written alike; None where that is not known.

    SQLAlchemy's own key leaves out variants, what enums, sets and domains are given, and of a user's type whatever
    its `__init__` does not name.
    """
    if type_._variant_mapping or isinstance(type_, ExternalType | SchemaType) or not _HOLDING.isdisjoint(vars(type_)):
        return None
    return type_._static_cache_key if type(type_).__module__.startswith("sqlalchemy.") else None


def _upper(word: str | None, usual: str) -> str | None:
    """A keyword in upper case, None where it is the usual one."""
    return None if word is None or word.upper() == usual else word.upper()


def _place(item: Any) -> tuple[str, tuple[str, ...]]:
    """Where a constraint or an index stands among the others: never by hash."""
    columns = getattr(item, "columns", None) or ()
    return str(item.name or ""), tuple(str(getattr(column, "name", column)) for column in columns)
