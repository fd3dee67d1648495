"""beds and seeds together"""

import sqlalchemy as sa
from alembic import op

revision = "aaaa00000004"
down_revision = ("aaaa00000002", "aaaa00000003")
branch_labels = None
depends_on = None


def upgrade(**kw):
    op.add_column("bed", sa.Column("seeded", sa.String(10), server_default=kw["season"]))


def downgrade(**kw):
    op.drop_column("bed", "seeded")
