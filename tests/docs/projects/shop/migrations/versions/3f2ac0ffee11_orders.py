"""orders"""

from __future__ import annotations

import sqlalchemy as sa

from amig import Operations

revision: str = "3f2ac0ffee11"
down_revision: str | None = "0b1c7d9e4f21"


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id"), nullable=False),
        sa.Column("day", sa.String(10)),
        sa.Column("amount", sa.Integer(), nullable=False),
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("orders")
