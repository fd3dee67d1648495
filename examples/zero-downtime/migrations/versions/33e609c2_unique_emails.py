"""emails are unique, found out without locking the table

Revision ID: 33e609c2
Revises: 22d5f8b1
Create Date: 2026-11-11 09:00:00+00:00
"""

from __future__ import annotations

from amig.ops import Operations

revision: str = "33e609c2"
down_revision: str | None = "22d5f8b1"
requires_backfill: str = "22d5f8b1"
compatible: bool = True


async def upgrade(op: Operations) -> None:
    await op.create_index("accounts_email_key", "accounts", ["email"], unique=True, postgresql_concurrently=True)


async def downgrade(op: Operations) -> None:
    await op.drop_index("accounts_email_key", "accounts", postgresql_concurrently=True)
