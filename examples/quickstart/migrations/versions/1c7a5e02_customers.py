"""customers

Revision ID: 1c7a5e02
Revises:
Create Date: 2026-11-02 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "1c7a5e02"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("street", sa.String(120)),
        sa.Column("city", sa.String(80)),
        sa.UniqueConstraint("email", name="customers_email_key"),
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("customers")
