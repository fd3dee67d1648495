"""`op.get_bind()`, `run_sync` and `run_async`: online a connection, offline something that writes and cannot read."""

from __future__ import annotations

import pytest

import amig
from amig.errors import OfflineError
from tests.projects import new_project

KIND = 'sa.Enum("a", "b", name="kind")'
URL = "postgresql+asyncpg://u@h/d"
EMPTY = "\n\n\ndef downgrade(op):\n    pass"


async def written(tmp_path, body: str, *, blocking: bool = False) -> str:
    """What a revision writes offline between the version table and the version row."""
    project = new_project(tmp_path / "p", URL)
    (project.add if blocking else project.up)(body)
    text = (await amig.upgrade(project.config, sql=True)).sql
    return text.partition("amig_version_pkc")[2].partition(";")[2].partition("INSERT INTO amig_version")[0].strip()


async def test_a_blocking_script_writes_through_its_bind(tmp_path) -> None:
    """As Alembic's mock does: a type made by hand, and statements with their values written out."""
    body = f"""
    def upgrade(op):
        {KIND}.create(op.get_bind(), checkfirst=True)
        op.get_bind().execute(sa.text("UPDATE t SET k = :x"), {{"x": "it's"}})
        t = sa.table("t", sa.column("k", sa.String()))
        op.get_bind().execute(t.insert(), [{{"k": "a"}}, {{"k": "b"}}])
        op.get_bind().execute(t.delete())
    """
    assert (await written(tmp_path, body + EMPTY, blocking=True)).split("\n\n") == [
        "CREATE TYPE kind AS ENUM ('a', 'b');",
        "UPDATE t SET k = 'it''s';",
        "INSERT INTO t (k) VALUES ('a');",
        "INSERT INTO t (k) VALUES ('b');",
        "DELETE FROM t;",
    ]


async def test_an_async_script_writes_through_its_bind(tmp_path) -> None:
    """With `execute`, `run_sync` and `run_async`."""
    body = f"""
    async def change(connection, n):
        await connection.execute(sa.text(f"UPDATE t SET n = {{n}}"))
        return n

    await op.run_sync({KIND}.create)
    await op.get_bind().execute(sa.text("DELETE FROM t"))
    assert await op.run_async(change, 3) == 3
    """
    assert (await written(tmp_path, body)).split("\n\n") == [
        "CREATE TYPE kind AS ENUM ('a', 'b');",
        "DELETE FROM t;",
        "UPDATE t SET n = 3;",
    ]


READS = {
    'await op.get_bind().execute(sa.text(" (SELECT 1)"))': "a query",
    "await op.get_bind().execute(sa.select(sa.literal(1)))": "a query",
    'await op.get_bind().scalar(sa.text("SELECT 1"))': r"op.get_bind\(\).scalar",
    "await op.run_sync(sa.inspect)": "a look",
    '(await op.get_bind().execute(sa.text("DELETE FROM t"))).rowcount': "the rowcount of a result",
}


@pytest.mark.parametrize("body", READS)
async def test_offline_nothing_can_be_read(body: str, tmp_path) -> None:
    """A script that reads cannot be written as SQL, and is told what to do."""
    with pytest.raises(OfflineError, match=READS[body]) as caught:
        await written(tmp_path, body)
    assert "as_sql" in str(caught.value.hint)


async def test_run_async_in_both_kinds_of_script(backend, tmp_path) -> None:
    """With the AsyncConnection of the migration, in its transaction; in a batch as well."""
    project = new_project(tmp_path / "p")
    project.table("t")
    project.add(
        """
        async def put(connection, n, *, twice=False):
            await connection.execute(sa.text(f"INSERT INTO t (id, n) VALUES ({n}, {n})"))
            return 2 * n if twice else n

        def upgrade(op):
            assert op.run_async(put, 5, twice=True) == 10
            with op.batch_alter_table("t") as batch:
                assert batch.run_async(put, 6) == 6
        """
        + EMPTY.replace("\n", "\n        ")
    )
    project.up(
        """
        async def put(connection, n):
            await connection.execute(sa.text(f"INSERT INTO t (id, n) VALUES ({n}, {n})"))

        await op.run_async(put, 7)
        """
    )
    await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT id FROM t ORDER BY id") == [(5,), (6,), (7,)]
