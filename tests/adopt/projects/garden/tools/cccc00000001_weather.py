"""a third beginning"""

import sqlalchemy as sa
from alembic import op

revision = "cccc00000001"
down_revision = None
branch_labels = ("weather",)
depends_on = ("plants", "tools")


def upgrade(season):
    op.create_table("weather", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(30)))
    op.execute(f"INSERT INTO weather (name) VALUES ('{season}')")


def downgrade(season):
    op.drop_table("weather")
