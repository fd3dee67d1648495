"""addresses get a table of their own

Revision ID: 5fa2d746
Revises: 4b98c035
Create Date: 2026-11-06 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "5fa2d746"
down_revision: str | None = "4b98c035"


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "addresses",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("customer_id", sa.Integer(), sa.ForeignKey("customers.id"), nullable=False),
        sa.Column("street", sa.String(120), nullable=False),
        sa.Column("city", sa.String(80), nullable=False),
    )
    await op.create_index("ix_addresses_customer_id", "addresses", ["customer_id"])


async def downgrade(op: Operations) -> None:
    await op.drop_table("addresses")
