"""plants"""

import sqlalchemy as sa
from alembic import op

revision = "aaaa00000001"
down_revision = None
branch_labels = ("plants",)
depends_on = None


def upgrade(season):
    op.create_table("plant", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(30)))
    op.execute(f"INSERT INTO plant (name) VALUES ('{season}')")


def downgrade(season):
    op.drop_table("plant")
