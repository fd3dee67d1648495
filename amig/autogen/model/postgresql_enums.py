"""Enum types of the models that have a name in PostgreSQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, Enum
from sqlalchemy.dialects.postgresql import ENUM
from sqlalchemy.types import TypeDecorator

from amig.look.normal.postgresql_enums import enum_of
from amig.look.shapes import EnumShape, Key

if TYPE_CHECKING:
    from sqlalchemy import Dialect, MetaData
    from sqlalchemy.types import TypeEngine

    from amig.autogen.model.base import Described, Describer


def explicit(type_: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    """The type with its enum as one that is made for itself: no table or column creates it."""
    if isinstance(type_, TypeDecorator):
        return type_
    if isinstance(variant := type_._variant_mapping.get(dialect.name, type_), ARRAY):
        inner = explicit(variant.item_type, dialect)
        return variant if inner is variant.item_type else type(variant)(inner, dimensions=variant.dimensions)
    if (enum := enum_of(variant, dialect)) is None:
        return type_
    return ENUM(*enum.enums, name=enum.name, schema=enum.schema, create_type=False)


def enums_of(tables: Iterable[Described], metadata: Iterable[MetaData], describer: Describer) -> dict[Key, EnumShape]:
    """Every enum of some column, and those that a metadata knows without one."""
    known: dict[Key, Enum] = {}
    users: dict[Key, list[tuple[Key, str]]] = defaultdict(list)
    for described in tables:
        for column in described.columns:
            if (enum := enum_of(column.type, describer.impl.dialect)) is not None:
                key = (describer.schema(enum.schema), str(enum.name))
                known.setdefault(key, enum)
                users[key].append((described.shape.key, column.name))
    for one in metadata:
        for enum in getattr(one, "_objects", ()):
            if isinstance(enum, Enum) and enum.native_enum and enum.name is not None:
                known.setdefault((describer.schema(enum.schema), str(enum.name)), enum)
    shapes = (
        EnumShape(str(enum.name), key[0], tuple(enum.enums), None, tuple(sorted(users[key], key=_place)))
        for key, enum in known.items()
    )
    return {(shape.schema, shape.name): shape for shape in sorted(shapes, key=lambda one: (one.schema or "", one.name))}


def _place(user: tuple[Key, str]) -> tuple[str, ...]:
    return user[0][0] or "", user[0][1], user[1]
