"""Triggers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY

from amig.errors import IrreversibleError
from amig.ops.base import Change, Statement, directive
from amig.ops.writer import Writer


def _creating(sql: Writer, d: CreateTrigger | ReplaceTrigger, create: str = "CREATE") -> Statement:
    """`CREATE TRIGGER name BEFORE INSERT ON table ...`; SQL Server says the table first."""
    name, table = _name(sql, d.trigger_name, d.schema), sql.table(d.table_name, d.schema)
    where = f"ON {table} {d.when}" if sql.flavour == "mssql" else f"{d.when} ON {table}"
    return sql.ddl(f"{create} TRIGGER {name} {where} {d.definition.strip()}")


def _name(sql: Writer, name: str, schema: str | None) -> str:
    """A trigger of PostgreSQL belongs to its table; elsewhere it has a schema like the table."""
    return sql.name(name) if sql.flavour == "postgresql" else sql.table(name, schema)


def _dropping(sql: Writer, d: DropTrigger | ReplaceTrigger, *, if_exists: bool) -> Statement:
    on = f" ON {sql.table(d.table_name, d.schema)}" if sql.flavour == "postgresql" else ""
    return sql.ddl(f"DROP TRIGGER {'IF EXISTS ' if if_exists else ''}{_name(sql, d.trigger_name, d.schema)}{on}")


@directive
class CreateTrigger(Change):
    """Create a trigger: `when` is as `BEFORE INSERT OR UPDATE`, `definition` all that follows the table's name."""

    trigger_name: str
    table_name: str
    when: str
    definition: str
    _: KW_ONLY
    schema: str | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield _creating(sql, self)

    def reverse(self) -> DropTrigger:
        return DropTrigger(
            self.trigger_name, self.table_name, schema=self.schema, when=self.when, definition=self.definition
        )


@directive
class ReplaceTrigger(Change):
    """Put another trigger in the place of one, whether it exists or not; `previous` is (`when`, `definition`)."""

    trigger_name: str
    table_name: str
    when: str
    definition: str
    _: KW_ONLY
    schema: str | None = None
    previous: tuple[str, str] | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        again = {"mariadb": "CREATE OR REPLACE", "oracle": "CREATE OR REPLACE", "mssql": "CREATE OR ALTER"}
        if sql.flavour in again:
            yield _creating(sql, self, again[sql.flavour])
        else:
            yield _dropping(sql, self, if_exists=True)
            yield _creating(sql, self)

    def reverse(self) -> ReplaceTrigger:
        if self.previous is None:
            raise IrreversibleError(f"op.replace_trigger({self.trigger_name!r}) without `previous`")
        now = (self.when, self.definition)
        return ReplaceTrigger(self.trigger_name, self.table_name, *self.previous, schema=self.schema, previous=now)


@directive
class DropTrigger(Change):
    """Drop a trigger; `when` and `definition` are what a downgrade makes it of again."""

    trigger_name: str
    table_name: str
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    when: str | None = None
    definition: str | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield _dropping(sql, self, if_exists=bool(self.if_exists))

    def reverse(self) -> CreateTrigger:
        if self.when is None or self.definition is None:
            raise IrreversibleError(f"op.drop_trigger({self.trigger_name!r}) without `when` and `definition`")
        return CreateTrigger(self.trigger_name, self.table_name, self.when, self.definition, schema=self.schema)
