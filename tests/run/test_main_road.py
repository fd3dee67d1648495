"""The main road: many revisions up, down and up again, many databases at once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from tests.projects import Project, new_project

SCHEMA = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE tbl_name NOT IN ('amig_version', 'amig_ledger') ORDER BY name",
    "postgresql": "SELECT table_name, column_name, data_type, column_default, is_nullable FROM information_schema.columns "
    "WHERE table_schema = 'public' AND table_name NOT IN ('amig_version', 'amig_ledger') ORDER BY 1, 2",
    "mysql": "SELECT table_name, column_name, column_type, column_default, is_nullable FROM information_schema.columns "
    "WHERE table_schema = database() AND table_name NOT IN ('amig_version', 'amig_ledger') ORDER BY 1, 2",
}

ASYNC_TABLE = """
    async def upgrade(op: Operations) -> None:
        t = await op.create_table("t{n}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("v", sa.String(20)))
        await op.bulk_insert(t, [{{"id": i, "v": f"{{i}}% of it's :all"}} for i in range(1, 4)])


    async def downgrade(op: Operations) -> None:
        await op.drop_table("t{n}")
    """
PLAIN_TABLE = """
    def upgrade(op: BlockingOperations) -> None:
        t = op.create_table("t{n}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("v", sa.String(20)))
        bind = op.get_bind()
        bind.execute(t.insert(), [{{"id": i, "v": "x"}} for i in range(1, 4)])
        assert bind.scalar(sa.select(sa.func.count()).select_from(t)) == 3


    def downgrade(op: BlockingOperations) -> None:
        op.drop_table("t{n}")
    """
ASYNC_CHANGE = """
    async def upgrade(op: Operations) -> None:
        await op.add_column("t{m}", sa.Column("extra", sa.Integer(), server_default="7", nullable=False))
        await op.create_index("ix_t{m}_v", "t{m}", ["v"])
        rows = (await op.get_bind().execute(sa.text("SELECT id FROM t{m} ORDER BY id"))).all()
        for (id_,) in rows:
            await op.execute(sa.text("UPDATE t{m} SET extra = :e WHERE id = :i").bindparams(e=id_ * 10, i=id_))


    async def downgrade(op: Operations) -> None:
        await op.drop_index("ix_t{m}_v", "t{m}")
        await op.drop_column("t{m}", "extra")
    """
PLAIN_CHANGE = """
    def upgrade() -> None:
        from amig.blocking import op

        op.alter_column("t{m}", "v", new_column_name="w", existing_type=sa.String(20))
        op.execute("UPDATE t{m} SET w = '100%' WHERE id = 1")


    def downgrade() -> None:
        from amig.blocking import op

        op.alter_column("t{m}", "w", new_column_name="v", existing_type=sa.String(20))
    """


def forty(folder: Path) -> Project:
    """Forty revisions, half of them plain `def`, with data steps in both kinds."""
    project = new_project(folder)
    for n in range(10):
        project.add((ASYNC_TABLE if n % 2 else PLAIN_TABLE).format(n=n))
    for n in range(10):
        project.add(ASYNC_CHANGE.format(m=n))
    for n in range(10):
        project.add(PLAIN_CHANGE.format(m=n))
    for n in range(10, 20):
        project.add((PLAIN_TABLE if n % 2 else ASYNC_TABLE).format(n=n))
    return project


def everything(backend) -> dict[str, object]:
    """The schema, and the rows of every table."""
    tables = {row[0] for row in backend.rows(SCHEMA[backend.name]) if str(row[0]).startswith("t")}
    names = sorted(name for name in tables if name[1:].isdigit())
    return {
        "schema": backend.rows(SCHEMA[backend.name]),
        **{n: backend.rows(f"SELECT * FROM {n} ORDER BY id") for n in names},
    }


async def test_forty_revisions_up_down_and_up_again(backend, tmp_path) -> None:
    """Schema and data are the same each time, and base is empty."""
    project = forty(tmp_path / "p")
    result = await amig.upgrade(project.config, url=backend.url)
    assert [ran.revision for ran in result.steps] == [f"rev{n:05d}" for n in range(1, 41)]
    first = await asyncio.to_thread(everything, backend)
    assert len(first) == 21
    assert first["t3"] == [(1, "100%", 10), (2, "2% of it's :all", 20), (3, "3% of it's :all", 30)]
    result = await amig.downgrade(project.config, "base", url=backend.url)
    assert [ran.revision for ran in result.steps] == [f"rev{n:05d}" for n in range(40, 0, -1)]
    assert await asyncio.to_thread(backend.rows, SCHEMA[backend.name]) == []
    await amig.upgrade(project.config, url=backend.url)
    assert await asyncio.to_thread(everything, backend) == first


@pytest.mark.parametrize("mode", ["revision", "run", "none"])
async def test_each_transaction_mode_leads_to_the_same(backend, tmp_path, mode) -> None:
    """One transaction per revision, one around all, or none."""
    project = forty(tmp_path / "p")
    config = amig.Config(file=project.config, transaction=mode)
    await amig.upgrade(config, url=backend.url)
    assert len(await asyncio.to_thread(everything, backend)) == 21
    await amig.downgrade(config, "rev00012", url=backend.url)
    assert (await amig.current(config, url=backend.url)).revisions == ("rev00012",)


async def test_targets(backend, tmp_path) -> None:
    """Relative, partial and named ones."""
    project = new_project(tmp_path / "p")
    for n in range(6):
        project.table(f"t{n}", id_=f"{n}abcd{n}")
    at = lambda: amig.current(project.config, url=backend.url)  # noqa: E731 - said four times
    await amig.upgrade(project.config, "+2", url=backend.url)
    assert (await at()).revisions == ("1abcd1",)
    await amig.upgrade(project.config, "3abc", url=backend.url)
    assert (await at()).revisions == ("3abcd3",)
    await amig.downgrade(project.config, "-1", url=backend.url)
    assert (await at()).revisions == ("2abcd2",)
    await amig.upgrade(project.config, "head", url=backend.url)
    assert (await at()).is_head
    assert (await amig.upgrade(project.config, "head", url=backend.url)).steps == ()
    await amig.downgrade(project.config, "base", url=backend.url)
    assert (await at()).revisions == ()


async def test_a_hundred_databases_in_one_loop(tmp_path) -> None:
    """No cross-talk: each file has its own tenant's rows and nobody else's."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        from amig import op as current

        name = op.get_bind().engine.url.database
        await current.execute(sa.text("INSERT INTO whole (id, n) VALUES (1, :n)").bindparams(n=int(name[-6:-3])))
        await asyncio.sleep(0)
        await op.execute("UPDATE whole SET n = n + 1000")
        """
    )
    urls = [f"sqlite+aiosqlite:///{tmp_path}/{n:03d}.db" for n in range(100)]
    results = await asyncio.gather(*(amig.upgrade(project.config, url=url) for url in urls))
    assert {result.after for result in results} == {("rev00002",)}
    for n, url in enumerate(urls):
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            assert (await connection.execute(text("SELECT id, n FROM whole"))).all() == [(1, 1000 + n)]
        await engine.dispose()
