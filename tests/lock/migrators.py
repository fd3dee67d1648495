"""Several migrators at once, and what they leave."""

from __future__ import annotations

import asyncio

import amig
from tests.projects import Project, new_project

SLOW = 'await op.execute("SELECT pg_sleep({seconds})")\nawait op.create_index("ix", "log", ["r"], postgresql_concurrently=True)'


async def config_of(project: Project, **changes: object) -> amig.Config:
    return (await asyncio.to_thread(amig.Config.load, project.config)).replace(**changes)


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
