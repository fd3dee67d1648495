"""Accounts and what they may do: plain tables, in a metadata and (on PostgreSQL) a schema of their own."""

from __future__ import annotations

import sqlalchemy as sa

from tests.autogen.models.cms.base import ACCOUNTS, BACKEND, LATER

metadata = sa.MetaData(schema=ACCOUNTS)
verb = sa.Enum("read", "write", "publish", *(("delete",) if LATER else ()), name="verb", metadata=metadata)


def reference(target: str, **options: object) -> sa.ForeignKey:
    return sa.ForeignKey(f"{ACCOUNTS}.{target}" if ACCOUNTS else target, **options)  # type: ignore[arg-type]


account = sa.Table(
    "account",
    metadata,
    sa.Column("id", sa.Integer, *([sa.Identity(always=True)] if BACKEND == "postgresql" else []), primary_key=True),
    sa.Column("login", sa.String(60), nullable=False, unique=True),
    sa.Column("mail", sa.String(254), nullable=False),
    sa.Column("active", sa.Boolean, nullable=False, server_default=sa.true()),
    sa.Column("locale", sa.String(8), server_default="de" if LATER else "en"),
    sa.Column("karma", sa.Integer, sa.CheckConstraint("karma >= 0"), server_default="0"),
    sa.Column("born", sa.Date),
    *([sa.Column("nick", sa.String(40), unique=True)] if LATER else []),
    comment="whoever can log in",
)
sa.Index("account_mail", sa.func.lower(account.c.mail) if BACKEND != "mysql" else account.c.mail, unique=True)

team = sa.Table(
    "team",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(60), nullable=False, unique=True),
    sa.Column("parent_id", sa.Integer, reference("team.id")),
)
member = sa.Table(
    "team_member",
    metadata,
    sa.Column("team_id", sa.Integer, reference("team.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("account_id", sa.Integer, reference("account.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("since", sa.Date, nullable=False, server_default="2020-02-29"),
    sa.Column("lead", sa.Boolean, nullable=False, server_default=sa.false()),
)
role = sa.Table(
    "role",
    metadata,
    sa.Column("name", sa.String(30), primary_key=True),
    sa.Column("told", sa.String(200), server_default=""),
)
permission = sa.Table(
    "permission",
    metadata,
    sa.Column("role", sa.String(30), reference("role.name", onupdate="CASCADE"), primary_key=True),
    sa.Column("kind", sa.String(30), primary_key=True),
    sa.Column("verb", verb, primary_key=True),
)
grant = sa.Table(
    "role_grant",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("role", sa.String(30), reference("role.name"), nullable=False),
    sa.Column("account_id", sa.Integer, reference("account.id")),
    sa.Column("team_id", sa.Integer, reference("team.id")),
    sa.CheckConstraint("(account_id IS NULL) <> (team_id IS NULL)", name="one_holder"),
    sa.UniqueConstraint("role", "account_id", "team_id", name="granted_once"),
)
session = sa.Table(
    "web_session",
    metadata,
    sa.Column("token", sa.Uuid, primary_key=True),
    sa.Column("account_id", sa.Integer, reference("account.id", ondelete="CASCADE"), nullable=False, index=True),
    sa.Column("data", sa.JSON),
    sa.Column("until", sa.DateTime, nullable=False),
)
key_pair = sa.Table(
    "key_pair",
    metadata,
    sa.Column("account_id", sa.Integer, reference("account.id"), primary_key=True),
    sa.Column("name", sa.String(30), primary_key=True),
    sa.Column("public", sa.LargeBinary(64), nullable=False),
    sa.Column("algorithm", sa.Enum("rsa", "ed25519", native_enum=False, length=10), server_default="ed25519"),
)
login_failure = sa.Table(
    "login_failure",
    metadata,
    sa.Column("at", sa.DateTime, server_default=sa.func.now(), nullable=False),
    sa.Column("login", sa.String(60), nullable=False),
    sa.Column("address", sa.String(45)),
    sa.Index("login_failure_when", "login", "at"),
    comment="has no key",
)
