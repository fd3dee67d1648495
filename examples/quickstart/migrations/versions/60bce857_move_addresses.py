"""move the addresses of customers

Revision ID: 60bce857
Revises: 5fa2d746
Create Date: 2026-11-07 09:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa

from amig.ops import BlockingOperations

revision: str = "60bce857"
down_revision: str | None = "5fa2d746"


def upgrade(op: BlockingOperations) -> None:
    """Move the data with the ordinary blocking connection: a plain `def` runs as well as an `async def`."""
    bind = op.get_bind()
    rows = bind.execute(sa.text("SELECT id, street, city FROM customers WHERE street IS NOT NULL")).all()
    addresses = sa.table("addresses", sa.column("customer_id"), sa.column("street"), sa.column("city"))
    for customer_id, street, city in rows:
        bind.execute(addresses.insert(), {"customer_id": customer_id, "street": street, "city": city})


def downgrade(op: BlockingOperations) -> None:
    bind = op.get_bind()
    for column in ("street", "city"):
        newest = f"SELECT {column} FROM addresses WHERE customer_id = customers.id ORDER BY id DESC LIMIT 1"
        bind.execute(sa.text(f"UPDATE customers SET {column} = ({newest})"))
    bind.execute(sa.text("DELETE FROM addresses"))
