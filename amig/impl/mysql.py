"""MySQL and MariaDB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Computed, DateTime, Dialect, FetchedValue, Identity
from sqlalchemy.dialects.mysql.base import MySQLDialect
from sqlalchemy.dialects.mysql.mariadb import MariaDBDialect

from amig.errors import BadOperationError, UnsupportedError
from amig.impl.base import Emission, Impl, emits
from amig.impl.neutral import copied
from amig.ops.alter import AlterColumn
from amig.ops.base import Directive, OnTable
from amig.ops.column import AddColumn, DropColumn
from amig.ops.constraint import DropConstraint
from amig.ops.index import CreateIndex, DropIndex
from amig.ops.statement import Statement
from amig.ops.table import CreateTable
from amig.ops.verb import verb_name

if TYPE_CHECKING:
    from amig.ops.seen import SeenTable

D = TypeVar("D", bound=Directive[Any])


class MySQLImpl(Impl):
    dialect_name = "mysql"
    casts = False
    keys_inside = True

    def neutral(self, dialect: Dialect) -> Dialect:
        kind = MariaDBDialect if dialect.name == "mariadb" else MySQLDialect
        return copied(dialect, kind(paramstyle="named"))

    @property
    def flavour(self) -> str:
        return "mariadb" if self.is_mariadb else "mysql"

    @property
    def is_mariadb(self) -> bool:
        return bool(getattr(self.dialect, "is_mariadb", False))

    def inside_new_table(self, kind: str, name: str | None) -> bool:
        """Names of keys belong to their table; those of foreign keys and checks may belong to the database."""
        return name is None or kind not in ("foreignkey", "check")

    def looks(self, directive: Directive[Any]) -> tuple[OnTable, ...]:
        """A guard that the server has no words for is answered by looking."""
        if self._asks_for_guard(directive):
            return (OnTable(directive.table_name, directive.schema),)  # type: ignore[attr-defined]
        return directive.looks(self)

    def _asks_for_guard(self, d: Directive[Any]) -> bool:
        if isinstance(d, DropConstraint) and d.type_ == "primary":
            return bool(d.if_exists)
        if isinstance(d, CreateTable):
            return bool(d.if_not_exists and d.built.indexes) and not self.is_mariadb
        if self.is_mariadb or (isinstance(d, DropIndex) and d.table_name is None):
            return False
        if isinstance(d, AddColumn | CreateIndex):
            return bool(d.if_not_exists)
        return isinstance(d, DropColumn | DropIndex | DropConstraint) and bool(d.if_exists)

    def _answered(self, d: AddColumn | CreateIndex | DropColumn | DropIndex | DropConstraint) -> bool:
        """Whether there is nothing to do, as a look has shown; raises UnsupportedError offline."""
        if not self._asks_for_guard(d):
            return False
        operation = f"op.{verb_name(type(d))}"
        if self.seen is None:
            have = "a primary key has no IF EXISTS" if self.is_mariadb else "only MariaDB has IF [NOT] EXISTS there"
            problem = f"{have}, and offline nobody can look"
            instead = "leave the guard out" if self.is_mariadb else "leave the guard out, or use a `mariadb://` URL"
            raise UnsupportedError(operation, self.flavour, problem, instead)
        table = self.seen.table(d.table_name or "", d.schema)
        if isinstance(d, AddColumn):
            return table is not None and table.column(d.column.name) is not None
        if isinstance(d, CreateIndex):
            return table is not None and table.index(str(d.named(self).name)) is not None
        return table is None or not self._is_there(d, table)

    def _is_there(self, d: DropColumn | DropIndex | DropConstraint, table: SeenTable) -> bool:
        if isinstance(d, DropColumn):
            return table.column(d.column_name) is not None
        if isinstance(d, DropIndex):
            return table.index(d.index_name) is not None
        if d.type_ == "primary":
            return any(constraint.kind == "primary" for constraint in table.constraints)
        return table.constraint(d.named(self)) is not None

    @emits(CreateTable)
    def _create_table(self, d: CreateTable) -> Emission:
        """CREATE INDEX has no IF NOT EXISTS on MySQL: a table that is there is left alone as a whole."""
        if self.is_mariadb or not d.if_not_exists or not d.built.indexes:
            yield from d.emit(self)
        elif self.seen is None or self.seen.table(d.table_name, d.schema) is None:
            table = d.build(self.convention)
            created, *others = self.creating(table, if_not_exists=False)
            yield Statement(created.text.replace("TABLE", "TABLE IF NOT EXISTS", 1))
            yield from others

    @emits(AddColumn)
    def _add_column(self, d: AddColumn) -> Emission:
        if not self._answered(d):
            yield from self._unguarded(d, if_not_exists=None).emit(self)

    @emits(DropColumn)
    def _drop_column(self, d: DropColumn) -> Emission:
        if not self._answered(d):
            yield from self._unguarded(d, if_exists=None).emit(self)

    def _unguarded(self, d: D, **guard: None) -> D:
        return d.__replace__(**guard) if self._asks_for_guard(d) else d

    @emits(AlterColumn)
    def _alter_column(self, d: AlterColumn) -> Emission:
        """One MODIFY or CHANGE says the whole column again; only a default can be altered by itself."""
        if d.changes(Identity) or d.changes(Computed):
            problem = "a computed or identity column cannot be made from, or turned into, an ordinary one"
            raise UnsupportedError("op.alter_column", self.dialect.name, problem, "drop the column and add it again")
        table, column = self.table(d.table_name, d.schema), self.name(d.column_name)
        if d.new_column_name is not None or self._is_date_and_time(d):
            new = self.name(d.new_column_name or d.column_name)
            yield self.ddl(f"ALTER TABLE {table} CHANGE {column} {new} {self._whole_spec(d)}")
        elif self._more_than_default(d):
            yield self.ddl(f"ALTER TABLE {table} MODIFY {column} {self._whole_spec(d)}")
        elif d.server_default is None:
            yield self.ddl(f"ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT")
        elif d.server_default is not False:
            default = self.default_spec(d.server_default)
            yield self.ddl(f"ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {default}")
        yield from d.adding_checks(self)

    @staticmethod
    def _more_than_default(d: AlterColumn) -> bool:
        return (
            d.nullable is not None
            or d.type_ is not None
            or d.options.get("autoincrement") is not None
            or d.comment is not False
        )

    def _is_date_and_time(self, d: AlterColumn) -> bool:
        """A date and time may have a function as its default, which ALTER COLUMN SET DEFAULT does not take."""
        type_ = d.type_ if d.type_ is not None else d.existing_type
        affinity = getattr(type_, "_type_affinity", None)
        return affinity is DateTime and d.server_default is not None

    def _whole_spec(self, d: AlterColumn) -> str:
        type_ = d.type_ if d.type_ is not None else d.existing_type
        if type_ is None:
            problem = "needs the column's type, because MySQL says the whole column again"
            raise BadOperationError("op.alter_column", problem, "give it as `existing_type`")
        default = d.server_default if d.server_default is not False else d.existing_server_default
        increment = d.options.get("autoincrement", d.options.get("existing_autoincrement"))
        comment = d.comment if d.comment is not False else d.existing_comment
        nullable = next((one for one in (d.nullable, d.existing_nullable) if one is not None), True)
        spec = f"{self.type_spec(type_)} {'NULL' if nullable else 'NOT NULL'}"
        spec += " AUTO_INCREMENT" if increment else ""
        spec += f" DEFAULT {self.default_spec(default)}" if _is_given(default) else ""
        return spec + (f" COMMENT {self.literal(comment)}" if comment is not None else "")

    @emits(DropConstraint)
    def _drop_constraint(self, d: DropConstraint) -> Emission:
        if d.type_ is None:
            raise BadOperationError(
                "op.drop_constraint", "needs `type_` on MySQL", "say foreignkey, primary, unique or check"
            )
        if self._answered(d):
            return
        guard = "IF EXISTS " if d.if_exists and self.is_mariadb else ""
        check = "CONSTRAINT" if self.is_mariadb else "CHECK"
        words = {"foreignkey": "FOREIGN KEY ", "unique": "INDEX ", "check": f"{check} ", "primary": "PRIMARY KEY"}
        name = "" if d.type_ == "primary" else f"{guard}{self.name(d.named(self))}"
        yield self.ddl(f"ALTER TABLE {self.table(d.table_name, d.schema)} DROP {words[d.type_]}{name}".rstrip())

    @emits(DropIndex)
    def _drop_index(self, d: DropIndex) -> Emission:
        if d.table_name is None:
            raise BadOperationError("op.drop_index", "needs the table's name on MySQL", "give it as `table_name`")
        if not self._answered(d):
            yield from self._unguarded(d, if_exists=None).emit(self)

    @emits(CreateIndex)
    def _create_index(self, d: CreateIndex) -> Emission:
        if not self._answered(d):
            yield from self._unguarded(d, if_not_exists=None).emit(self)


def _is_given(default: Any) -> bool:
    return default is not None and default is not False and type(default) is not FetchedValue
