"""Enums of named schemas that the server does not have yet: a sample can have a temporary one under another name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from amig.look.normal.postgresql_enums import enum_of
from amig.look.shapes import TableShape

if TYPE_CHECKING:
    from sqlalchemy import Column, Enum

    from amig.impl.base import Impl


class StandIn(NamedTuple):
    """What an enum is called in the models' words, and in a sample; and what makes it there."""

    name: str
    there: str
    made: str

    def placed(self, text: str) -> str:
        """The models' words with the enum that the sample has."""
        return re.sub(rf'(?<![\w."]){re.escape(self.name)}(?![\w"])', f"pg_temp.{self.there}", text)

    def taken_back(self, text: Any) -> Any:
        """The server's words with the enum that the models have."""
        return re.sub(rf"(?:pg_temp\.)?\b{self.there}\b", lambda _: self.name, text) if text else text


def stand_ins(impl: Impl, columns: Iterable[Column[Any]], prefix: str) -> tuple[StandIn, ...]:
    """For each enum of a schema that is named and not the default one."""
    found: dict[str, Enum] = {}
    for column in columns:
        enum = enum_of(column.type, impl.dialect)
        if enum is not None and enum.schema not in (None, impl.dialect.default_schema_name):
            preparer: Any = impl.dialect.identifier_preparer
            found[preparer.format_type(enum)] = enum
    return tuple(
        StandIn(name, f"{prefix}_e_{place}", _made(impl, f"{prefix}_e_{place}", enum))
        for place, (name, enum) in enumerate(found.items())
    )


def _made(impl: Impl, name: str, enum: Enum) -> str:
    return f"CREATE TYPE pg_temp.{name} AS ENUM ({', '.join(map(impl.literal, enum.enums))})"


def taken_back(shape: TableShape, several: Iterable[StandIn]) -> TableShape:
    """What was read of a sample, as if it had the enums of the models."""
    for one in several:
        back = one.taken_back
        shape = shape._replace(
            columns=tuple(
                column._replace(type=back(column.type), default=back(column.default), computed=back(column.computed))
                for column in shape.columns
            ),
            checks=tuple(check._replace(text=back(check.text)) for check in shape.checks),
            excludes=tuple(exclude._replace(text=back(exclude.text)) for exclude in shape.excludes),
            indexes=tuple(
                index._replace(parts=tuple(map(back, index.parts)), where=back(index.where)) for index in shape.indexes
            ),
        )
    return shape
