"""how often a link was followed

Revision ID: c4a81f26
Revises: 5e07c9b3
Create Date: 2026-11-12 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "c4a81f26"
down_revision: str | None = "5e07c9b3"
compatible: bool = True  # it only adds: workers of the release before go on meanwhile


async def upgrade(op: Operations) -> None:
    await op.add_column("links", sa.Column("followed", sa.Integer(), server_default="0", nullable=False))


async def downgrade(op: Operations) -> None:
    await op.drop_column("links", "followed")
