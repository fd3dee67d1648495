"""SQLite."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import CheckConstraint, DefaultClause, Dialect, ForeignKeyConstraint, TextClause
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from amig.errors import UnsupportedError
from amig.impl.base import Emission, Impl, emits
from amig.impl.neutral import copied
from amig.ops.alter import AlterColumn
from amig.ops.base import Directive, OnTable
from amig.ops.batch import Rebuild
from amig.ops.column import AddColumn, DropColumn
from amig.ops.constraint import AddsConstraint, DropConstraint
from amig.ops.exclude import CreateExcludeConstraint
from amig.ops.items import is_alone
from amig.ops.table import RenameTable
from amig.ops.verb import verb_name

_REBUILD = "rebuild the table with `op.batch_alter_table`"


class SQLiteImpl(Impl):
    dialect_name = "sqlite"
    transactional_ddl = True

    def neutral(self, dialect: Dialect) -> Dialect:
        return copied(dialect, SQLiteDialect(paramstyle="named"))

    def needs_rebuild(self, directive: Directive[Any]) -> bool:
        if isinstance(directive, AddColumn):
            return self._must_be_placed(directive)
        if isinstance(directive, AlterColumn):
            touched = directive.type_ is not None or directive.nullable is not None or directive.comment is not False
            placed = directive.insert_before is not None or directive.insert_after is not None
            return touched or placed or directive.server_default is not False
        return isinstance(directive, DropColumn | AddsConstraint | DropConstraint)

    @staticmethod
    def _must_be_placed(d: AddColumn) -> bool:
        """What ALTER TABLE ADD COLUMN cannot say, or where other tools would not find a key's name again."""
        column, default = d.column, d.column.server_default
        stored = column.computed is not None and bool(column.computed.persisted)
        constant = default is None or (isinstance(default, DefaultClause) and _is_constant(default.arg))
        filled = column.nullable or (default is not None and constant)
        key = column.primary_key or bool(column.unique) or len(column.foreign_keys) > 1
        key = key or any(default is not None or one.name is not None for one in column.foreign_keys)
        placed = d.insert_before is not None or d.insert_after is not None
        plain = column.computed is not None or (constant and filled)
        return stored or key or placed or not plain

    def _reference(self, key: ForeignKeyConstraint) -> str:
        """With its name: it comes with the column, and there is no second chance to give it one."""
        named = f"CONSTRAINT {self._compiler.preparer.format_constraint(key)} " if key.name else ""
        return named + super()._reference(key)

    def rebuild(self, directive: Rebuild) -> Emission:
        from amig.impl.rebuild.sqlite import rebuild

        yield from rebuild(self, directive)

    @emits(AddColumn)
    def _add_column(self, d: AddColumn) -> Emission:
        """What belongs to one column can come with it: its foreign key, the CHECK of its type."""
        if d.if_not_exists and self._has_column("add_column", d.table_name, d.column.name, d.schema):
            return
        if is_alone(d.column):
            yield d.alone(self)
            return
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
        if d.if_exists and not self._has_column("drop_column", d.table_name, d.column_name, d.schema):
            return
        yield from d.__replace__(if_exists=None).emit(self)

    def looks(self, directive: Directive[Any]) -> tuple[OnTable, ...]:
        """A guard that the database has no words for is answered by looking."""
        if isinstance(directive, AddColumn) and directive.if_not_exists:
            return (OnTable(directive.table_name, directive.schema),)
        if isinstance(directive, DropColumn) and directive.if_exists:
            return (OnTable(directive.table_name, directive.schema),)
        return directive.looks(self)

    def _has_column(self, operation: str, table: str, column: str, schema: str | None) -> bool:
        if self.seen is None:
            problem = "ALTER TABLE has no IF [NOT] EXISTS, and offline nobody can look"
            raise self._refusal(f"op.{operation}", problem, "leave the guard out")
        seen = self.seen.table(table, schema)
        return seen is not None and seen.column(column) is not None

    @emits(AddsConstraint)
    def _add_constraint(self, d: AddsConstraint) -> Emission:
        if isinstance(d, CreateExcludeConstraint):
            yield from d.emit(self)
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


def _is_constant(default: Any) -> bool:
    """A string, or text that is a number, a quoted string or NULL: what ADD COLUMN takes as a default."""
    if isinstance(default, str):
        return True
    text = str(default.text).strip() if isinstance(default, TextClause) else ""
    return bool(re.fullmatch(r"[+-]?[\d.]+(e[+-]?\d+)?|'([^']|'')*'|null|true|false", text, re.IGNORECASE))
