"""Views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, InitVar, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import Column, Index, MetaData, Table
from sqlalchemy.sql.expression import SelectBase, TextClause

from amig.entities.base import Entity

if TYPE_CHECKING:
    from sqlalchemy.sql.base import ReadOnlyColumnCollection

Query = str | TextClause | SelectBase
"""Text, or an SQLAlchemy select: its values are written out."""


@dataclass(frozen=True, eq=False)
class View(Entity):
    """A view of a query. `options` are those of `WITH (...)` on PostgreSQL, as `security_invoker`.

    `columns` are for `view.table`, where the query is text; of a select they are known.
    """

    kind: ClassVar[str] = "view"
    name: str
    definition: Query
    _: KW_ONLY
    schema: str | None = None
    comment: str | None = None
    options: Mapping[str, str | bool | int] = field(default_factory=dict)
    columns: Sequence[Column[Any]] = ()
    metadata: InitVar[MetaData | None] = None

    def __post_init__(self, metadata: MetaData | None) -> None:
        self._named(self.name, 'write `View("active_users", select(...))`')
        if not isinstance(self.definition, str | TextClause | SelectBase):
            raise self._wrong(f"was given {self.definition!r} as its query", "give it a select(), or SQL as a string")
        self._enter(metadata)

    @property
    def subject(self) -> tuple[str | None, str]:
        return self.schema, self.name

    @cached_property
    def table(self) -> Table:
        """What it can be queried as: `select(view.table)`, in no MetaData; raises BadEntityError without columns."""
        columns = [column._copy() for column in self.columns]
        if not columns and isinstance(self.definition, SelectBase):
            columns = [Column(key, column.type) for key, column in self.definition.selected_columns.items()]
        if not columns:
            raise self._wrong("has a query in text, whose columns are not known", "name them: `columns=[Column(...)]`")
        return Table(self.name, MetaData(), *columns, schema=self.schema)

    @property
    def c(self) -> ReadOnlyColumnCollection[str, Column[Any]]:
        """The columns, for queries."""
        return self.table.c


@dataclass(frozen=True, eq=False)
class MaterializedView(View):
    """A materialised view (PostgreSQL); `indexes` name its columns: `Index("ix_totals_day", "day", unique=True)`."""

    kind: ClassVar[str] = "materialized view"
    _: KW_ONLY
    indexes: Sequence[Index] = ()
    with_data: bool = True

    @cached_property
    def table(self) -> Table:
        """What it can be queried as, with its indexes."""
        table = View.table.func(self)  # type: ignore[attr-defined]
        for index in self.indexes:
            _copied(index)._set_parent_with_dispatch(table)
        made: Table = table
        return made


def _copied(index: Index) -> Index:
    """An index belongs to one table; the declared one stays as it was."""
    parts = [one.name if isinstance(one, Column) else one for one in index.expressions or index._pending_colargs]
    given: Any = [one for one in parts if one is not None]
    return Index(index.name, *given, unique=index.unique, **index.dialect_kwargs)
