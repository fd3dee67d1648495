"""Opens the database and lets the command do its work on it."""

from __future__ import annotations

from amig import EnvironmentContext


async def run(env: EnvironmentContext) -> None:
    """Called once by every command that needs the environment."""
    if env.is_offline_mode():
        await env.run_migrations()
        return
    async with env.connect() as connection:
        await env.run_migrations(connection)
