"""How the catalogue is asked: each question is one statement that gives one JSON text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from amig.ops.statement import Statement

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel

SCHEMA = "NULLIF(n.nspname, current_schema())"
"""None is the default schema."""
WRITTEN = "CASE n.oid WHEN pg_my_temp_schema() THEN 'pg_temp' ELSE n.nspname END"
"""The schema as the server writes it into definitions."""


async def rows(channel: Channel, query: str) -> list[Any]:
    """The rows of a query whose one column is a JSON array."""
    ((said,),) = await channel.fetch(Statement(f"SELECT ({array(query)})::text", result=True))
    found: list[Any] = json.loads(said)
    return found


def path(name: str) -> str:
    """How a statement names something: in the default schema without it, as the file may be run in another."""
    return (
        f"(CASE WHEN n.nspname = current_schema() THEN quote_ident({name}) ELSE format('%I.%I', n.nspname, {name}) END)"
    )


def array(query: str) -> str:
    """A query for one JSON array of the rows of another."""
    return f"SELECT coalesce(json_agg(one.it), '[]') FROM ({query}) AS one(it)"  # noqa: S608


def within(impl: Impl, schemas: Sequence[str | None]) -> str:
    """The condition that something is in one of these schemas."""
    names = ", ".join("current_schema()" if name is None else impl.literal(name) for name in schemas)
    return f"n.nspname IN ({names})"


def of_no_extension(catalogue: str, oid: str) -> str:
    """The condition that no extension owns it."""
    owned = f"e.classid = '{catalogue}'::regclass AND e.objid = {oid} AND e.deptype = 'e'"
    return f"NOT EXISTS (SELECT FROM pg_depend AS e WHERE {owned})"
