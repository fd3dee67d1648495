"""Two versions of the same small models: what is made in the database, and what is wanted."""

from __future__ import annotations

import sqlalchemy as sa


def before() -> sa.MetaData:
    metadata = sa.MetaData()
    sa.Table(
        "users",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(50), nullable=False),
        sa.Column("age", sa.Integer),
        sa.Column("gone", sa.Integer),
        sa.Index("ix_users_age", "age"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    sa.Table(
        "posts",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_posts_user"),
        sa.Index("ix_posts_user_id", "user_id"),
    )
    sa.Table("legacy", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("note", sa.Text))
    return metadata


def after() -> sa.MetaData:
    metadata = sa.MetaData()
    sa.Table(
        "users",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(80), nullable=False),
        sa.Column("age", sa.Integer, server_default="7"),
        sa.Column("nick", sa.String(20)),
        sa.Index("ix_users_nick", "nick"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    sa.Table(
        "posts",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("user_id", sa.Integer),
        sa.Index("ix_posts_user_id", "user_id"),
    )
    sa.Table("tags", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.String(9)))
    return metadata


def subjects(found) -> list[str]:
    return sorted({note.subject for one in found for note in one.notes})
