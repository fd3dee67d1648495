"""a nickname, and an index on it"""

import sqlalchemy as sa
from alembic import op

revision = "b2e1d3c4f5a6"
down_revision = "a1f0c2d3e4b5"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("animal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("nickname", sa.String(length=30), nullable=True))
        batch_op.create_index(batch_op.f("ix_animal_nickname"), ["nickname"], unique=False)
    op.execute("UPDATE animal SET nickname = name || ' 100%' WHERE name IS NOT NULL")


def downgrade():
    with op.batch_alter_table("animal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_animal_nickname"))
        batch_op.drop_column("nickname")
