"""customers and purchases, with binds of no type"""

import sqlalchemy as sa
from alembic import context, op

revision = "3000aaaa0003"
down_revision = "2000aaaa0002"
branch_labels = None
depends_on = None

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(__file__)))

from helpers import note


def upgrade():
    bind = op.get_bind()
    note("filling")
    if context.is_offline_mode():
        return
    for number in ("1", "2", "3"):
        bind.execute(
            sa.text("INSERT INTO customer (id, email, extra) VALUES (:id, :email, :extra)"),
            {"id": number, "email": f"c{number}@example.com", "extra": '{"n": %s}' % number},
        )
    customers = bind.execute(sa.text("SELECT id FROM customer ORDER BY id"), execution_options={"yield_per": 1})
    first = customers.fetchone()[0]
    rows = [{"c": str(first), "s": "lost", "at": "2024-01-0%d 10:00" % n, "code": n} for n in range(1, 4)]
    bind.execute(
        sa.text("INSERT INTO purchase (customer_id, state, placed, old_code) VALUES (:c, :s, :at, :code)"), rows
    )
    bind.exec_driver_sql("UPDATE purchase SET old_code = old_code || '%%' WHERE old_code LIKE '1%%'")
    op.execute("UPDATE purchase SET amount = 5; UPDATE purchase SET amount = amount * 2 WHERE old_code = '2';")


def downgrade():
    op.execute("DELETE FROM purchase; DELETE FROM customer")
