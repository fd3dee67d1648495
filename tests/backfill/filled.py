"""A project with a table of rows, and a backfill that adds one to each: a row that was done twice shows."""

from __future__ import annotations

from pathlib import Path

from tests.projects import Project, new_project
from tests.servers.databases import Backend

ROWS = """
async def upgrade(op: Operations) -> None:
    columns = sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer())
    await op.create_table("whole", *columns)
    await op.execute(
        "INSERT INTO whole (id, n) WITH RECURSIVE one(i) AS"
        " (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < {count}) SELECT i, 0 FROM one"
    )


async def downgrade(op: Operations) -> None:
    await op.drop_table("whole")
"""
ADDS = """
from amig import update_batch

whole = sa.table("whole", sa.column("id"), sa.column("n"))


async def backfill(op: Operations, cursor):
    return await update_batch(op, whole, {"n": whole.c.n + 1}, cursor)
"""
TOTAL = """

async def backfill_total(op: Operations) -> int:
    return (await op.get_bind().execute(sa.select(sa.func.count()).select_from(whole))).scalar_one()
"""
NOTHING = """
async def upgrade(op: Operations) -> None:
    pass


async def downgrade(op: Operations) -> None:
    pass
"""


def project_with(
    folder: Path, url: str | None = None, body: str = ADDS, *, count: int = 25, header: str = "backfill_batch = 10"
) -> Project:
    """Two revisions: `rows0` makes a table of so many rows, `fill0` has the backfill."""
    project = new_project(folder, url)
    project.add(ROWS.replace("{count}", str(count)), id_="rows0")
    project.add(body, id_="fill0", header=header)
    return project


def needing(project: Project) -> None:
    """One more, `need0`, that requires the backfill."""
    project.add(NOTHING, id_="need0", header='requires_backfill = "fill0"')


def values(database: Backend) -> set[tuple[int, int]]:
    """The values that the rows have, each with how many rows have it."""
    return set(database.rows("SELECT n, count(*) FROM whole GROUP BY n"))


def kept(database: Backend) -> list[tuple[object, ...]]:
    """What is known of the backfills: batches, rows, where, and whether it is finished."""
    return database.rows("SELECT batches, touched, position, finished_at IS NOT NULL FROM amig_backfill")
