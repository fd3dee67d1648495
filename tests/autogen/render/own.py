"""Types and operations as users write them."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from amig import ops
from amig.ops.base import Change, Statement, directive
from amig.ops.verb import Verb
from amig.ops.writer import Writer


class AutoString(TypeDecorator[str]):
    """As SQLModel's: no `__init__`, another length on MySQL."""

    impl = sa.String
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> TypeEngine[Any]:
        kind: Any = self.impl
        return sa.String(255) if dialect.name == "mysql" and kind.length is None else kind


class Money(TypeDecorator[Any]):
    """With arguments of its own, kept as attributes."""

    impl = sa.Numeric
    cache_ok = True

    def __init__(self, precision: int, scale: int = 2, *, currency: str = "EUR") -> None:
        self.precision, self.scale, self.currency = precision, scale, currency
        super().__init__(precision, scale)


class Choice(TypeDecorator[str]):
    """As sqlalchemy-utils': its choices are no SQL, its impl is an instance that was given."""

    impl = sa.Unicode
    cache_ok = True

    def __init__(self, choices: Any, impl: TypeEngine[Any] | None = None) -> None:
        self.choices = tuple(choices)
        self.impl = impl or sa.Unicode(40)


class Encrypted(TypeDecorator[bytes]):
    """Its key must not get into a file."""

    impl = sa.LargeBinary
    cache_ok = True

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class Hidden(TypeDecorator[str]):
    """What it was made with is lost."""

    impl = sa.String
    cache_ok = True

    def __init__(self, size: int) -> None:
        super().__init__(size * 10)


class Geometry(UserDefinedType[Any]):
    """As GeoAlchemy's."""

    cache_ok = True

    def __init__(
        self, geometry_type: str = "GEOMETRY", srid: int = -1, dimension: int = 2, spatial_index: bool = True
    ) -> None:
        self.geometry_type, self.srid, self.dimension, self.spatial_index = (
            geometry_type,
            srid,
            dimension,
            spatial_index,
        )

    def get_col_spec(self, **_: Any) -> str:
        return f"geometry({self.geometry_type},{self.srid})"


class Vector(UserDefinedType[Any]):
    """Says itself how it is written, as pgvector's does."""

    cache_ok = True

    def __init__(self, dim: int) -> None:
        self.dim = dim

    def __repr__(self) -> str:
        return f"Vector(dim={self.dim})"

    def get_col_spec(self, **_: Any) -> str:
        return f"vector({self.dim})"


class Lost(UserDefinedType[Any]):
    """Keeps nothing of its arguments."""

    cache_ok = True

    def __init__(self, size: int) -> None:
        self.spec = f"lost({size})"

    def get_col_spec(self, **_: Any) -> str:
        return self.spec


class Mood(enum.StrEnum):
    GOOD = "good"
    BAD = "bad"


class Level(enum.Enum):
    LOW = 1
    HIGH = 2


@directive
class GrantSelect(Change):
    """An operation of one's own."""

    table_name: str
    role: str = "reader"

    def emit(self, sql: Writer) -> Iterator[Statement]:
        yield sql.ddl(f"GRANT SELECT ON {sql.name(self.table_name)} TO {sql.name(self.role)}")


class MyOperations(ops.Operations):
    grant_select = Verb(GrantSelect)
