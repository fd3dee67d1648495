"""What a script can do: faces, own operations, the bind, `run_sync`, and being called with what it asks for."""

from __future__ import annotations

import pytest

import amig
from amig.errors import OfflineError, OutsideMigrationError
from amig.ops import op as global_op
from tests.projects import SHELF, new_project


async def test_an_operation_of_ones_own(backend, tmp_path) -> None:
    """A directive of the user's own goes through `invoke`, on both faces, and is awaited like any other."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.add(
        """
        from amig.ops import Change, directive


        @directive
        class Fill(Change):
            \"\"\"Insert some numbers.\"\"\"

            table_name: str
            count: int

            def emit(self, sql):
                for number in range(self.count):
                    yield sql.ddl(f"INSERT INTO {sql.table(self.table_name, None)} (id) VALUES ({number + 1})")


        async def upgrade(op: Operations) -> None:
            await op.invoke(Fill("whole", 2))


        def downgrade(op: BlockingOperations) -> None:
            op.invoke(Fill("whole", 0))
        """
    )
    await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT id FROM whole ORDER BY id") == [(1,), (2,)]
    await amig.downgrade(project.config, "-1", url=backend.url)


async def test_a_subclass_with_one_more_verb(sqlite, tmp_path) -> None:
    """The class that the parameter is annotated with is the class that is given; the configuration names the usual one."""
    project = new_project(tmp_path / "p")
    (project.folder / "my_ops.py").write_text(
        "from amig.ops import Change, Operations, directive\n"
        "from amig.ops.verb import Verb\n\n\n"
        "@directive\nclass Note(Change):\n"
        '    text: str\n\n    def emit(self, sql):\n        yield sql.ddl(f"CREATE TABLE {self.text} (id INTEGER)")\n\n\n'
        "class MyOperations(Operations):\n    note = Verb(Note)\n"
    )
    project.add(
        """
        from my_ops import MyOperations


        async def upgrade(op: MyOperations) -> None:
            await op.note("annotated")


        async def downgrade(op) -> None:
            await op.note("configured")
        """
    )
    config = amig.Config(file=project.config, operations="my_ops:MyOperations")
    await amig.upgrade(config, url=sqlite.url)
    await amig.downgrade(config, "base", url=sqlite.url)
    tables = sqlite.rows("SELECT name FROM sqlite_master WHERE name IN ('annotated', 'configured') ORDER BY 1")
    assert tables == [("annotated",), ("configured",)]


async def test_run_sync_and_the_bind(backend, tmp_path) -> None:
    """Both share the migration's transaction, in both kinds of script."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.add(
        """
        def fill(connection: sa.Connection, number: int) -> int:
            connection.execute(sa.text("INSERT INTO whole (id) VALUES (:n)"), {"n": number})
            return sa.inspect(connection).has_table("whole") and number


        async def upgrade(op: Operations) -> None:
            assert await op.run_sync(fill, 7) == 7
            async with AsyncSession(op.get_bind()) as session:
                await session.execute(sa.text("INSERT INTO whole (id) VALUES (8)"))
                await session.flush()
            assert (await op.get_bind().execute(sa.text("SELECT count(*) FROM whole"))).scalar() == 2


        def downgrade(op: BlockingOperations) -> None:
            from sqlalchemy.orm import Session

            assert op.run_sync(fill, 9) == 9
            assert op.get_bind().dialect.name == op.get_context().dialect.name
            with Session(op.get_bind()) as session:
                assert session.scalar(sa.text("SELECT count(*) FROM whole")) == 3
            op.execute("DELETE FROM whole")
        """
    )
    await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT id FROM whole ORDER BY id") == [(7,), (8,)]
    await amig.downgrade(project.config, "-1", url=backend.url)
    assert backend.rows("SELECT count(*) FROM whole") == [(0,)]


async def test_the_module_level_op(sqlite, tmp_path) -> None:
    """`from amig import op` is the running migration's, and nobody's outside."""
    project = new_project(tmp_path / "p")
    project.add(
        "from amig import op\n\n\nasync def upgrade():\n    await op.execute('CREATE TABLE a (id INTEGER)')\n\n\nasync def downgrade():\n    await op.drop_table('a')"
    )
    await amig.upgrade(project.config, url=sqlite.url)
    await amig.downgrade(project.config, "base", url=sqlite.url)
    with pytest.raises(OutsideMigrationError, match="drop_table"):
        global_op.drop_table("a")
    with pytest.raises(OutsideMigrationError):
        global_op.get_bind()


