"""slugs, empty for now

Revision ID: b71d52f08ac4
Revises: a40c1b7e9d21
"""

import sqlalchemy as sa
from alembic import op

revision = "b71d52f08ac4"
down_revision = "a40c1b7e9d21"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("posts", sa.Column("slug", sa.String(200), nullable=True))


def downgrade():
    op.drop_column("posts", "slug")
