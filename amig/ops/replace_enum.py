"""Another list of values for a named enum: a new type takes its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NotRequired, TypedDict

from amig.errors import BadOperationError, IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.enum import CreateEnum, type_key
from amig.ops.writer import Writer

_INSTEAD = "give the column the type `sa.Enum(...)` with `op.alter_column`"


class EnumColumn(TypedDict):
    """A column that has the enum: `default` is its default in SQL, `array` says that it holds several values."""

    table: str
    column: str
    schema: NotRequired[str | None]
    default: NotRequired[str | None]
    array: NotRequired[bool]


@directive
class ReplaceEnum(Change):
    """Give an enum type another list of values (PostgreSQL): fewer, others, or in another order.

    `columns` are all that have the type, `previous` the values that it had: for the way back. A row with a value that
    is gone stops it.
    """

    unwritten: ClassVar[frozenset[str]] = frozenset()
    enum_name: str
    values: tuple[str, ...]
    columns: tuple[EnumColumn, ...]
    previous: tuple[str, ...] | None
    schema: str | None

    def __init__(
        self,
        enum_name: str,
        values: Sequence[str],
        *,
        columns: Sequence[EnumColumn] = (),
        previous: Sequence[str] | None = None,
        schema: str | None = None,
    ) -> None:
        for several in (values, previous or ()):
            if isinstance(several, str) or not all(isinstance(value, str) for value in several):
                raise BadOperationError("op.replace_enum", f"was given {several!r} as values", "write `['a', 'b']`")
        for column in columns:
            if not isinstance(column, dict) or not {"table", "column"} <= column.keys() <= _KEYS:
                instead = (
                    'write `{"table": "users", "column": "mood"}`, with `schema`, `default` and `array` if need be'
                )
                raise BadOperationError("op.replace_enum", f"was given {column!r} as a column", instead)
        self._set(enum_name=enum_name, values=tuple(values), columns=tuple(columns), schema=schema)
        self._set(previous=None if previous is None else tuple(previous))

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "replace_enum", "enum types with a name", ("postgresql",), _INSTEAD)
        name, old = sql.table(self.enum_name, self.schema), f"{self.enum_name[:50]}_replaced"
        yield Statement(f"ALTER TYPE {name} RENAME TO {sql.name(old)}", unmakes=type_key(self.enum_name, self.schema))
        yield from CreateEnum(self.enum_name, self.values, schema=self.schema).emit(sql)
        for column in self.columns:
            yield from _cast(sql, column, name)
        yield sql.ddl(f"DROP TYPE {sql.table(old, self.schema)}")

    @property
    def destructive(self) -> str | None:
        """Values that rows may have."""
        lost = [value for value in self.previous or () if value not in self.values]
        return f"{', '.join(f'`{value}`' for value in lost)} of enum type `{self.enum_name}`" if lost else None

    def reverse(self) -> ReplaceEnum:
        if self.previous is None:
            raise IrreversibleError(f"op.replace_enum({self.enum_name!r}) without `previous`")
        return ReplaceEnum(
            self.enum_name, self.previous, columns=self.columns, previous=self.values, schema=self.schema
        )


_KEYS = EnumColumn.__annotations__.keys()


def _cast(sql: Writer, column: EnumColumn, enum: str) -> Iterator[Statement]:
    """A default is of the old type: it goes before, and comes back after."""
    name, default = sql.name(column["column"]), column.get("default")
    alter = f"ALTER TABLE {sql.table(column['table'], column.get('schema'))} ALTER COLUMN {name}"
    several = "[]" if column.get("array") else ""
    yield sql.ddl(f"{alter} DROP DEFAULT")
    yield sql.ddl(f"{alter} TYPE {enum}{several} USING {name}::text{several}::{enum}{several}")
    if default is not None:
        yield sql.ddl(f"{alter} SET DEFAULT {default}")
