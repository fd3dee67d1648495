"""Migrates every tenant: a schema of the database, with its own version table."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from amig import EnvironmentContext

SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tenant\\_%' ORDER BY nspname"


async def tenants(connection: AsyncConnection) -> list[str]:
    """The schemas to migrate."""
    names = [name for (name,) in await connection.execute(text(SCHEMAS))]
    await connection.rollback()
    return names


async def search_in(connection: AsyncConnection, schema: str) -> None:
    """What a script does not qualify is in this schema alone."""
    await connection.execute(
        text("SELECT set_config('search_path', quote_ident(CAST(:schema AS text)), false)"), {"schema": schema}
    )
    await connection.commit()


async def run(env: EnvironmentContext) -> None:
    """Called once by every command that needs the environment; `-x tenant=NAME` takes one schema."""
    only = env.get_x_argument(as_dictionary=True).get("tenant")
    if env.is_offline_mode():
        if only:
            env.static_output("SET search_path = {};".format('"' + only.replace('"', '""') + '"'))
        await env.run_migrations(name=only, version_table_schema=only)
        return
    async with env.connect() as connection:
        try:
            schemas = [only] if only else await tenants(connection)
            if not schemas:
                raise LookupError("there is no tenant yet: no schema is named like `tenant_...`")
            for schema in schemas:
                await search_in(connection, schema)
                await env.run_migrations(connection, name=schema, version_table_schema=schema)
        finally:
            await connection.rollback()
            await connection.execute(text("RESET search_path"))
            await connection.commit()
