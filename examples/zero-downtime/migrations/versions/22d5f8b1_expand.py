"""expand: an email beside the login, each kept like the other

Old rows get theirs by the backfill; what either release writes meanwhile is copied by the trigger.

Revision ID: 22d5f8b1
Revises: 11c4e7a0
Create Date: 2026-11-10 09:00:00+00:00
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from amig import update_batch
from amig.ops import Operations

revision: str = "22d5f8b1"
down_revision: str | None = "11c4e7a0"
compatible: bool = True  # the old release does not see the column
backfill_batch: int = 500

COPY = """
BEGIN
    IF TG_OP = 'UPDATE' AND new.login IS DISTINCT FROM old.login THEN
        new.email := new.login;
    ELSIF TG_OP = 'UPDATE' AND new.email IS DISTINCT FROM old.email THEN
        new.login := new.email;
    ELSE
        new.email := coalesce(new.email, new.login);
        new.login := coalesce(new.login, new.email);
    END IF;
    RETURN new;
END
"""

accounts = sa.table("accounts", sa.column("id"), sa.column("login"), sa.column("email"))


async def upgrade(op: Operations) -> None:
    await op.add_column("accounts", sa.Column("email", sa.String(120)))
    await op.create_function("accounts_copy()", f"RETURNS trigger LANGUAGE plpgsql AS $${COPY}$$")
    await op.create_trigger(
        "accounts_copy", "accounts", "BEFORE INSERT OR UPDATE", "FOR EACH ROW EXECUTE FUNCTION accounts_copy()"
    )


async def backfill(op: Operations, cursor: Any) -> Any:
    """One batch of the accounts that were there before the trigger."""
    return await update_batch(op, accounts, {"email": accounts.c.login}, cursor, where=accounts.c.email.is_(None))


async def downgrade(op: Operations) -> None:
    await op.drop_trigger("accounts_copy", "accounts")
    await op.drop_function("accounts_copy()")
    await op.drop_column("accounts", "email")
