"""Views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY
from typing import Any

from sqlalchemy import Select, TextClause
from sqlalchemy.sql.expression import SelectBase

from amig.errors import IrreversibleError
from amig.ops.backends import only_on
from amig.ops.base import Change, Statement, directive
from amig.ops.writer import Writer

Query = str | TextClause | Select[Any] | SelectBase
ViewOptions = Mapping[str, str | bool | int]


def _options(sql: Writer, operation: str, options: ViewOptions | None) -> str:
    """` WITH (...)` as it stands behind the name of a view."""
    if not options:
        return ""
    only_on(sql, operation, "views with options", ("postgresql",), "leave `options` out")
    said = ", ".join(f"{name} = {_value(value)}" for name, value in sorted(options.items()))
    return f" WITH ({said})"


def _value(value: str | bool | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@directive
class CreateView(Change):
    """Create a view of a query: text, or an SQLAlchemy select; `options` as `{"security_invoker": True}`."""

    view_name: str
    definition: Query
    _: KW_ONLY
    schema: str | None = None
    options: ViewOptions | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        view = f"{sql.table(self.view_name, self.schema)}{_options(sql, 'create_view', self.options)}"
        yield sql.ddl(f"CREATE VIEW {view} AS {sql.query(self.definition)}")

    def reverse(self) -> DropView:
        return DropView(self.view_name, schema=self.schema, definition=self.definition, options=self.options)


@directive
class ReplaceView(Change):
    """Give a view another query, whether it exists or not; `previous` is the query that a downgrade goes back to.

    `options` not said are the usual ones, as `previous_options` are those of a downgrade.
    """

    view_name: str
    definition: Query
    _: KW_ONLY
    schema: str | None = None
    previous: Query | None = None
    options: ViewOptions | None = None
    previous_options: ViewOptions | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        options = _options(sql, "replace_view", self.options)
        view, query = sql.table(self.view_name, self.schema), sql.query(self.definition)
        if sql.flavour == "sqlite":
            yield sql.ddl(f"DROP VIEW IF EXISTS {view}")
            yield sql.ddl(f"CREATE VIEW {view} AS {query}")
        else:
            again = "ALTER" if sql.flavour == "mssql" else "REPLACE"
            yield sql.ddl(f"CREATE OR {again} VIEW {view}{options} AS {query}")

    def reverse(self) -> ReplaceView:
        if self.previous is None:
            raise IrreversibleError(f"op.replace_view({self.view_name!r}) without `previous`")
        return ReplaceView(
            self.view_name,
            self.previous,
            schema=self.schema,
            previous=self.definition,
            options=self.previous_options,
            previous_options=self.options,
        )


@directive
class DropView(Change):
    """Drop a view; `definition` is the query that a downgrade makes it of again, with its `options`."""

    view_name: str
    _: KW_ONLY
    schema: str | None = None
    if_exists: bool | None = None
    cascade: bool = False
    definition: Query | None = None
    options: ViewOptions | None = None

    def emit(self, sql: Writer) -> Iterator[Statement]:
        if self.cascade:
            only_on(sql, "drop_view", "DROP VIEW ... CASCADE", ("postgresql",), "drop what depends on it first")
        guard, cascade = "IF EXISTS " if self.if_exists else "", " CASCADE" if self.cascade else ""
        yield sql.ddl(f"DROP VIEW {guard}{sql.table(self.view_name, self.schema)}{cascade}")

    def reverse(self) -> CreateView:
        if self.definition is None:
            raise IrreversibleError(f"op.drop_view({self.view_name!r}) without `definition`")
        return CreateView(self.view_name, self.definition, schema=self.schema, options=self.options)
