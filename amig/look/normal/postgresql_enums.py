"""Enum types of samples, for those that the database does not have, or not with these values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, Enum
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy import Column, Dialect
    from sqlalchemy.types import TypeEngine

    from amig.impl.base import Impl


def enum_texts(impl: Impl, columns: Iterable[Column[Any]]) -> Iterator[str]:
    """What makes the enums of these columns as temporary types, unless the server knows them so already.

    One in a schema that is named is used as it is: a temporary one would be called otherwise.
    """
    for column in columns:
        enum = enum_of(column.type, impl.dialect)
        if enum is not None and enum.schema in (None, impl.dialect.default_schema_name):
            yield _unless_known(impl, impl.name(str(enum.name)), [impl.literal(value) for value in enum.enums])


def enum_of(type_: TypeEngine[Any], dialect: Dialect) -> Enum | None:
    """The enum that a type is, or is an array of; None where it has no type of its own in the database."""
    while True:
        if isinstance(type_, TypeDecorator):
            type_ = type_.load_dialect_impl(dialect)
        elif isinstance(type_, ARRAY):
            type_ = type_.item_type
        elif dialect.name in type_._variant_mapping:
            type_ = type_._variant_mapping[dialect.name]
        else:
            break
    return type_ if isinstance(type_, Enum) and type_.native_enum and type_.name is not None else None


def _unless_known(impl: Impl, name: str, values: list[str]) -> str:
    listed = ", ".join(values)
    of = f"enumtypid = to_regtype({impl.literal(name)})"
    known = f"ARRAY(SELECT enumlabel::text FROM pg_enum WHERE {of} ORDER BY enumsortorder) = ARRAY[{listed}]::text[]"  # noqa: S608
    create = impl.literal(f"CREATE TYPE pg_temp.{name} AS ENUM ({listed})")
    return f"IF NOT {known} THEN BEGIN EXECUTE {create}; EXCEPTION WHEN OTHERS THEN NULL; END; END IF;"
