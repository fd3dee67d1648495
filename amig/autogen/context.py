"""AutogenContext: what comparators and renderers of users are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from sqlalchemy import Connection, Dialect, MetaData, Table

    from amig.autogen.model.base import Model
    from amig.autogen.options import AutogenOptions
    from amig.look.shapes import Snapshot

P = ParamSpec("P")
T = TypeVar("T")
RunSync = Callable[[Callable[["Connection"], Any]], Any]


class AutogenContext:
    """One comparison. `have` and `want` are both sides as plain values; `imports` are lines for the file.

    `connection` is the AsyncConnection. A plain function reads from the database by `run_sync(fn)`, or by `inspector`.
    """

    def __init__(
        self,
        migration_context: Any,
        options: AutogenOptions,
        metadata: Sequence[MetaData],
        run_sync: RunSync,
    ) -> None:
        self.migration_context, self.options = migration_context, options
        self.metadata = metadata[0] if len(metadata) == 1 else list(metadata)
        self._metadata, self._run_sync = metadata, run_sync
        self.imports: set[str] = set()
        self.have: Snapshot | None = None
        self.want: Model | None = None

    @property
    def dialect(self) -> Dialect:
        dialect: Dialect = self.migration_context.dialect
        return dialect

    @property
    def connection(self) -> Any:
        return self.migration_context.connection

    @property
    def opts(self) -> Mapping[str, Any]:
        opts: Mapping[str, Any] = self.migration_context.opts
        return opts

    def run_sync(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function with the ordinary blocking connection; for plain functions, which run beside the loop."""
        answer: T = self._run_sync(lambda connection: function(connection, *args, **kwargs))
        return answer

    @cached_property
    def inspector(self) -> Any:
        """SQLAlchemy's inspector: its methods may be called from plain functions."""
        return _Inspector(self.run_sync)

    @cached_property
    def sorted_tables(self) -> list[Table]:
        """The tables of all metadata, each after those that it refers to."""
        return [table for one in self._metadata for table in one.sorted_tables]

    @property
    def table_key_to_table(self) -> dict[str, Table]:
        """All tables by `schema.name`."""
        return {key: table for one in self._metadata for key, table in one.tables.items()}

    def run_name_filters(self, name: str | None, type_: str, parent_names: Mapping[str, str | None]) -> bool:
        """Whether `include_name` wants it."""
        include = self.options.include_name
        if include is None:
            return True
        table = name if type_ == "table" else parent_names.get("table_name")
        schema = parent_names.get("schema_name")
        qualified = {"schema_qualified_table_name": f"{schema}.{table}" if schema else table} if table else {}
        return bool(include(name, type_, {**parent_names, **qualified}))

    def run_object_filters(self, object_: Any, name: str | None, type_: str, reflected: bool, compare_to: Any) -> bool:
        """Whether `include_object` wants it."""
        include = self.options.include_object
        return include is None or bool(include(object_, name, type_, reflected, compare_to))

    run_filters = run_object_filters


class _Inspector:
    """Carries calls over to an inspector that lives on the blocking connection."""

    def __init__(self, run_sync: Callable[[Callable[[Connection], Any]], Any]) -> None:
        from sqlalchemy import inspect

        self._run_sync, self._real = run_sync, run_sync(inspect)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            return self._run_sync(lambda _: found(*args, **kwargs))

        return call
