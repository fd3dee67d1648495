"""MySQL and MariaDB."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Computed, DateTime, Dialect, FetchedValue, Identity
from sqlalchemy.dialects.mysql.base import MySQLDialect
from sqlalchemy.dialects.mysql.mariadb import MariaDBDialect

from amig.errors import BadOperationError, UnsupportedError
from amig.impl.base import Emission, Impl, emits
from amig.impl.neutral import copied
from amig.ops.alter import AlterColumn
from amig.ops.constraint import DropConstraint
from amig.ops.index import CreateIndex, DropIndex


class MySQLImpl(Impl):
    dialect_name = "mysql"

    def neutral(self, dialect: Dialect) -> Dialect:
        kind = MariaDBDialect if dialect.name == "mariadb" else MySQLDialect
        return copied(dialect, kind(paramstyle="named"))

    @property
    def is_mariadb(self) -> bool:
        return bool(getattr(self.dialect, "is_mariadb", False))

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
        guard = self._guard("op.drop_constraint", "IF EXISTS ", wanted=bool(d.if_exists))
        check = "CONSTRAINT" if self.is_mariadb else "CHECK"
        words = {"foreignkey": "FOREIGN KEY ", "unique": "INDEX ", "check": f"{check} ", "primary": "PRIMARY KEY"}
        name = "" if d.type_ == "primary" else f"{guard}{self.name(d.constraint_name)}"
        yield self.ddl(f"ALTER TABLE {self.table(d.table_name, d.schema)} DROP {words[d.type_]}{name}".rstrip())

    @emits(DropIndex)
    def _drop_index(self, d: DropIndex) -> Emission:
        if d.table_name is None:
            raise BadOperationError("op.drop_index", "needs the table's name on MySQL", "give it as `table_name`")
        self._guard("op.drop_index", "", wanted=bool(d.if_exists))
        yield from d.emit(self)

    @emits(CreateIndex)
    def _create_index(self, d: CreateIndex) -> Emission:
        self._guard("op.create_index", "", wanted=bool(d.if_not_exists))
        yield from d.emit(self)

    def _guard(self, operation: str, words: str, *, wanted: bool) -> str:
        """IF [NOT] EXISTS, which only MariaDB has outside CREATE and DROP TABLE."""
        if wanted and not self.is_mariadb:
            raise UnsupportedError(
                operation, "mysql", "it has no IF [NOT] EXISTS there; MariaDB does", "leave the guard out"
            )
        return words if wanted else ""


def _is_given(default: Any) -> bool:
    return default is not None and default is not False and type(default) is not FetchedValue