async def test_percent_and_colon_are_not_touched(backend, tmp_path) -> None:
    """A string goes out as it is written, an escaped colon reads as a colon, and several statements go one by one."""
    project = new_project(tmp_path / "p")
    project.up(
        r"""
        await op.execute("CREATE TABLE said (what VARCHAR(40))")
        await op.execute("INSERT INTO said VALUES ('100% :x %s %(a)s \\:y'); INSERT INTO said VALUES ('semi;colon')")
        await op.execute(amig.RawSQL("INSERT INTO said VALUES ('raw %')"))
        await op.execute(sa.text("INSERT INTO said VALUES (:v)").bindparams(v="bound"))
        """
    )
    path = project.folder / "migrations" / "versions" / "rev00001.py"
    path.write_text(path.read_text().replace("import sqlalchemy as sa\n", "import amig\nimport sqlalchemy as sa\n", 1))
    await amig.upgrade(project.config, url=backend.url)
    found = {row[0] for row in backend.rows("SELECT what FROM said")}
    assert found == {"100% :x %s %(a)s :y", "semi;colon", "raw %", "bound"}


async def test_a_second_statement_that_fails_is_never_swallowed(backend, tmp_path) -> None:
    """Aiomysql would lose its error; split, it is named."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('await op.execute("INSERT INTO whole (id) VALUES (1); INSERT INTO nowhere VALUES (1); SELECT 1")')
    with pytest.raises(amig.errors.StepFailedError, match="nowhere") as caught:
        await amig.upgrade(project.config, url=backend.url)
    assert caught.value.statement == 2


async def test_bulk_insert_is_one_round_trip(sqlite, tmp_path) -> None:
    """Many rows go out together; one by one only when asked."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        table = sa.table("whole", sa.column("id", sa.Integer()))
        await op.bulk_insert(table, [{"id": n} for n in range(1, 101)])
        await op.bulk_insert(table, [{"id": n} for n in range(101, 104)], multiinsert=False)
        await op.bulk_insert(table, [])
        import tests.projects
        tests.projects.SHELF.append(len(op.get_context().channel.sent))
        """
    )
    await amig.upgrade(project.config, url=sqlite.url)
    assert sqlite.rows("SELECT count(*) FROM whole") == [(103,)]
    assert SHELF.pop() == 4


async def test_offline_cannot_wait(tmp_path) -> None:
    """There is no loop to wait on; `as_sql` tells a script so."""
    project = new_project(tmp_path / "p")
    project.up("if not op.get_context().as_sql:\n    raise AssertionError\nawait asyncio.sleep(0)")
    with pytest.raises(OfflineError, match="await"):
        await amig.upgrade(project.config, url="sqlite://", sql=True)


async def test_an_autocommit_block_offline(tmp_path) -> None:
    """COMMIT before it, BEGIN after it."""
    project = new_project(tmp_path / "p")
    project.up(
        """
        await op.execute("SELECT 1")
        async with op.get_context().autocommit_block():
            await op.create_index("ix", "t", ["a"], postgresql_concurrently=True)
        await op.execute("SELECT 2")
        """
    )
    said = (await amig.upgrade(project.config, url="postgresql://h/d", sql=True)).sql or ""
    lines = [line for line in said.splitlines() if line.startswith(("SELECT", "CREATE INDEX", "COMMIT", "BEGIN"))]
    assert lines == [
        "BEGIN;",
        "SELECT 1;",
        "COMMIT;",
        "CREATE INDEX CONCURRENTLY ix ON t (a);",
        "BEGIN;",
        "SELECT 2;",
        "COMMIT;",
    ]


async def test_all_from_code(sqlite, tmp_path, monkeypatch) -> None:
    """No file at all: paths count from the working directory, and the loop is never blocked to find it."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.config.unlink()
    monkeypatch.chdir(tmp_path)
    config = amig.Config(script_location="p/migrations", url=sqlite.url)
    assert (await amig.upgrade(config)).after == ("rev00001",)
    assert (await amig.heads(config)).heads[0].revision == "rev00001"
    assert (await amig.history(config)).revisions[0].message == "number 1"
    assert (await amig.show(config, "current")).revisions[0].is_head
    (written,) = (await amig.revision(config, "second")).revisions
    assert written.down_revision == ("rev00001",)
    assert (await amig.stamp(config, written.revision)).before == ("rev00001",)
    (tmp_path / "p" / "migrations" / "env.py").write_text(
        "async def run(env):\n    async with env.connect() as connection:\n        await env.run_migrations(connection)\n"
    )
    assert (await amig.downgrade(config, "base")).after == ()
    made = await amig.init("fresh", folder=tmp_path)
    assert made.configured
