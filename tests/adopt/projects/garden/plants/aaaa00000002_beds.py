"""beds"""

import sqlalchemy as sa
from alembic import op

revision = "aaaa00000002"
down_revision = "aaaa00000001"
branch_labels = None
depends_on = None


def upgrade(season):
    op.create_table("bed", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(30)))
    op.execute(f"INSERT INTO bed (name) VALUES ('{season}')")


def downgrade(season):
    op.drop_table("bed")
