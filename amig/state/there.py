"""Whether a table of amig's own is there; asked without touching it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import String, bindparam, text

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.online import Online

_EXISTS = {
    "postgresql": (
        "SELECT to_regclass(quote_ident(coalesce(CAST(:schema AS text), CAST(current_schema() AS text)))"
        " || '.' || quote_ident(CAST(:name AS text))) IS NOT NULL"
    ),
    "mysql": (
        "SELECT count(*) > 0 FROM information_schema.tables"
        " WHERE table_schema = COALESCE(:schema, DATABASE()) AND table_name = :name"
    ),
}


async def there(online: Online, impl: Impl, schema: str | None, name: str) -> bool:
    """Whether a schema, or without one the server's own default, has a table of this name."""
    if impl.dialect_name == "sqlite":
        master = f"{impl.name(schema)}.sqlite_master" if schema else "sqlite_master"
        query = text(f"SELECT count(*) FROM {master} WHERE type = 'table' AND name = :name")  # noqa: S608 - quoted
    else:
        query = text(_EXISTS[impl.dialect_name]).bindparams(bindparam("schema", schema, String()))
    query = query.bindparams(bindparam("name", name, String()))
    ((found,),) = await online.fetch(impl.dml(query, result=True))
    return bool(found)
