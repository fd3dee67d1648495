"""authors and posts

Revision ID: a40c1b7e9d21
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "a40c1b7e9d21"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "authors",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, unique=True),
    )
    posts = op.create_table(
        "posts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("authors.id"), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
    )
    op.execute("INSERT INTO authors (id, name) VALUES (1, 'Ada')")
    op.bulk_insert(posts, [{"id": 1, "author_id": 1, "title": "On Engines", "body": "They weave."}])


def downgrade():
    op.drop_table("posts")
    op.drop_table("authors")
