"""notes

Revision ID: 2f6d10a4
Revises:
Create Date: 2026-11-10 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "2f6d10a4"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("text", sa.String(500), nullable=False),
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("notes")
