"""weights are numbers, names are needed, kennels exist"""

import sqlalchemy as sa
from alembic import op

revision = "d4c3f5a6b7e8"
down_revision = "c3d2e4f5a6b7"
branch_labels = None
depends_on = None


def upgrade():
    bind = op.get_bind()
    assert {"name", "weight"} <= {column["name"] for column in sa.inspect(bind).get_columns("animal")}
    with op.batch_alter_table("animal", schema=None) as batch_op:
        batch_op.alter_column("weight", existing_type=sa.String(length=10), type_=sa.Integer(), existing_nullable=True)
        batch_op.alter_column("name", existing_type=sa.String(length=40), type_=sa.String(length=80), nullable=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_animal_kennel_id_kennel"), "kennel", ["kennel_id"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_check_constraint("weighs", "weight > 0")
    with op.batch_alter_table("animal", schema=None) as batch_op:
        batch_op.drop_column("born")
        batch_op.alter_column("nickname", new_column_name="called")


def downgrade():
    with op.batch_alter_table("animal", schema=None) as batch_op:
        batch_op.alter_column("called", new_column_name="nickname")
        batch_op.add_column(sa.Column("born", sa.Date(), nullable=True))
        batch_op.drop_constraint("weighs", type_="check")
        batch_op.drop_constraint(batch_op.f("fk_animal_kennel_id_kennel"), type_="foreignkey")
