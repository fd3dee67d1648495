"""notes can be done

Revision ID: 83b5c7e1
Revises: 2f6d10a4
Create Date: 2026-11-12 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "83b5c7e1"
down_revision: str | None = "2f6d10a4"
compatible: bool = True  # it only adds: workers of the release before go on meanwhile


async def upgrade(op: Operations) -> None:
    await op.add_column("notes", sa.Column("done", sa.Boolean(), server_default=sa.false(), nullable=False))


async def downgrade(op: Operations) -> None:
    await op.drop_column("notes", "done")
