"""contract: the login goes, when the old release is gone

Revision ID: 44f71ad3
Revises: 33e609c2
Create Date: 2026-11-18 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "44f71ad3"
down_revision: str | None = "33e609c2"
requires_backfill: str = "22d5f8b1"
destructive: str = "the login is in the email, and no release reads it any more"


async def upgrade(op: Operations) -> None:
    await op.drop_trigger("accounts_copy", "accounts")
    await op.drop_function("accounts_copy()")
    await op.alter_column("accounts", "email", existing_type=sa.String(120), nullable=False)
    await op.drop_column("accounts", "login")


async def downgrade(op: Operations) -> None:
    await op.irreversible("an account has no login any more; the release before needs a backup")
