"""tools"""

import sqlalchemy as sa
from alembic import op

revision = "bbbb00000001"
down_revision = None
branch_labels = ("tools",)
depends_on = None


def upgrade(season):
    op.create_table("tool", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(30)))
    op.execute(f"INSERT INTO tool (name) VALUES ('{season}')")


def downgrade(season):
    op.drop_table("tool")
