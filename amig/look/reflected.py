"""A table as SQLAlchemy reflects it with the caller's own arguments: `reflect_args`, `reflect_kwargs`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData, Table

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from amig.impl.base import Impl
    from amig.ops.batch import BatchAlterTable


def overrides(connection: Connection, impl: Impl, batch: BatchAlterTable) -> tuple[tuple[str, str], ...]:
    """The columns that look different with the caller's arguments than without: (name, specification)."""
    given: dict[str, Any] = {"resolve_fks": False, **batch.reflect_kwargs}
    plain = Table(batch.table_name, MetaData(), schema=batch.schema, autoload_with=connection, resolve_fks=False)
    args = [item._copy() for item in batch.reflect_args]
    wanted = Table(batch.table_name, MetaData(), *args, schema=batch.schema, autoload_with=connection, **given)
    pairs = ((column.name, impl.column_spec(column)) for column in wanted.columns if column.name in plain.columns)
    return tuple((name, text) for name, text in pairs if text != impl.column_spec(plain.columns[name]))
