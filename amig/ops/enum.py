"""Named enums: types of their own, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY
from typing import ClassVar

from amig.errors import BadOperationError, IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.writer import Writer

_INSTEAD = "give the column the type `sa.Enum(...)` with `op.alter_column`"


def type_key(name: str, schema: str | None) -> str:
    """How a named type is remembered in a transaction."""
    return f"type {schema or ''}.{name}"


@directive
class CreateEnum(Change):
    """Create an enum type (PostgreSQL)."""

    enum_name: str
    values: tuple[str, ...]
    schema: str | None
    if_not_exists: bool | None

    def __init__(
        self, enum_name: str, values: Sequence[str], *, schema: str | None = None, if_not_exists: bool | None = None
    ) -> None:
        if isinstance(values, str) or not all(isinstance(value, str) for value in values):
            raise BadOperationError("op.create_enum", f"was given {values!r} as values", "write `['a', 'b']`")
        self._set(enum_name=enum_name, values=tuple(values), schema=schema, if_not_exists=if_not_exists)

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "create_enum", "enum types with a name", ("postgresql",), _INSTEAD)
        from sqlalchemy.dialects.postgresql import ENUM
        from sqlalchemy.dialects.postgresql.named_types import CreateEnumType

        element = CreateEnumType(ENUM(*self.values, name=self.enum_name, schema=self.schema))
        yield sql.making(element, type_key(self.enum_name, self.schema), guarded=bool(self.if_not_exists))

    def reverse(self) -> DropEnum:
        return DropEnum(self.enum_name, schema=self.schema, created=self)


@directive
class DropEnum(Change):
    """Drop an enum type (PostgreSQL)."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"created"})
    enum_name: str
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    created: CreateEnum | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "drop_enum", "enum types with a name", ("postgresql",), _INSTEAD)
        guard, name = "IF EXISTS " if self.if_exists else "", sql.table(self.enum_name, self.schema)
        yield Statement(f"DROP TYPE {guard}{name}", unmakes=type_key(self.enum_name, self.schema))

    @property
    def destructive(self) -> str:
        return f"enum type `{self.enum_name}`"

    def reverse(self) -> CreateEnum:
        if self.created is None:
            raise IrreversibleError(f"op.drop_enum({self.enum_name!r})")
        return self.created


@directive
class AddEnumValue(Change):
    """Add a value to an enum type (PostgreSQL), at the end, `before` or `after` another.

    The value can be used once the revision is committed: in a later one.
    """

    enum_name: str
    value: str
    _: KW_ONLY
    before: str | None = None
    after: str | None = None
    schema: str | None = None
    if_not_exists: bool | None = None

    def __post_init__(self) -> None:
        if self.before is not None and self.after is not None:
            raise BadOperationError("op.add_enum_value", "has both `before` and `after`", "give one of them")

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "add_enum_value", "enum types with a name", ("postgresql",), _INSTEAD)
        place = f" BEFORE {sql.literal(self.before)}" if self.before is not None else ""
        place = f" AFTER {sql.literal(self.after)}" if self.after is not None else place
        guard = "IF NOT EXISTS " if self.if_not_exists else ""
        name = sql.table(self.enum_name, self.schema)
        yield sql.ddl(f"ALTER TYPE {name} ADD VALUE {guard}{sql.literal(self.value)}{place}")

    def reverse(self) -> Change:
        raise IrreversibleError(f"op.add_enum_value({self.enum_name!r}, {self.value!r})")


@directive
class RenameEnumValue(Change):
    """Give a value of an enum type another name (PostgreSQL); the rows follow."""

    enum_name: str
    old_value: str
    new_value: str
    _: KW_ONLY
    schema: str | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "rename_enum_value", "enum types with a name", ("postgresql",), _INSTEAD)
        old, new = sql.literal(self.old_value), sql.literal(self.new_value)
        yield sql.ddl(f"ALTER TYPE {sql.table(self.enum_name, self.schema)} RENAME VALUE {old} TO {new}")

    def reverse(self) -> RenameEnumValue:
        return RenameEnumValue(self.enum_name, self.new_value, self.old_value, schema=self.schema)
