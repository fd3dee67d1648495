"""What a look saw, in the place of models: so that one database can be led to what another one is."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint

from amig.autogen.items import Items
from amig.autogen.model import Described, Model

if TYPE_CHECKING:
    from sqlalchemy import Index
    from sqlalchemy.schema import SchemaItem

    from amig.autogen.model import Describer
    from amig.autogen.past import Past
    from amig.look.shapes import Snapshot, TableShape
    from amig.ops.check import CreateCheckConstraint
    from amig.ops.exclude import CreateExcludeConstraint
    from amig.ops.foreign_key import CreateForeignKey
    from amig.ops.index import CreateIndex
    from amig.ops.primary_key import CreatePrimaryKey
    from amig.ops.table import CreateTable
    from amig.ops.unique import CreateUniqueConstraint

K = TypeVar("K", bound="SchemaItem")


class Again(Items):
    """Makes directives of what a look saw: whole tables and their parts come from the shapes, by way of `past`."""

    def __init__(self, describer: Describer, past: Past, snapshot: Snapshot) -> None:
        super().__init__(describer)
        self.past = past
        self._of: dict[int, tuple[TableShape, Any]] = {}
        self.model = Model(
            {key: self._described(shape) for key, shape in snapshot.tables.items()},
            snapshot.enums,
            snapshot.sequences,
            snapshot.schemas or (None,),
        )

    def _described(self, shape: TableShape) -> Described:
        """A table of the snapshot, as one of the models would be described."""
        made = self.past.table(shape, shape.schema)
        described = Described(
            made.built,
            shape,
            tuple(self.past.column(shape, column) for column in shape.columns),
            _of_kind(made, UniqueConstraint),
            _of_kind(made, ForeignKeyConstraint),
            _of_kind(made, CheckConstraint),
            tuple(item for item in made.columns if item.__visit_name__ == "exclude_constraint"),  # type: ignore[misc]
            tuple(self.past.index(shape, index, shape.schema).built for index in shape.indexes),
        )
        for kind in ("uniques", "foreign_keys", "checks", "excludes", "indexes"):
            for construct, part in zip(getattr(described, kind), getattr(shape, kind), strict=True):
                self._of[id(construct)] = shape, part
        return described

    def create_table(self, described: Described, later: Collection[ForeignKeyConstraint] = ()) -> CreateTable:
        shape = described.shape
        pairs = zip(described.foreign_keys, shape.foreign_keys, strict=True)
        kept = tuple(part for construct, part in pairs if construct not in later)
        return self.past.table(shape._replace(foreign_keys=kept), shape.schema)

    def create_index(self, index: Index) -> CreateIndex:
        shape, part = self._of[id(index)]
        return self.past.index(shape, part, shape.schema)

    def create_unique_constraint(self, one: UniqueConstraint, name: str) -> CreateUniqueConstraint:
        shape, part = self._of[id(one)]
        return self.past.unique(shape, part._replace(name=name), shape.schema)

    def create_primary_key(self, one: Any, name: str) -> CreatePrimaryKey:
        shape = self.model.tables[one.table.schema, one.table.name].shape
        assert shape.primary_key is not None  # noqa: S101 - for the type checker
        return self.past.primary_key(shape, shape.primary_key._replace(name=name), shape.schema)

    def create_check_constraint(self, one: CheckConstraint, name: str) -> CreateCheckConstraint:
        shape, part = self._of[id(one)]
        return self.past.check(shape, part._replace(name=name), shape.schema)

    def create_exclude_constraint(self, one: Any, name: str) -> CreateExcludeConstraint:
        shape, part = self._of[id(one)]
        return self.past.exclude(shape, part._replace(name=name), shape.schema)

    def create_foreign_key(self, key: ForeignKeyConstraint, name: str) -> CreateForeignKey:
        shape, part = self._of[id(key)]
        return self.past.foreign_key(shape, part._replace(name=name), shape.schema)


def _of_kind(made: CreateTable, kind: type[K]) -> tuple[K, ...]:
    return tuple(item for item in made.columns if isinstance(item, kind))
