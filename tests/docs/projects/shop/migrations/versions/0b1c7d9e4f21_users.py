"""users"""

from __future__ import annotations

import sqlalchemy as sa

from amig import Operations

revision: str = "0b1c7d9e4f21"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("email", sa.String(200)),
        sa.Column("active", sa.Boolean(), nullable=False),
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("users")
