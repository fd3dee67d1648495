"""orders, customers, a log"""

import sqlalchemy as sa
from alembic import op

revision = "1000aaaa0001"
down_revision = None
branch_labels = None
depends_on = None

from orders.types import Words
from sqlalchemy.dialects import postgresql


def upgrade():
    op.create_table("log", sa.Column("at", sa.DateTime(), server_default=sa.func.now()), sa.Column("said", Words()))
    op.create_table(
        "customer",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), primary_key=True),
        sa.Column("email", sa.String(200), nullable=False),
        sa.Column("tags", postgresql.ARRAY(sa.String()), server_default="{}", nullable=False),
        sa.Column("extra", postgresql.JSONB(), nullable=True),
        sa.CheckConstraint("email LIKE '%@%'", name="has_at"),
    )
    op.create_table(
        "purchase",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("customer_id", sa.BigInteger(), sa.ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
        sa.Column("state", sa.Enum("new", "paid", name="purchase_state"), nullable=False, server_default="new"),
        sa.Column("amount", sa.Numeric(10, 2), nullable=False, server_default=sa.text("0")),
        sa.Column("placed", sa.DateTime(timezone=True)),
        sa.Column("old_code", sa.String(12)),
    )


def downgrade():
    op.drop_table("purchase")
    op.drop_table("customer")
    op.drop_table("log")
    op.execute("DROP TYPE purchase_state")
