"""customers keep no address

Revision ID: 71de0968
Revises: 60bce857
Create Date: 2026-11-08 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "71de0968"
down_revision: str | None = "60bce857"


async def upgrade(op: Operations) -> None:
    await op.drop_column("customers", "street")
    await op.drop_column("customers", "city")


async def downgrade(op: Operations) -> None:
    await op.add_column("customers", sa.Column("street", sa.String(120)))
    await op.add_column("customers", sa.Column("city", sa.String(80)))
