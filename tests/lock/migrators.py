"""Several migrators at once, and what they leave."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import amig
from tests.projects import Project, new_project


async def config_of(project: Project, **changes: object) -> amig.Config:
    return (await asyncio.to_thread(amig.Config.load, project.config)).replace(**changes)


async def until(
    true: Callable[[], Awaitable[bool]], running: asyncio.Future[object] | None = None, seconds: float = 40.0
) -> None:
    """Ask until it is so; fail when what runs beside it has ended, or it never comes to be."""
    async with asyncio.timeout(seconds):
        while not await true():
            await asyncio.sleep(0.05)
            assert running is None or not running.done()


def autocommit_project(folder) -> Project:
    """A table, and a revision outside any transaction that leaves one row each time it runs."""
    project = new_project(folder)
    project.up('await op.create_table("log", sa.Column("r", sa.Integer()))')
    project.up('await op.execute("INSERT INTO log (r) VALUES (1)")', header="transactional = False")
    return project


def mixed_project(folder) -> Project:
    """Revisions in a transaction, outside, and both."""
    project = autocommit_project(folder)
    project.up('await op.execute("INSERT INTO log (r) VALUES (2)")')
    project.up(
        """
        await op.execute("INSERT INTO log (r) VALUES (3)")
        async with op.get_context().autocommit_block():
            await op.execute("INSERT INTO log (r) VALUES (4)")
        await op.execute("INSERT INTO log (r) VALUES (5)")
        """
    )
    return project
