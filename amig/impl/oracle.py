"""Oracle, offline: its SQL is written, no driver speaks to it yet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, Identity
from sqlalchemy.dialects.oracle.base import OracleDialect

from amig.errors import UnsupportedError
from amig.impl.base import Emission, Impl, emits
from amig.impl.neutral import copied
from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn, DropColumn
from amig.ops.constraint import DropConstraint
from amig.ops.table import RenameTable

_GUARDS = "Oracle has no IF [NOT] EXISTS for a part of a table; PostgreSQL, MariaDB and SQL Server have"


class OracleImpl(Impl):
    dialect_name = "oracle"
    terminator = ""
    separator = "/"

    def neutral(self, dialect: Dialect) -> Dialect:
        return copied(dialect, OracleDialect(paramstyle="named"))

    def _refuse_guard(self, operation: str, keyword: str, *, given: bool) -> None:
        if given:
            raise UnsupportedError(f"op.{operation}", "oracle", _GUARDS, f"leave `{keyword}` out")

    @emits(AddColumn)
    def _add_column(self, d: AddColumn) -> Emission:
        self._refuse_guard("add_column", "if_not_exists", given=bool(d.if_not_exists))
        table, column = d.table(self.convention)
        inlined = d.inlined(table)
        key = bool(d.inline_primary_key and column.primary_key)
        spec = self.column_spec(column, primary_key=key, references=inlined)
        yield self.ddl(f"ALTER TABLE {self.table(d.table_name, d.schema)} ADD {spec}")
        yield from d.accompanying(self, table, column, {inlined} if inlined is not None else set())

    @emits(DropColumn)
    def _drop_column(self, d: DropColumn) -> Emission:
        self._refuse_guard("drop_column", "if_exists", given=bool(d.if_exists))
        yield from d.emit(self)

    @emits(DropConstraint)
    def _drop_constraint(self, d: DropConstraint) -> Emission:
        self._refuse_guard("drop_constraint", "if_exists", given=bool(d.if_exists))
        yield from d.emit(self)

    @emits(AlterColumn)
    def _alter_column(self, d: AlterColumn) -> Emission:
        """MODIFY for each part, in the order in which one does not hinder another."""
        table, column = self.table(d.table_name, d.schema), self.name(d.column_name)
        modify = f"ALTER TABLE {table} MODIFY {column}"
        yield from d.dropping_checks(self)
        if d.nullable is not None:
            yield self.ddl(f"{modify} {'NULL' if d.nullable else 'NOT NULL'}")
        if d.server_default is not False:
            d.refuse_computed(self)
            yield from self._default(d, modify)
        if d.type_ is not None:
            yield self.ddl(f"{modify} {self.type_spec(d.type_)}")
        if d.comment is not False:
            yield from d.altering_comment(self)
        yield from d.adding_checks(self)
        if d.new_column_name is not None:
            yield self.ddl(f"ALTER TABLE {table} RENAME COLUMN {column} TO {self.name(d.new_column_name)}")

    def _default(self, d: AlterColumn, modify: str) -> Emission:
        if d.changes(Identity):
            yield from self.identity(modify, d.server_default, d.existing_server_default)
        elif d.server_default is None:
            yield self.ddl(f"{modify} DEFAULT NULL")
        else:
            yield self.ddl(f"{modify} DEFAULT {self.default_spec(d.server_default)}")

    def identity(self, alter: str, wanted: Any, existing: Any) -> Emission:  # noqa: ARG002
        if wanted is None:
            yield self.ddl(f"{alter} DROP IDENTITY")
        elif isinstance(wanted, Identity):
            yield self.ddl(f"{alter} {self._compiler.visit_identity_column(wanted)}")
        else:
            problem = "an identity cannot be exchanged for a default in one step"
            raise UnsupportedError("op.alter_column", "oracle", problem, "drop it with `server_default=None` first")

    @emits(RenameTable)
    def _rename_table(self, d: RenameTable) -> Emission:
        """The new name stands without a schema: the table stays where it is."""
        yield self.ddl(f"ALTER TABLE {self.table(d.old_table_name, d.schema)} RENAME TO {self.name(d.new_table_name)}")
