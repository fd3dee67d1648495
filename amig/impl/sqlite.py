"""SQLite."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Dialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from amig.errors import UnsupportedError
from amig.impl.base import Emission, Impl, emits
from amig.impl.neutral import copied
from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn, DropColumn
from amig.ops.constraint import AddsConstraint, DropConstraint
from amig.ops.table import RenameTable
from amig.ops.verb import verb_name

_REBUILD = "rebuild the table with `op.batch_alter_table`"


class SQLiteImpl(Impl):
    dialect_name = "sqlite"
    transactional_ddl = True

    def neutral(self, dialect: Dialect) -> Dialect:
        return copied(dialect, SQLiteDialect(paramstyle="named"))

    @emits(AddColumn)
    def _add_column(self, d: AddColumn) -> Emission:
        """What belongs to one column can come with it: its foreign key, the CHECK of its type."""
        if d.if_not_exists:
            raise self._refusal("op.add_column", "ALTER TABLE has no IF NOT EXISTS", "leave `if_not_exists` out")
        table, column = d.table()
        keys = list(table.foreign_key_constraints)
        checks = [c for c in table.constraints if isinstance(c, CheckConstraint) and self.applies(c)]
        if len(keys) > 1 or column.unique or (d.inline_primary_key and column.primary_key):
            raise self._refusal("op.add_column", "ALTER TABLE cannot add a key or a unique constraint")
        parts = [self.column_spec(column, references=keys[0] if keys else None)]
        parts += [self._compiler.process(check) for check in checks]
        yield self.ddl(f"ALTER TABLE {self.table(d.table_name, d.schema)} ADD COLUMN {' '.join(parts)}")
        yield from d.accompanying(self, table, column, {*keys, *checks})

    @emits(AlterColumn)
    def _alter_column(self, d: AlterColumn) -> Emission:
        """Only a name can be changed."""
        more = (d.nullable, None), (d.type_, None), (d.server_default, False), (d.comment, False)
        if any(value is not untouched for value, untouched in more):
            raise self._refusal("op.alter_column", "ALTER TABLE can only rename a column")
        if d.new_column_name is None:
            return
        old, new = self.name(d.column_name), self.name(d.new_column_name)
        yield self.ddl(f"ALTER TABLE {self.table(d.table_name, d.schema)} RENAME COLUMN {old} TO {new}")

    @emits(DropColumn)
    def _drop_column(self, d: DropColumn) -> Emission:
        if d.if_exists:
            raise self._refusal("op.drop_column", "ALTER TABLE has no IF EXISTS", "leave `if_exists` out")
        yield from d.emit(self)

    @emits(AddsConstraint)
    def _add_constraint(self, d: AddsConstraint) -> Emission:
        raise self._refusal(f"op.{verb_name(type(d))}", "ALTER TABLE cannot add a constraint")

    @emits(DropConstraint)
    def _drop_constraint(self, _: DropConstraint) -> Emission:
        raise self._refusal("op.drop_constraint", "ALTER TABLE cannot drop a constraint")

    @emits(RenameTable)
    def _rename_table(self, d: RenameTable) -> Emission:
        """The new name stands without a schema: the table stays where it is."""
        yield self.ddl(f"ALTER TABLE {self.table(d.old_table_name, d.schema)} RENAME TO {self.name(d.new_table_name)}")

    @staticmethod
    def _refusal(operation: str, problem: str, instead: str = _REBUILD) -> UnsupportedError:
        return UnsupportedError(operation, "sqlite", problem, instead)
