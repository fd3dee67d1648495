"""tools have owners"""

import sqlalchemy as sa
from alembic import op

revision = "bbbb00000002"
down_revision = "bbbb00000001"
branch_labels = None
depends_on = "aaaa00000001"


def upgrade(**kw):
    op.add_column("tool", sa.Column("owner", sa.String(10), server_default=kw["season"]))


def downgrade(**kw):
    op.drop_column("tool", "owner")
