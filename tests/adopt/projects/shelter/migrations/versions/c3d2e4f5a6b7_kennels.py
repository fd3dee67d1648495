"""kennels from the configuration"""

import sqlalchemy as sa
from alembic import context, op

revision = "c3d2e4f5a6b7"
down_revision = "b2e1d3c4f5a6"
branch_labels = None
depends_on = None


from sqlalchemy.orm import Session


def upgrade():
    kennels = int(context.config.get_main_option("kennels", "1"))
    tag = context.get_x_argument(as_dictionary=True).get("tag", "K")
    session = Session(bind=op.get_bind())
    for number in range(kennels):
        session.execute(sa.text("INSERT INTO kennel (label) VALUES (:label)"), {"label": f"{tag}{number}"})
    first = session.execute(sa.text("SELECT min(id) FROM kennel")).scalar_one()
    session.execute(sa.text("INSERT INTO animal (name, weight, kennel_id) VALUES ('Rex', '12', :k)"), {"k": first})
    session.commit()


def downgrade():
    op.execute("DELETE FROM animal")
    op.execute("DELETE FROM kennel")
