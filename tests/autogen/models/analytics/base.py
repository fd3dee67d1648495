"""What the warehouse's tables have in common."""

from __future__ import annotations

import datetime as dt
import decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql as pg
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from amig.ops.raw_type import RawType
from tests.autogen.models.now import LATER

__all__ = ["LATER", "Base", "Dimension", "Fact", "Landed", "email", "to"]

SCHEMAS = ("raw", "core", "mart", "ops")
EXTENSIONS = ("btree_gist", "pg_trgm", "citext", "hstore", "ltree")
email = RawType("core.email")


class Base(DeclarativeBase):
    type_annotation_map = {
        str: sa.Text(),
        dt.datetime: sa.DateTime(timezone=True),
        decimal.Decimal: sa.Numeric(18, 4),
        dict[str, Any]: pg.JSONB(),
        list[str]: pg.ARRAY(sa.Text()),
    }


@sa.event.listens_for(Base.metadata, "before_create")
def _prepare(_: sa.MetaData, connection: sa.Connection, **__: Any) -> None:
    """What no table can be made without: an administrator sees to it."""
    for schema in SCHEMAS:
        connection.execute(sa.DDL(f"CREATE SCHEMA IF NOT EXISTS {schema}"))
    for extension in EXTENSIONS:
        connection.execute(sa.DDL(f"CREATE EXTENSION IF NOT EXISTS {extension} WITH SCHEMA public"))
    has = "SELECT to_regtype('core.email') IS NOT NULL"
    if not connection.scalar(sa.text(has)):
        connection.execute(sa.DDL("CREATE DOMAIN core.email AS citext CHECK (VALUE ~ '^[^@]+@[^@]+$')"))


class Dimension:
    """A thing with a surrogate key, known for a period of time by a code."""

    key: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(always=True, start=1000, cache=10), primary_key=True)
    valid: Mapped[pg.Range[dt.datetime]] = mapped_column(
        pg.TSTZRANGE(), server_default=sa.text("tstzrange(now(), NULL)")
    )
    attributes: Mapped[dict[str, Any]] = mapped_column(server_default=sa.text("'{}'::jsonb"))


class Landed:
    """A row as a source sent it."""

    __table_args__ = {"schema": "raw"}
    id: Mapped[int] = mapped_column(sa.BigInteger, sa.Identity(), primary_key=True)
    landed_at: Mapped[dt.datetime] = mapped_column(server_default=sa.func.clock_timestamp())
    batch_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ops.batch.id", ondelete="SET NULL"), index=True)
    body: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(sa.Computed("md5(body::text)", persisted=True))


class Fact:
    """Something that happened, at a time and in a load."""

    at: Mapped[dt.datetime] = mapped_column(sort_order=-3)
    batch_id: Mapped[int] = mapped_column(sa.ForeignKey("ops.batch.id"), sort_order=-2)


def to(dimension: str, **options: Any) -> Any:
    """A reference to a dimension."""
    return mapped_column(sa.BigInteger, sa.ForeignKey(f"core.{dimension}.key", **options))
