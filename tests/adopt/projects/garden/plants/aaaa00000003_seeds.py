"""seeds, beside beds"""

import sqlalchemy as sa
from alembic import op

revision = "aaaa00000003"
down_revision = "aaaa00000001"
branch_labels = None
depends_on = ("bbbb00000002",)


def upgrade(**kw):
    op.add_column("tool", sa.Column("for_seeds", sa.String(10), server_default=kw["season"]))


def downgrade(**kw):
    op.drop_column("tool", "for_seeds")
