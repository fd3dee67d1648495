"""Extensions of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY
from typing import ClassVar

from amig.errors import BadOperationError, IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.writer import Writer

_INSTEAD = "leave it out on this backend: test `op.get_context().dialect.name`"


@directive
class CreateExtension(Change):
    """Create an extension (PostgreSQL); `cascade` creates those that it needs."""

    extension_name: str
    _: KW_ONLY
    schema: str | None = None
    version: str | None = None
    if_not_exists: bool | None = None
    cascade: bool = False

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "create_extension", "extensions", ("postgresql",), _INSTEAD)
        guard = "IF NOT EXISTS " if self.if_not_exists else ""
        text = f"CREATE EXTENSION {guard}{sql.name(self.extension_name)}"
        text += f" SCHEMA {sql.name(self.schema)}" if self.schema else ""
        text += f" VERSION {sql.literal(self.version)}" if self.version else ""
        yield sql.ddl(text + (" CASCADE" if self.cascade else ""))

    def reverse(self) -> DropExtension:
        return DropExtension(self.extension_name, created=self)


@directive
class DropExtension(Change):
    """Drop an extension (PostgreSQL); `cascade` drops what uses it."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"created"})
    extension_name: str
    _: KW_ONLY
    if_exists: bool | None = None
    cascade: bool = False
    created: CreateExtension | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "drop_extension", "extensions", ("postgresql",), _INSTEAD)
        guard, cascade = "IF EXISTS " if self.if_exists else "", " CASCADE" if self.cascade else ""
        yield sql.ddl(f"DROP EXTENSION {guard}{sql.name(self.extension_name)}{cascade}")

    @property
    def destructive(self) -> str | None:
        return f"what uses extension `{self.extension_name}`" if self.cascade else None

    def reverse(self) -> CreateExtension:
        if self.created is None:
            raise IrreversibleError(f"op.drop_extension({self.extension_name!r})")
        return self.created


@directive
class AlterExtension(Change):
    """Bring an extension to a version, or into another schema (PostgreSQL); `existing_*` are for the way back."""

    extension_name: str
    _: KW_ONLY
    version: str | None = None
    schema: str | None = None
    existing_version: str | None = None
    existing_schema: str | None = None

    def __post_init__(self) -> None:
        if self.version is None and self.schema is None:
            raise BadOperationError("op.alter_extension", "changes nothing", "give it a `version` or a `schema`")

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "alter_extension", "extensions", ("postgresql",), _INSTEAD)
        name = sql.name(self.extension_name)
        if self.version is not None:
            yield sql.ddl(f"ALTER EXTENSION {name} UPDATE TO {sql.literal(self.version)}")
        if self.schema is not None:
            yield sql.ddl(f"ALTER EXTENSION {name} SET SCHEMA {sql.name(self.schema)}")

    def reverse(self) -> AlterExtension:
        version = None if self.version is None else self.existing_version
        schema = None if self.schema is None else self.existing_schema
        if (version is None) != (self.version is None) or (schema is None) != (self.schema is None):
            raise IrreversibleError(f"op.alter_extension({self.extension_name!r}) without what was there")
        now = {"existing_version": self.version, "existing_schema": self.schema}
        return AlterExtension(self.extension_name, version=version, schema=schema, **now)
