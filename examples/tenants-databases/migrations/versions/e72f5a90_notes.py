"""notes on appointments

Revision ID: e72f5a90
Revises: d10b6e47
Create Date: 2026-11-12 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import Operations

revision: str = "e72f5a90"
down_revision: str | None = "d10b6e47"


async def upgrade(op: Operations) -> None:
    await op.add_column("appointments", sa.Column("note", sa.String(200)))


async def downgrade(op: Operations) -> None:
    await op.drop_column("appointments", "note")
