"""accounts with a login

Revision ID: 11c4e7a0
Revises:
Create Date: 2026-11-02 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "11c4e7a0"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    await op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("login", sa.String(120), nullable=False),
        sa.UniqueConstraint("login", name="accounts_login_key"),
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("accounts")
