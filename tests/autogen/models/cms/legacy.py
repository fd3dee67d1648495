"""What an older application left, in a metadata of its own: odd names, no conventions."""

from __future__ import annotations

import sqlalchemy as sa

from tests.autogen.models.cms.base import LATER

metadata = sa.MetaData()

sa.Table(
    "tblNews",
    metadata,
    sa.Column("newsID", sa.Integer, primary_key=True),
    sa.Column("Head Line", sa.String(150), nullable=False),
    sa.Column("order", sa.Integer, server_default="1"),
    sa.Column("größe", sa.Numeric(6, 2)),
    sa.Column("isLive", sa.CHAR(1), server_default="N"),
    sa.UniqueConstraint("Head Line", "order"),
)
sa.Table(
    "tblNewsPic",
    metadata,
    sa.Column("newsID", sa.Integer, sa.ForeignKey("tblNews.newsID"), primary_key=True),
    sa.Column("pic", sa.String(90), primary_key=True),
    sa.Index("pic", "pic"),
)
if not LATER:
    sa.Table(
        "tblGuestbook",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("from", sa.String(80)),
        sa.Column("text", sa.Text),
        sa.Column("newsID", sa.Integer, sa.ForeignKey("tblNews.newsID")),
        sa.Index("by from", "from"),
    )
sa.Table(
    "counter",
    metadata,
    sa.Column("page", sa.String(100), primary_key=True),
    sa.Column("hits", sa.BigInteger if LATER else sa.Integer, server_default="0", nullable=False),
)
