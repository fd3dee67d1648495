"""SQL Server, offline: its SQL is written, no driver speaks to it yet."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from sqlalchemy import Computed, Dialect, Identity, Table
from sqlalchemy.dialects.mssql.base import MSDialect
from sqlalchemy.schema import CreateTable as CreateTableDDL
from sqlalchemy.schema import ExecutableDDLElement

from amig.errors import BadOperationError, UnsupportedError
from amig.impl.base import Emission, Impl, emits
from amig.impl.neutral import copied
from amig.ops.alter import AlterColumn
from amig.ops.column import AddColumn, DropColumn
from amig.ops.comment import CreateTableComment
from amig.ops.data import BulkInsert
from amig.ops.index import CreateIndex
from amig.ops.statement import Statement
from amig.ops.table import RenameTable

_DROP_FOUND = """declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from {where}
and col_name({parent}parent_object_id, {parent}parent_column_id) = {column}
exec('alter table {table} drop constraint ' + @const_name)"""
_SIMPLE = "{catalogue}\nwhere parent_object_id = object_id({name})"
_FOREIGN_KEY = """
sys.foreign_keys fk join sys.foreign_key_columns fkc
on fk.object_id=fkc.constraint_object_id
where fkc.parent_object_id = object_id({name})"""


class SQLServerImpl(Impl):
    dialect_name = "mssql"
    transactional_ddl = True
    begin = "BEGIN TRANSACTION"
    separator = "GO"

    def neutral(self, dialect: Dialect) -> Dialect:
        return copied(dialect, MSDialect(paramstyle="named"))  # type: ignore[no-untyped-call]

    def creating(self, table: Table, *, if_not_exists: bool) -> Emission:
        """CREATE TABLE has no IF NOT EXISTS here; each statement asks for what it makes."""
        for element, statement in zip(self.elements(table), super().creating(table, if_not_exists=False), strict=True):
            yield self._unless(self._missing(element), statement) if if_not_exists else statement

    def _missing(self, element: ExecutableDDLElement) -> str | None:
        """The condition under which a part of a table is still to be made."""
        if isinstance(element, CreateTableDDL):
            name = self.table(element.element.name, element.element.schema)
            return f"OBJECT_ID({self._quoted(name)}, N'U') IS NULL"
        return None

    @staticmethod
    def _unless(condition: str | None, statement: Statement) -> Statement:
        return Statement(f"IF {condition}\n{statement.text}") if condition else statement

    def _quoted(self, text: str) -> str:
        return f"N{self.literal(text)}"

    @emits(AddColumn)
    def _add_column(self, d: AddColumn) -> Emission:
        table, column = d.table(self.convention)
        inlined = d.inlined(table)
        name = self.table(d.table_name, d.schema)
        key = bool(d.inline_primary_key and column.primary_key)
        adding = self.ddl(f"ALTER TABLE {name} ADD {self.column_spec(column, primary_key=key, references=inlined)}")
        if d.if_not_exists:
            adding = self._unless(f"COL_LENGTH({self._quoted(name)}, {self._quoted(column.name)}) IS NULL", adding)
        yield adding
        yield from d.accompanying(self, table, column, {inlined} if inlined is not None else set())

    @emits(DropColumn)
    def _drop_column(self, d: DropColumn) -> Emission:
        """What hangs on the column goes first, where its name is not known."""
        table = self.table(d.table_name, d.schema)
        if d.options.get("mssql_drop_default"):
            yield self._drop_found(table, d.column_name, "sys.default_constraints")
        if d.options.get("mssql_drop_check"):
            yield self._drop_found(table, d.column_name, "sys.check_constraints")
        if d.options.get("mssql_drop_foreign_key"):
            yield self._drop_found(table, d.column_name, None)
        yield from d.emit(self)

    def _drop_found(self, table: str, column: str, catalogue: str | None) -> Statement:
        """Drop the one constraint of a kind that a column has; None means its foreign key."""
        name = self.literal(table)
        where = _SIMPLE.format(catalogue=catalogue, name=name) if catalogue else _FOREIGN_KEY.format(name=name)
        parent = "" if catalogue else "fkc."
        quoted = table.replace("'", "''")
        text = _DROP_FOUND.format(where=where, parent=parent, column=self.literal(column), table=quoted)
        return self.ddl(text.replace("from \n", "from\n"))

    @emits(AlterColumn)
    def _alter_column(self, d: AlterColumn) -> Emission:
        if d.changes(Identity) or d.changes(Computed):
            problem = "a computed or identity column cannot be made from, or turned into, an ordinary one"
            raise UnsupportedError("op.alter_column", "mssql", problem, "drop the column and add it again")
        table, column = self.table(d.table_name, d.schema), self.name(d.column_name)
        yield from d.dropping_checks(self)
        had_default = d.existing_server_default is not False or d.server_default is None
        if d.server_default is not False and had_default:
            yield self._drop_found(table, d.column_name, "sys.default_constraints")
        yield from self._type_and_null(d, f"ALTER TABLE {table} ALTER COLUMN {column}")
        if d.comment is not False:
            yield self._comment(d)
        if d.server_default is not False and d.server_default is not None:
            yield self.ddl(f"ALTER TABLE {table} ADD DEFAULT {self.default_spec(d.server_default)} FOR {column}")
        yield from d.adding_checks(self)
        if d.new_column_name is not None:
            yield self.ddl(f"EXEC sp_rename {self._path(table, column)}, {self.name(d.new_column_name)}, 'COLUMN'")

    def _path(self, table: str, column: str) -> str:
        return self.literal(f"{table}.{column}")

    def _type_and_null(self, d: AlterColumn, alter: str) -> Emission:
        """One ALTER says the type and whether NULL is allowed: what is not said is lost."""
        if d.nullable is None and d.type_ is None:
            return
        type_ = d.type_ if d.type_ is not None else d.existing_type
        if type_ is None:
            problem = "needs the column's type, because SQL Server says it again with NULL or NOT NULL"
            raise BadOperationError("op.alter_column", problem, "give it as `existing_type`")
        nullable = d.nullable if d.nullable is not None else d.existing_nullable
        if nullable is None:
            said = f"{d.table_name}.{d.column_name}: a change of type without `existing_nullable` makes it NULL"
            warnings.warn(f"op.alter_column on SQL Server, {said}", stacklevel=2)
        null = "" if nullable is None else (" NULL" if nullable else " NOT NULL")
        yield self.ddl(f"{alter} {self.type_spec(type_)}{null}")

    def _comment(self, d: AlterColumn) -> Statement:
        column = f", 'column', {self.name(d.column_name)}"
        return self._property(d.comment or None, d.existing_comment, d.table_name, d.schema, column)

    @emits(CreateTableComment)
    def _table_comment(self, d: CreateTableComment) -> Emission:
        if d.existing_comment is None:
            yield from d.emit(self)
        else:
            yield self._property(d.comment, d.existing_comment, d.table_name, d.schema, "")

    def _property(
        self, comment: str | None, existing: str | None, table: str, schema: str | None, column: str
    ) -> Statement:
        """A comment is an extended property, which is added, updated or dropped."""
        schema = schema or self.dialect.default_schema_name or "dbo"
        place = f"'schema', {self.name(schema)}, 'table', {self.name(table)}{column}"
        if comment is None:
            return self.ddl(f"exec sp_dropextendedproperty 'MS_Description', {place}")
        verb = "sp_addextendedproperty" if existing is None else "sp_updateextendedproperty"
        return self.ddl(f"exec {verb} 'MS_Description', {self._quoted(comment)}, {place}")

    @emits(RenameTable)
    def _rename_table(self, d: RenameTable) -> Emission:
        old = self.literal(self.table(d.old_table_name, d.schema))
        yield self.ddl(f"EXEC sp_rename {old}, {self.name(d.new_table_name)}")

    @emits(CreateIndex)
    def _create_index(self, d: CreateIndex) -> Emission:
        for statement in d.emit(self):
            if not d.if_not_exists:
                yield statement
                continue
            name = self._quoted(str(d.named(self).name))
            table = self._quoted(self.table(d.table_name, d.schema))
            exists = f"SELECT 1 FROM sys.indexes WHERE name = {name} AND object_id = OBJECT_ID({table})"  # noqa: S608
            yield self._unless(f"NOT EXISTS ({exists})", statement)

    @emits(BulkInsert)
    def _bulk_insert(self, d: BulkInsert) -> Iterator[Statement]:
        """Rows may bring the value of an identity column."""
        table = self.table(d.table.name, getattr(d.table, "schema", None))
        known = isinstance(d.table, Table) and d.table._autoincrement_column is None
        wrap = bool(d.rows) and not known
        if wrap:
            yield self.ddl(f"SET IDENTITY_INSERT {table} ON")
        yield from d.emit(self)
        if wrap:
            yield self.ddl(f"SET IDENTITY_INSERT {table} OFF")
