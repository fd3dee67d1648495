"""What the models have, as directives: copies that are tied to no metadata."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Constraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.sql.elements import ClauseElement, conv
from sqlalchemy.types import TypeDecorator

from amig.ops.check import CreateCheckConstraint
from amig.ops.column import AddColumn
from amig.ops.exclude import CreateExcludeConstraint, plain_name
from amig.ops.foreign_key import CreateForeignKey
from amig.ops.index import CreateIndex
from amig.ops.primary_key import CreatePrimaryKey
from amig.ops.sequence import CreateSequence
from amig.ops.table import CreateTable
from amig.ops.unique import CreateUniqueConstraint

if TYPE_CHECKING:
    from sqlalchemy import Sequence
    from sqlalchemy.schema import SchemaItem
    from sqlalchemy.types import TypeEngine

    from amig.autogen.model.base import Described, Describer


class Items:
    """Makes directives of what one set of models has; names are those of the database."""

    def __init__(self, describer: Describer) -> None:
        self.describer, self.dialect = describer, describer.impl.dialect

    def create_table(self, described: Described, later: Collection[ForeignKeyConstraint] = ()) -> CreateTable:
        """A table with its constraints; its indexes, and what is to come `later`, are made for themselves."""
        table = described.table
        items: list[SchemaItem] = [self.column(column) for column in described.columns]
        if table.primary_key.columns:
            names = [column.name for column in table.primary_key.columns]
            items.append(
                PrimaryKeyConstraint(*names, name=self.name(table.primary_key), **self.kwargs(table.primary_key))
            )
        items += [self.foreign_key_item(key) for key in described.foreign_keys if key not in later]
        items += [self.unique_item(one) for one in described.uniques]
        items += [self.check_item(one) for one in described.checks]
        items += [self.exclude_item(one) for one in described.excludes]
        options = {**self.kwargs(table), **({"comment": table.comment} if table.comment is not None else {})}
        if table._prefixes:
            options["prefixes"] = list(table._prefixes)
        return CreateTable(table.name, *items, schema=table.schema, **options)

    def name(self, item: Constraint | Index) -> Any:
        """The name that it has in the database, to which no convention is applied again; None where it has none."""
        name = self.describer.name(item)
        return None if name is None else conv(name)

    def kwargs(self, item: Any) -> dict[str, Any]:
        """The keywords of any dialect that were given, in order."""
        return dict(sorted(item.dialect_kwargs.items()))

    def column(self, column: Column[Any]) -> Column[Any]:
        """A copy without what is on the table for it: keys, constraints, indexes."""
        copied = column._copy()
        copied.foreign_keys, copied.constraints = set(), set()
        copied.unique = copied.index = None
        copied.type = self.type(copied.type)
        copied.primary_key = False
        copied._user_defined_nullable = copied.nullable = column.nullable
        return copied

    def type(self, type_: TypeEngine[Any]) -> TypeEngine[Any]:
        """A type without the CHECK that it would bring along: that is told apart, by name."""
        given: Any = self.describer.written_type(type_)
        if isinstance(given, TypeDecorator):
            inner = self.type(given.impl_instance)
            return given if inner is given.impl_instance else _with(given.copy(), impl=inner, impl_instance=inner)
        bound = getattr(given, "create_constraint", False)
        return _with(given.copy(), create_constraint=False) if bound else given

    def foreign_key_item(self, key: ForeignKeyConstraint) -> ForeignKeyConstraint:
        """A foreign key inside a CREATE TABLE."""
        columns, referred = [column.name for column in key.columns], key.referred_table
        elements = [f"{referred.fullname}.{element.column.name}" for element in key.elements]
        return ForeignKeyConstraint(columns, elements, name=self.name(key), **_rules(key), **self.kwargs(key))

    def unique_item(self, one: UniqueConstraint) -> UniqueConstraint:
        """A unique constraint inside a CREATE TABLE."""
        names = [column.name for column in one.columns]
        return UniqueConstraint(*names, name=self.name(one), **_deferred(one), **self.kwargs(one))

    def check_item(self, one: CheckConstraint) -> CheckConstraint:
        """A CHECK inside a CREATE TABLE."""
        return CheckConstraint(self.condition(one), name=self.name(one), **_deferred(one), **self.kwargs(one))

    def exclude_item(self, one: Any) -> Constraint:
        """An EXCLUDE inside a CREATE TABLE; one made of the columns of a table would put itself on that table."""
        elements, options = self.excluded(one)
        return ExcludeConstraint(*elements, name=self.name(one), **options)

    def excluded(self, one: Any) -> tuple[list[tuple[Any, str]], dict[str, Any]]:
        """What an EXCLUDE compares, columns by their names, and its options."""
        elements = [(plain_name(part) or self.words(part), operator) for part, _, operator in one._render_exprs]
        options = {**_deferred(one), "using": one.using, "where": self.option(one.where), "ops": one.ops or None}
        return elements, {key: value for key, value in options.items() if value is not None}

    def condition(self, one: CheckConstraint) -> Any:
        """The words of a CHECK, its values written out."""
        return self.words(one.sqltext)

    def words(self, expression: Any) -> Any:
        """An expression as its words, which are tied to no table; its values are written out."""
        return text(_text(self.describer.expression(expression)))

    def add_column(self, described: Described, column: Column[Any]) -> AddColumn:
        """A column of a table that is there."""
        return AddColumn(described.table.name, self.column(column), schema=described.table.schema)

    def create_index(self, index: Index) -> CreateIndex:
        """An index."""
        table: Any = index.table
        columns = [
            part.name if isinstance(part, Column) else text(_text(self.describer.indexed(index, part)))
            for part in index.expressions
        ]
        options: Any = {key: self.option(value) for key, value in self.kwargs(index).items() if value is not None}
        return CreateIndex(
            self.name(index), table.name, columns, schema=table.schema, unique=bool(index.unique), **options
        )

    def option(self, value: Any) -> Any:
        """A keyword's value that is tied to no table."""
        if isinstance(value, ClauseElement):
            return self.words(value)
        if isinstance(value, list | tuple):
            return [str(getattr(one, "name", one)) for one in value]
        return value

    def create_unique_constraint(self, one: UniqueConstraint, name: str) -> CreateUniqueConstraint:
        """A unique constraint on a table that is there."""
        options: Any = {**_deferred(one), **self.kwargs(one)}
        columns = [column.name for column in one.columns]
        return CreateUniqueConstraint(conv(name), one.table.name, columns, schema=one.table.schema, **options)

    def create_primary_key(self, one: PrimaryKeyConstraint, name: str) -> CreatePrimaryKey:
        """A primary key on a table that is there."""
        columns = [column.name for column in one.columns]
        return CreatePrimaryKey(conv(name), one.table.name, columns, schema=one.table.schema)

    def create_check_constraint(self, one: CheckConstraint, name: str) -> CreateCheckConstraint:
        """A CHECK on a table that is there."""
        options: Any = {**_deferred(one), **self.kwargs(one)}
        table: Any = one.parent.table if isinstance(one.parent, Column) else one.table
        return CreateCheckConstraint(conv(name), table.name, self.condition(one), schema=table.schema, **options)

    def create_exclude_constraint(self, one: Any, name: str) -> CreateExcludeConstraint:
        """An EXCLUDE on a table that is there."""
        elements, options = self.excluded(one)
        return CreateExcludeConstraint(conv(name), one.table.name, *elements, schema=one.table.schema, **options)

    def create_foreign_key(self, key: ForeignKeyConstraint, name: str) -> CreateForeignKey:
        """A foreign key on a table that is there."""
        options: Any = {**_rules(key), **self.kwargs(key)}
        return CreateForeignKey(
            conv(name),
            key.table.name,
            key.referred_table.name,
            [column.name for column in key.columns],
            [element.column.name for element in key.elements],
            source_schema=key.table.schema,
            referent_schema=key.referred_table.schema,
            **options,
        )

    def create_sequence(self, sequence: Sequence) -> CreateSequence:
        """A sequence."""
        names = (
            "start",
            "increment",
            "minvalue",
            "maxvalue",
            "nominvalue",
            "nomaxvalue",
            "cycle",
            "cache",
            "order",
            "data_type",
        )
        options: Any = {name: value for name in names if (value := getattr(sequence, name, None)) is not None}
        return CreateSequence(sequence.name, schema=sequence.schema, **options)


def server_name(kind: str, table: str, columns: Iterable[str], longest: int) -> str:
    """A name for what the models leave unnamed, as servers make them: it must have one to be dropped again."""
    name = "_".join([table, *columns, kind])
    if len(name) <= longest:
        return name
    from hashlib import sha256

    return f"{name[: longest - len(kind) - 10]}_{sha256(name.encode()).hexdigest()[:8]}_{kind}"


def _with(copied: TypeEngine[Any], **changed: object) -> TypeEngine[Any]:
    vars(copied).update(changed)
    return copied


def _deferred(one: Any) -> dict[str, Any]:
    given = {"deferrable": one.deferrable, "initially": one.initially}
    return {name: value for name, value in given.items() if value is not None}


def _rules(key: ForeignKeyConstraint) -> dict[str, Any]:
    given = {"ondelete": key.ondelete, "onupdate": key.onupdate, "match": key.match, **_deferred(key)}
    return {name: value for name, value in given.items() if value is not None}


def _text(words: str) -> str:
    from amig.autogen.past.base import escaped

    return escaped(words)
