"""a smaller enum, an index made without stopping anybody"""

import sqlalchemy as sa
from alembic import op

revision = "4000aaaa0004"
down_revision = "3000aaaa0003"
branch_labels = None
depends_on = None

from sqlalchemy.dialects import postgresql

SMALL = postgresql.ENUM("new", "paid", "sent", name="purchase_state_new", create_type=False)


def upgrade():
    postgresql.ENUM("new", "paid", "sent", name="purchase_state_new").create(op.get_bind(), checkfirst=False)
    op.execute("UPDATE purchase SET state = 'sent' WHERE state = 'lost'")
    op.alter_column("purchase", "state", server_default=None)
    op.alter_column(
        "purchase", "state", type_=SMALL, postgresql_using="state::text::purchase_state_new", existing_nullable=False
    )
    op.alter_column("purchase", "state", server_default="new")
    op.execute("DROP TYPE purchase_state")
    op.execute("ALTER TYPE purchase_state_new RENAME TO purchase_state")
    op.drop_column("purchase", "old_code")
    with op.get_context().autocommit_block():
        op.create_index(
            "ix_purchase_placed",
            "purchase",
            ["customer_id", sa.text("placed DESC")],
            postgresql_concurrently=True,
            postgresql_where=sa.text("amount > 0"),
        )
    op.create_unique_constraint("uq_customer_email", "customer", ["email"])


def downgrade():
    raise NotImplementedError
