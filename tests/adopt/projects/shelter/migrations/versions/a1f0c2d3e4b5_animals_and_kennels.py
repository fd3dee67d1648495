"""animals and kennels"""

import sqlalchemy as sa
from alembic import op

revision = "a1f0c2d3e4b5"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "kennel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kennel")),
        sa.UniqueConstraint("label", name=op.f("uq_kennel_label")),
    )
    op.create_table(
        "animal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=True),
        sa.Column("weight", sa.String(length=10), nullable=True),
        sa.Column("kennel_id", sa.Integer(), nullable=True),
        sa.Column("born", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_animal")),
    )
    op.create_index(op.f("ix_animal_name"), "animal", ["name"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_animal_name"), table_name="animal")
    op.drop_table("animal")
    op.drop_table("kennel")
