"""What the models of the shop have in common."""

from __future__ import annotations

import datetime as dt
import decimal
import uuid
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from tests.autogen.models.now import BACKEND, LATER

__all__ = ["BACKEND", "LATER", "Base", "Code", "Money", "Named", "Stamped", "key", "link", "only"]

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
Money = Annotated[decimal.Decimal, mapped_column(sa.Numeric(12, 2))]
Code = Annotated[str, mapped_column(sa.String(32))]


class Base(DeclarativeBase):
    metadata = sa.MetaData(naming_convention=CONVENTION)
    type_annotation_map = {
        str: sa.String(120),
        dt.datetime: sa.DateTime(timezone=BACKEND == "postgresql"),
        decimal.Decimal: sa.Numeric(14, 4),
        uuid.UUID: sa.Uuid(),
        dict[str, Any]: sa.JSON(),
    }


class Stamped:
    """When a row was made and last touched."""

    created_at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.current_timestamp(), sort_order=90)
    updated_at: Mapped[dt.datetime | None] = mapped_column(sort_order=91)


class Named:
    """A number, and a name that is unique."""

    id: Mapped[int] = mapped_column(primary_key=True)

    @declared_attr
    def name(cls) -> Mapped[str]:
        return mapped_column(sa.String(80), unique=True)


def key(target: str, **options: Any) -> Any:
    """A required reference."""
    return mapped_column(sa.ForeignKey(target, **options))


def link(target: str, *, ondelete: str = "SET NULL") -> Any:
    """An optional reference, with an index."""
    return mapped_column(sa.ForeignKey(target, ondelete=ondelete), index=True)


def only(**by_backend: Any) -> Any:
    """What this backend gets of what differs between them."""
    return by_backend.get(BACKEND)
