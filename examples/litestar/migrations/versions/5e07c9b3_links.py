"""links

Revision ID: 5e07c9b3
Revises:
Create Date: 2026-11-10 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "5e07c9b3"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "links",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("target", sa.String(2000), nullable=False),
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("links")
