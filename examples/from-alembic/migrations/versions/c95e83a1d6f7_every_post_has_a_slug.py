"""every post has a slug

Revision ID: c95e83a1d6f7
Revises: b71d52f08ac4
"""

import sqlalchemy as sa
from alembic import op

revision = "c95e83a1d6f7"
down_revision = "b71d52f08ac4"
branch_labels = None
depends_on = None

posts = sa.table("posts", sa.column("id", sa.Integer), sa.column("title", sa.String), sa.column("slug", sa.String))


def upgrade():
    bind = op.get_bind()
    for id_, title in bind.execute(sa.select(posts.c.id, posts.c.title)).all():
        bind.execute(posts.update().where(posts.c.id == id_).values(slug=title.lower().replace(" ", "-")))
    with op.batch_alter_table("posts") as batch:
        batch.alter_column("slug", existing_type=sa.String(200), nullable=False)
        batch.create_index("ix_posts_slug", ["slug"])


def downgrade():
    with op.batch_alter_table("posts") as batch:
        batch.drop_index("ix_posts_slug")
        batch.alter_column("slug", existing_type=sa.String(200), nullable=True)
