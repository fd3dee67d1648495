"""What the content has in common."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column

from tests.autogen.models.now import BACKEND, LATER

__all__ = ["ACCOUNTS", "BACKEND", "LATER", "Base", "Dated", "Owned", "Placed", "Row", "many_to_many", "translated"]

ACCOUNTS = "accounts" if BACKEND == "postgresql" else None


class Base(DeclarativeBase):
    """No naming convention: what is unnamed, the server names."""

    type_annotation_map = {str: sa.String(200), dict[str, Any]: sa.JSON}


class Row(MappedAsDataclass, DeclarativeBase):
    """The same metadata in another style."""

    metadata = Base.metadata
    type_annotation_map = {str: sa.String(100)}


class Dated:
    made: Mapped[dt.datetime] = mapped_column(server_default=sa.func.now())
    changed: Mapped[dt.datetime | None]


class Owned:
    """Belongs to an account of another metadata; that one is referred to by its column."""

    @declared_attr
    def owner_id(cls) -> Mapped[int | None]:
        from tests.autogen.models.cms.access import account

        return mapped_column(sa.ForeignKey(account.c.id, ondelete="SET NULL"))


class Placed:
    place: Mapped[int] = mapped_column(sa.SmallInteger, server_default="0")


def many_to_many(one: str, other: str, **options: Any) -> sa.Table:
    """An association of two tables by their ids."""
    return sa.Table(
        f"{one}_{other}",
        Base.metadata,
        sa.Column(f"{one}_id", sa.Integer, sa.ForeignKey(f"{one}.id", ondelete="CASCADE"), primary_key=True),
        sa.Column(f"{other}_id", sa.Integer, sa.ForeignKey(f"{other}.id", ondelete="CASCADE"), primary_key=True),
        **options,
    )


def translated(table: str, *columns: sa.Column[Any]) -> sa.Table:
    """The table with a row for each language of another one."""
    return sa.Table(
        f"{table}_i18n",
        Base.metadata,
        sa.Column(f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("locale", sa.String(8), sa.ForeignKey("locale.code"), primary_key=True),
        *columns,
        sa.Column("machine_made", sa.Boolean, nullable=False, server_default=sa.false()),
    )
