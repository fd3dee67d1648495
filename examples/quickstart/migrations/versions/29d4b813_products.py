"""products

Revision ID: 29d4b813
Revises: 1c7a5e02
Create Date: 2026-11-03 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "29d4b813"
down_revision: str | None = "1c7a5e02"


async def upgrade(op: Operations) -> None:
    products = await op.create_table(
        "products",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("price", sa.Numeric(10, 2), nullable=False),
    )
    await op.bulk_insert(
        products,
        [
            {"id": 1, "title": "teapot", "price": 30},
            {"id": 2, "title": "cup", "price": 8},
        ],
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("products")
