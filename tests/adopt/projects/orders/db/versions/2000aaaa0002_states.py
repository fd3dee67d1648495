"""two more states, outside the transaction"""

from alembic import op

revision = "2000aaaa0002"
down_revision = "1000aaaa0001"
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE purchase_state ADD VALUE IF NOT EXISTS 'sent'")
        op.execute("ALTER TYPE purchase_state ADD VALUE IF NOT EXISTS 'lost' AFTER 'sent'")
    op.execute("COMMENT ON COLUMN purchase.state IS '100% of the way: lost; or sent'")


def downgrade():
    pass
