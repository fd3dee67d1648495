"""Changing a column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, Self, Unpack

from sqlalchemy import Column, Computed, Constraint, Identity, PrimaryKeyConstraint
from sqlalchemy.schema import AddConstraint, SetColumnComment
from sqlalchemy.schema import DropConstraint as DropConstraintDDL
from sqlalchemy.types import TypeEngine

from amig.errors import BadOperationError, IrreversibleError, UnsupportedError
from amig.ops.base import Change, Statement, directive
from amig.ops.column import AnyType, Default, refuse_place
from amig.ops.items import plain_table, table_of
from amig.ops.narrowing import narrows
from amig.ops.options import AlterOptions
from amig.ops.verb import OnTable
from amig.ops.writer import Writer


@directive
class AlterColumn(Change):
    """Change a column. `False` leaves a default or a comment as it is, `None` drops it."""

    table_name: str
    column_name: str
    nullable: bool | None
    comment: str | Literal[False] | None
    server_default: Default
    new_column_name: str | None
    type_: AnyType | None
    existing_type: AnyType | None
    existing_server_default: Default
    existing_nullable: bool | None
    existing_comment: str | None
    schema: str | None
    insert_before: str | None
    insert_after: str | None
    options: AlterOptions

    def __init__(
        self,
        table_name: str,
        column_name: str,
        *,
        nullable: bool | None = None,
        comment: str | Literal[False] | None = False,
        server_default: Default = False,
        new_column_name: str | None = None,
        type_: AnyType | None = None,
        existing_type: AnyType | None = None,
        existing_server_default: Default = False,
        existing_nullable: bool | None = None,
        existing_comment: str | None = None,
        schema: str | None = None,
        insert_before: str | None = None,
        insert_after: str | None = None,
        **options: Unpack[AlterOptions],
    ) -> None:
        if unknown := set(options) - set(AlterOptions.__annotations__):
            raise BadOperationError("op.alter_column", f"has no keyword `{min(unknown)}`", "correct the call")
        for keyword, given in (("type_", type_), ("existing_type", existing_type)):
            if given is not None and not _is_type(given):
                problem = f"was given {keyword}={given!r}"
                raise BadOperationError("op.alter_column", problem, "give a type, like `sa.Integer()`")
        self._set(table_name=table_name, column_name=column_name, nullable=nullable, comment=comment, schema=schema)
        self._set(server_default=server_default, new_column_name=new_column_name, type_=type_, options=options)
        self._set(existing_type=existing_type, existing_server_default=existing_server_default)
        self._set(existing_nullable=existing_nullable, existing_comment=existing_comment)
        self._set(insert_before=insert_before, insert_after=insert_after)

    @classmethod
    def on(
        cls,
        table: OnTable,
        column_name: str,
        *,
        nullable: bool | None = None,
        comment: str | Literal[False] | None = False,
        server_default: Default = False,
        new_column_name: str | None = None,
        type_: AnyType | None = None,
        existing_type: AnyType | None = None,
        existing_server_default: Default = False,
        existing_nullable: bool | None = None,
        existing_comment: str | None = None,
        insert_before: str | None = None,
        insert_after: str | None = None,
        **options: Unpack[AlterOptions],
    ) -> Self:
        return cls(
            table.name,
            column_name,
            nullable=nullable,
            comment=comment,
            server_default=server_default,
            new_column_name=new_column_name,
            type_=type_,
            existing_type=existing_type,
            existing_server_default=existing_server_default,
            existing_nullable=existing_nullable,
            existing_comment=existing_comment,
            schema=table.schema,
            insert_before=insert_before,
            insert_after=insert_after,
            **options,
        )

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield from self.dropping_checks(sql)
        yield from self.making_type(sql)
        yield from self.altering(sql)
        yield from self.adding_checks(sql)

    def making_type(self, sql: Writer) -> Iterator[Statement]:
        """The new type itself, where it has a name of its own and does not exist yet."""
        if self.type_ is not None:
            yield from sql.types(table_of(self.table_name, [Column(self.column_name, self.type_)]))

    def altering(self, sql: Writer) -> Iterator[Statement]:
        """The ALTERs themselves, in the order in which one does not hinder another."""
        refuse_place(sql, "alter_column", self.insert_before, self.insert_after)
        if "postgresql_using" in self.options and self.type_ is None and sql.dialect.name == "postgresql":
            problem, instead = "has `postgresql_using` and no `type_`", "give the new type as `type_`"
            raise BadOperationError("op.alter_column", problem, instead)
        table, column = sql.table(self.table_name, self.schema), sql.name(self.column_name)
        alter = f"ALTER TABLE {table} ALTER COLUMN {column}"
        if self.type_ is not None:
            using = f" USING {using}" if (using := self.options.get("postgresql_using")) else ""
            yield sql.ddl(f"{alter} TYPE {sql.type_spec(self.type_)}{using}")
        if self.nullable is not None:
            yield sql.ddl(f"{alter} {'DROP' if self.nullable else 'SET'} NOT NULL")
        if self.server_default is not False:
            yield from self.altering_default(sql, alter)
        if self.comment is not False:
            yield from self.altering_comment(sql)
        if self.new_column_name is not None:
            yield sql.ddl(f"ALTER TABLE {table} RENAME {column} TO {sql.name(self.new_column_name)}")

    def altering_default(self, sql: Writer, alter: str) -> Iterator[Statement]:
        """SET or DROP DEFAULT, or the identity of a column."""
        self.refuse_computed(sql)
        if self.changes(Identity):
            yield from sql.identity(alter, self.server_default, self.existing_server_default)
        elif self.server_default is None:
            yield sql.ddl(f"{alter} DROP DEFAULT")
        else:
            yield sql.ddl(f"{alter} SET DEFAULT {sql.default_spec(self.server_default)}")

    def altering_comment(self, sql: Writer) -> Iterator[Statement]:
        if not sql.dialect.supports_comments:
            raise UnsupportedError("op.alter_column", sql.dialect.name, "it has no comments", "leave `comment` out")
        table = plain_table(self.table_name, [self.column_name], schema=self.schema)
        column = table.c[self.column_name]
        column.comment = self.comment or None
        yield sql.ddl(SetColumnComment(column))

    def changes(self, kind: type[Any]) -> bool:
        """Whether a default of this kind comes or goes."""
        return self.server_default is not False and (
            isinstance(self.server_default, kind) or isinstance(self.existing_server_default, kind)
        )

    def refuse_computed(self, sql: Writer) -> None:
        if self.changes(Computed):
            problem = "a computed column cannot be made from, or turned into, an ordinary one"
            raise UnsupportedError("op.alter_column", sql.dialect.name, problem, "drop the column and add it again")

    def dropping_checks(self, sql: Writer) -> Iterator[Statement]:
        """The old type's own CHECK goes before a change of type."""
        if self.existing_type is not None and self.type_ is not None:
            for constraint in self._checks(sql, self.existing_type):
                yield sql.ddl(DropConstraintDDL(constraint, isolate_from_table=False))

    def adding_checks(self, sql: Writer) -> Iterator[Statement]:
        """The new type's own CHECK comes after a change of type."""
        if self.type_ is not None:
            for constraint in self._checks(sql, self.type_):
                yield sql.ddl(AddConstraint(constraint, isolate_from_table=False))

    def _checks(self, sql: Writer, type_: AnyType) -> list[Constraint]:
        column: Column[Any] = Column(self.new_column_name or self.column_name, type_)
        table = table_of(self.table_name, [column], schema=self.schema, convention=sql.convention)
        return [c for c in table.constraints if not isinstance(c, PrimaryKeyConstraint) and sql.applies(c)]

    @property
    def destructive(self) -> str | None:
        """A type that holds less than the existing one, where that is known."""
        if self.type_ is None or self.existing_type is None:
            return None
        lost = narrows(self.existing_type, self.type_)
        return None if lost is None else f"{lost} in `{self.column_name}` of `{self.table_name}`"

    def reverse(self) -> AlterColumn:
        """The change back, from the `existing_*` values; raises IrreversibleError where one is missing."""
        changes: dict[str, Any] = {}
        if self.new_column_name is not None:
            changes |= {"column_name": self.new_column_name, "new_column_name": self.column_name}
        for new, old, untouched in (
            ("type_", "existing_type", None),
            ("nullable", "existing_nullable", None),
            ("server_default", "existing_server_default", False),
        ):
            changes |= self._swapped(new, old, untouched)
        if self.comment is not False:
            changes |= {"comment": self.existing_comment, "existing_comment": self.comment}
        changes |= self._autoincrement_swapped()
        return self.__replace__(**changes)

    def _swapped(self, new: str, old: str, untouched: object) -> dict[str, Any]:
        wanted, existing = getattr(self, new), getattr(self, old)
        if wanted is untouched:
            return {}
        if existing is untouched:
            raise IrreversibleError(f"op.alter_column({self.table_name!r}, {self.column_name!r}) without `{old}`")
        return {new: existing, old: wanted}

    def _autoincrement_swapped(self) -> dict[str, Any]:
        options = {key: value for key, value in self.options.items() if key != "postgresql_using"}
        if "autoincrement" in options:
            swapped = {"existing_autoincrement": options.get("autoincrement")}
            options = swapped | {"autoincrement": options.get("existing_autoincrement")}
        return {"options": options}


def _is_type(given: object) -> bool:
    return isinstance(given, TypeEngine) or (isinstance(given, type) and issubclass(given, TypeEngine))
