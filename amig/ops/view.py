"""Views, and materialised ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY
from typing import Any, ClassVar

from sqlalchemy import Select, TextClause
from sqlalchemy.sql.expression import SelectBase

from amig.errors import IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.writer import Writer

Query = str | TextClause | Select[Any] | SelectBase
_MATERIALIZED = ("postgresql", "oracle")
_INSTEAD = "keep the rows in a table of their own, or use `op.create_view`"


@directive
class CreateView(Change):
    """Create a view of a query: text, or an SQLAlchemy select."""

    view_name: str
    definition: Query
    _: KW_ONLY
    schema: str | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield sql.ddl(f"CREATE VIEW {sql.table(self.view_name, self.schema)} AS {sql.query(self.definition)}")

    def reverse(self) -> DropView:
        return DropView(self.view_name, schema=self.schema, definition=self.definition)


@directive
class ReplaceView(Change):
    """Give a view another query, whether it exists or not; `previous` is the query that a downgrade goes back to."""

    view_name: str
    definition: Query
    _: KW_ONLY
    schema: str | None = None
    previous: Query | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        view, query = sql.table(self.view_name, self.schema), sql.query(self.definition)
        if sql.flavour == "sqlite":
            yield sql.ddl(f"DROP VIEW IF EXISTS {view}")
            yield sql.ddl(f"CREATE VIEW {view} AS {query}")
        else:
            again = "ALTER" if sql.flavour == "mssql" else "REPLACE"
            yield sql.ddl(f"CREATE OR {again} VIEW {view} AS {query}")

    def reverse(self) -> ReplaceView:
        if self.previous is None:
            raise IrreversibleError(f"op.replace_view({self.view_name!r}) without `previous`")
        return ReplaceView(self.view_name, self.previous, schema=self.schema, previous=self.definition)


@directive
class DropView(Change):
    """Drop a view; `definition` is the query that a downgrade makes it of again."""

    view_name: str
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    cascade: bool = False
    definition: Query | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        if self.cascade:
            only_on(sql, "drop_view", "DROP VIEW ... CASCADE", ("postgresql",), "drop what depends on it first")
        guard, cascade = "IF EXISTS " if self.if_exists else "", " CASCADE" if self.cascade else ""
        yield sql.ddl(f"DROP VIEW {guard}{sql.table(self.view_name, self.schema)}{cascade}")

    def reverse(self) -> CreateView:
        if self.definition is None:
            raise IrreversibleError(f"op.drop_view({self.view_name!r}) without `definition`")
        return CreateView(self.view_name, self.definition, schema=self.schema)


@directive
class CreateMaterializedView(Change):
    """Create a materialised view (PostgreSQL, Oracle), filled at once or `with_data=False`."""

    view_name: str
    definition: Query
    _: KW_ONLY
    schema: str | None = None
    if_not_exists: bool | None = None
    with_data: bool = True

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "create_materialized_view", "materialised views", _MATERIALIZED, _INSTEAD)
        view, query = sql.table(self.view_name, self.schema), sql.query(self.definition)
        if sql.flavour == "oracle":
            build = "" if self.with_data else " BUILD DEFERRED"
            yield sql.ddl(f"CREATE MATERIALIZED VIEW {view}{build} AS {query}")
        else:
            guard = "IF NOT EXISTS " if self.if_not_exists else ""
            data = "" if self.with_data else " WITH NO DATA"
            yield sql.ddl(f"CREATE MATERIALIZED VIEW {guard}{view} AS {query}{data}")

    def reverse(self) -> DropMaterializedView:
        return DropMaterializedView(self.view_name, schema=self.schema, created=self)


@directive
class DropMaterializedView(Change):
    """Drop a materialised view (PostgreSQL, Oracle)."""

    unwritten: ClassVar[frozenset[str]] = frozenset({"created"})
    view_name: str
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    cascade: bool = False
    created: CreateMaterializedView | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        only_on(sql, "drop_materialized_view", "materialised views", _MATERIALIZED, "there can be none to drop")
        if self.cascade or self.if_exists:
            what = "IF EXISTS and CASCADE for a materialised view"
            only_on(sql, "drop_materialized_view", what, ("postgresql",), "leave them out")
        guard, cascade = "IF EXISTS " if self.if_exists else "", " CASCADE" if self.cascade else ""
        yield sql.ddl(f"DROP MATERIALIZED VIEW {guard}{sql.table(self.view_name, self.schema)}{cascade}")

    def reverse(self) -> CreateMaterializedView:
        if self.created is None:
            raise IrreversibleError(f"op.drop_materialized_view({self.view_name!r})")
        return self.created


@directive
class RefreshMaterializedView(Change):
    """Fill a materialised view anew (PostgreSQL); `concurrently` lets readers go on, and needs a unique index."""

    view_name: str
    _: KW_ONLY
    schema: str | None = None
    concurrently: bool = False

    def emit(self, sql: Writer) -> Iterator[Statement]:
        what = "REFRESH MATERIALIZED VIEW"
        only_on(sql, "refresh_materialized_view", what, ("postgresql",), "use `op.execute` with its own words")
        word = "CONCURRENTLY " if self.concurrently else ""
        yield sql.ddl(f"{what} {word}{sql.table(self.view_name, self.schema)}")

    def reverse(self) -> RefreshMaterializedView:
        return self
