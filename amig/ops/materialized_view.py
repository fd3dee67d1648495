"""Materialised views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY
from typing import ClassVar

from amig.errors import IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.view import Query
from amig.ops.writer import Writer

_MATERIALIZED = ("postgresql", "oracle")
_INSTEAD = "keep the rows in a table of their own, or use `op.create_view`"


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
