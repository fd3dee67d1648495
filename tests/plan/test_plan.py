"""A plan shows what would happen, and nothing does; on all three databases."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import ForeignTransactionError, MixedRevisionError, UnawaitedError, UnknownTargetError
from amig.preview import Plan, PlannedStep
from tests.context.test_connections import MODES
from tests.projects import Project, new_project
from tests.servers.databases import Backend

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
    "mysql": "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
}


def tables(backend: Backend) -> set[str]:
    return {name for (name,) in backend.rows(TABLES[backend.name]) if name != "amig_ledger"}


@pytest.fixture
def project(tmp_path) -> Project:
    return new_project(tmp_path / "p")


async def planned(project: Project, backend: Backend, target: str = "head", **more: Any) -> Plan:
    (plan,) = (await amig.plan(project.config, target, url=backend.url, **more)).plans
    return plan


async def last(project: Project, backend: Backend, **more: Any) -> PlannedStep:
    return (await planned(project, backend, **more)).steps[-1]


def sql(step: PlannedStep) -> list[str]:
    return [" ".join(one.sql.split()) for one in step.statements]


async def test_closed_revisions_are_shown_whole_and_nothing_is_made(backend, project) -> None:
    """Steps, texts and what they destroy; the database stays empty, the version table included."""
    project.table("whole")
    project.up('await op.add_column("whole", sa.Column("z", sa.Integer()))\nawait op.drop_column("whole", "n")')
    plan = await planned(project, backend)
    assert (plan.before, plan.after) == ((), ("rev00002",))
    assert [(step.closed, step.ends) for step in plan.steps] == [(True, None)] * 2
    assert sql(plan.steps[1]) == ["ALTER TABLE whole ADD COLUMN z INTEGER", "ALTER TABLE whole DROP COLUMN n"]
    assert [one.destroys for one in plan.steps[1].statements] == [None, "column `n` of `whole`"]
    assert tables(backend) == set()


async def test_a_way_back(backend, project) -> None:
    """From where the database is."""
    project.table("whole")
    project.table("other")
    await amig.upgrade(project.config, url=backend.url)
    plan = await planned(project, backend, "base", direction="downgrade")
    assert [(step.revision, sql(step), step.destroys) for step in plan.steps] == [
        ("rev00002", ["DROP TABLE other"], ("table `other`",)),
        ("rev00001", ["DROP TABLE whole"], ("table `whole`",)),
    ]
    assert {"whole", "other"} <= tables(backend)


READS = """
await op.create_table("more", sa.Column("id", sa.Integer(), primary_key=True))
rows = (await op.get_bind().execute(sa.text("SELECT n FROM whole"))).scalars().all()
for row in rows:
    await op.execute(f"INSERT INTO more (id) VALUES ({row})")
"""


async def test_another_is_shown_up_to_its_first_read(backend, project) -> None:
    """And no further: what comes then depends on data."""
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    project.up(READS)
    step = await last(project, backend)
    assert (step.closed, step.ends) == (False, "depends on data: op.get_bind()")
    assert sql(step) == ["CREATE TABLE more ( id INTEGER NOT NULL, PRIMARY KEY (id) )"] or backend.name != "sqlite"
    assert len(step.statements) == 1


async def test_scripts_that_are_executed_may_read(backend, project) -> None:
    """The server answers, from before what is recorded; the operations are shown and not sent."""
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    backend.execute("INSERT INTO whole (id, n) VALUES (1, 7)")
    project.up(READS)
    step = await last(project, backend, execute_scripts=True)
    assert step.ends is None
    assert sql(step)[1:] == ["SELECT n FROM whole", "INSERT INTO more (id) VALUES (7)"]
    assert [(one.reads, one.old_state) for one in step.statements] == [(False, False), (True, True), (False, False)]
    assert "more" not in tables(backend)


WRITES = {
    "async": """
        async def upgrade(op: Operations) -> None:
            await op.get_bind().execute(sa.text("{}"))
            await op.drop_table("whole")
        """,
    "plain": """
        def upgrade(op: BlockingOperations) -> None:
            op.get_bind().execute(sa.text("{}"))
            op.drop_table("whole")
        """,
    "run_sync": """
        async def upgrade(op: Operations) -> None:
            await op.run_sync(lambda bind: bind.execute(sa.text("{}")))
            await op.drop_table("whole")
        """,
    "session": """
        async def upgrade(op: Operations) -> None:
            async with AsyncSession(op.get_bind()) as session:
                await session.execute(sa.text("{}"))
                await session.commit()
            await op.drop_table("whole")
        """,
    "swallowed": """
        def upgrade(op: BlockingOperations) -> None:
            try:
                op.get_bind().execute(sa.text("{}"))
            except Exception:
                pass
            op.drop_table("whole")
        """,
}


@pytest.mark.parametrize("kind", WRITES)
@pytest.mark.parametrize("statement", ["INSERT INTO whole (id) VALUES (5)", "CREATE TABLE sneaked (id INTEGER)"])
async def test_a_write_through_the_bind_ends_the_preview_there(backend, project, kind, statement) -> None:
    """The server itself refuses it, and nothing has changed."""
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    project.add(WRITES[kind].format(statement) + "\n\n\n        def downgrade():\n            pass")
    step = await last(project, backend, execute_scripts=True)
    assert step.ends is not None
    assert step.ends.startswith(f"writes with its own bind, which the server refuses here (`{statement}`)")
    assert step.statements == ()
    assert backend.rows("SELECT count(*) FROM whole") == [(0,)]
    assert tables(backend) == {"amig_version", "whole"}


ENDINGS = [
    "await op.get_bind().commit()",
    "await op.get_bind().rollback()",
    'await op.get_bind().execute(sa.text("COMMIT"))',
    'await op.get_bind().execute(sa.text("  rollback"))',
    'await (await op.get_bind().get_raw_connection()).driver_connection.execute("COMMIT")',
]


@pytest.mark.parametrize("ending", ENDINGS[:4])
async def test_a_script_cannot_leave_the_transaction(backend, project, ending) -> None:
    """What would end it ends the preview, and what comes after it is not reached."""
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    project.up(f'await op.get_bind().execute(sa.text("SELECT 1"))\n{ending}\n{SNEAK}')
    step = await last(project, backend, execute_scripts=True)
    assert step.ends == "cannot be followed: the end of its transaction"
    assert tables(backend) == {"amig_version", "whole"}


SNEAK = 'await op.get_bind().execute(sa.text("CREATE TABLE sneaked (id INTEGER)"))'


async def test_not_even_past_sqlalchemy(postgresql, project) -> None:
    """A COMMIT on the driver's own connection: the session still cannot write."""
    project.table("whole")
    await amig.upgrade(project.config, url=postgresql.url)
    project.up(f'await op.get_bind().execute(sa.text("SELECT 1"))\n{ENDINGS[4]}\n{SNEAK}')
    step = await last(project, postgresql, execute_scripts=True)
    assert "the server refuses" in (step.ends or "")
    assert tables(postgresql) == {"amig_version", "whole"}


@pytest.mark.parametrize("executes", [False, True])
def test_other_connections_are_refused(backend, project, executes) -> None:
    """They could write, and nobody would stop them."""
    project.up(
        f"""
        engine = create_async_engine({backend.url!r})
        try:
            async with engine.begin() as connection:
                await connection.execute(sa.text("CREATE TABLE sneaked (id INTEGER)"))
        finally:
            await engine.dispose()
        """
    )
    step = asyncio.run(last(project, backend, execute_scripts=executes))
    what = "cannot be followed" if executes else "depends on data"
    assert step.ends == f"{what}: a connection of its own"
    assert tables(backend) == set()


async def test_a_session_that_reads(backend, project) -> None:
    """Is a session like any other."""
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    project.up(
        """
        async with AsyncSession(op.get_bind()) as session:
            await session.execute(sa.text("SELECT 1"))
        async with op.get_bind().begin_nested():
            await op.execute("DELETE FROM whole WHERE n = 1")
        await op.drop_table("whole")
        """
    )
    step = await last(project, backend, execute_scripts=True)
    assert (sql(step), step.ends) == (["SELECT 1", "DELETE FROM whole WHERE n = 1", "DROP TABLE whole"], None)


SETTINGS = {
    "sqlite": "PRAGMA query_only",
    "postgresql": "SELECT current_setting('default_transaction_read_only'), current_setting('transaction_isolation')",
    "mysql": "SELECT @@tx_read_only, @@tx_isolation",
}


@pytest.mark.parametrize(
    "body", ['await op.drop_table("whole")', "await op.get_bind().commit()", "raise LookupError()"]
)
async def test_the_connection_is_given_back_as_it_was(backend, project, body) -> None:
    """Its settings, and that one can write with it."""
    project.table("whole")
    engine = create_async_engine(backend.url, pool_size=1, max_overflow=0)
    await amig.upgrade(project.config, engine=engine)
    project.up(body)

    async def state() -> Any:
        async with engine.connect() as connection:
            return (await connection.execute(text(SETTINGS[backend.name]))).all()

    before = await state()
    await amig.plan(project.config, engine=engine, execute_scripts=True)
    assert await state() == before
    async with engine.begin() as connection:
        await connection.execute(text("INSERT INTO whole (id) VALUES (1)"))
    assert backend.rows("SELECT count(*) FROM whole") == [(1,)]
    await engine.dispose()


@pytest.mark.parametrize("mode", MODES)
async def test_in_every_mode_of_sqlite(sqlite, project, mode) -> None:
    """Whoever begins its transactions: nothing is written, and afterwards it works as before."""
    project.table("whole")
    engine = MODES[mode](sqlite.url)
    await amig.upgrade(project.config, engine=engine)
    project.up('await op.get_bind().execute(sa.text("INSERT INTO whole (id) VALUES (5)"))')
    (plan,) = (await amig.plan(project.config, engine=engine, execute_scripts=True)).plans
    assert "the server refuses" in (plan.steps[0].ends or "")
    assert sqlite.rows("SELECT count(*) FROM whole") == [(0,)]
    await amig.upgrade(project.config, engine=engine)
    assert sqlite.rows("SELECT count(*) FROM whole") == [(1,)]
    await engine.dispose()


async def test_behind_a_pooler(through_pgbouncer, postgresql, project) -> None:
    """Nothing of it is left in the server's sessions."""
    project.table("whole")
    engine = create_async_engine(through_pgbouncer, connect_args=UNPREPARED)
    await amig.upgrade(project.config, engine=engine)
    project.up(SNEAK)
    (plan,) = (await amig.plan(project.config, engine=engine, execute_scripts=True)).plans
    assert "the server refuses" in (plan.steps[0].ends or "")
    for number in range(5):
        async with engine.begin() as connection:
            await connection.execute(text(f"INSERT INTO whole (id) VALUES ({number})"))
    assert postgresql.rows("SELECT count(*) FROM whole") == [(5,)]
    await engine.dispose()


UNPREPARED = {"statement_cache_size": 0, "prepared_statement_cache_size": 0}


async def test_a_transaction_of_the_callers_own(backend, project) -> None:
    """Is read in and left as it was; on MySQL it is refused, for it would be committed."""
    project.table("whole")
    engine = create_async_engine(backend.url)
    async with engine.connect() as connection:
        await connection.execute(text("CREATE TABLE mine (id INTEGER)"))
        if backend.name == "mysql":
            with pytest.raises(ForeignTransactionError):
                await amig.plan(project.config, connection=connection)
        else:
            (plan,) = (await amig.plan(project.config, connection=connection)).plans
            assert [step.revision for step in plan.steps] == ["rev00001"]
        await connection.execute(text("INSERT INTO mine (id) VALUES (1)"))
        await connection.commit()
    assert backend.rows("SELECT count(*) FROM mine") == [(1,)]
    await engine.dispose()


async def test_nothing_to_do_is_one_read(postgresql, project, through_proxy) -> None:
    """One statement, one round trip, on a warm engine."""
    project.table("whole")
    proxy, url = through_proxy(postgresql.url)
    engine = create_async_engine(url)
    await amig.upgrade(project.config, engine=engine)
    await amig.plan(project.config, engine=engine)
    sent: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    proxy.reset()
    (plan,) = (await amig.plan(project.config, engine=engine)).plans
    assert plan.steps == ()
    assert (len(sent), proxy.round_trips) == (1, 1), sent
    await engine.dispose()


async def test_a_plan_of_closed_revisions_costs_the_same_however_many(backend, project) -> None:
    """Where the database is, a transaction that cannot write, and its end: nothing of the revisions is asked."""
    engine = create_async_engine(backend.url)
    sent: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    counts = []
    for number in range(12):
        project.table(f"t{number}")
        sent.clear()
        (plan,) = (await amig.plan(project.config, engine=engine)).plans
        assert len(plan.steps) == number + 1
        counts.append(len(sent))
    assert len(set(counts)) == 1, counts
    assert not any("t0" in one for one in sent)
    await engine.dispose()


async def test_what_is_shown_is_what_runs(backend, project) -> None:
    """Statement by statement, in order, with nothing in between."""
    project.table("whole")
    project.up(
        """
        await op.create_table("odd one", sa.Column("e", sa.Enum("a", "it's", name="letters")), comment="50%")
        await op.create_index("ix", "whole", ["n"])
        await op.alter_column("whole", "n", new_column_name="m", existing_type=sa.Integer())
        await op.execute("UPDATE whole SET m = 1; DELETE FROM whole WHERE m = 2")
        await op.run_script("CREATE TABLE x (a INTEGER); DROP TABLE x")
        """
    )
    plan = await planned(project, backend)
    assert all(step.closed for step in plan.steps)
    engine = create_async_engine(backend.url)
    sent: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    await amig.upgrade(project.config, engine=engine)
    for step in plan.steps:
        shown = [one.sql for one in step.statements]
        begin = sent.index(shown[0])
        assert sent[begin : begin + len(shown)] == shown
    await engine.dispose()


async def test_what_depends_on_an_earlier_step_is_not_closed(postgresql, project) -> None:
    """All in one transaction, a type that is there already is not made again."""
    enum = 'sa.Column("e", sa.Enum("a", name="letters"))'
    project.up(f'await op.create_table("t", {enum})')
    assert (await last(project, postgresql)).closed
    project.config.write_text(project.config.read_text() + 'transaction = "run"\n')
    assert not (await last(project, postgresql)).closed


async def test_a_plan_waits_for_nobody(backend, project) -> None:
    """Neither for a migrator that holds the lock, nor does one wait for it."""
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    project.up("await asyncio.sleep(2)", id_="slow1")
    running = asyncio.create_task(amig.upgrade(project.config, url=backend.url))
    await asyncio.sleep(0.5)
    plan = await asyncio.wait_for(planned(project, backend, execute_scripts=False), 5)
    assert [step.revision for step in plan.steps] == ["slow1"]
    await running


async def test_a_step_that_fails_spoils_no_other(backend, project) -> None:
    """Each is told by itself."""
    project.up("raise LookupError('no such luck')")
    project.up('await op.get_bind().execute(sa.text("SELECT * FROM whole"))')
    project.up('rows = await op.get_bind().execute(sa.text("SELECT 1"))')
    first, second, third = (await planned(project, backend, execute_scripts=True)).steps
    assert first.ends == "fails: LookupError: no such luck"
    assert (second.ends or "").startswith("fails: ")
    assert (third.ends, sql(third)) == (None, ["SELECT 1"])


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ('op.drop_table("whole")', UnawaitedError),
        ('await op.drop_index("a", postgresql_concurrently=True)\nawait op.drop_table("a")', MixedRevisionError),
    ],
)
async def test_what_a_run_would_refuse_at_once(postgresql, project, body, error) -> None:
    """Is refused here too, in the same words."""
    project.table("whole")
    project.up(body)
    for look in (amig.plan, amig.upgrade):
        with pytest.raises(error):
            await look(project.config, url=postgresql.url)
        with pytest.raises(UnknownTargetError):
            await look(project.config, "nope", url=postgresql.url)


async def test_operations_that_look(sqlite, project) -> None:
    """A rebuild depends on the table; it is answered where scripts may read, and marked where the table is older."""
    project.table("whole")
    await amig.upgrade(project.config, url=sqlite.url)
    batch = 'async with op.batch_alter_table("whole") as batch:\n    batch.alter_column("n", type_=sa.Text())'
    project.up(batch)
    step = await last(project, sqlite)
    assert step.ends == "depends on data: op.batch_alter_table looks at `whole`"
    step = await last(project, sqlite, execute_scripts=True)
    assert step.ends is None
    assert not step.closed
    assert {one.operation for one in step.statements} == {"batch_alter_table"}
    assert [one.rewrites for one in step.statements].count(True) == 1
    assert not any(one.old_state or one.reads for one in step.statements)
    project.up(batch)
    step = await last(project, sqlite, execute_scripts=True)
    assert all(one.old_state for one in step.statements)


async def test_a_guard_that_the_server_has_no_words_for(sqlite, project) -> None:
    """Makes an otherwise closed revision depend on data."""
    project.table("whole")
    await amig.upgrade(project.config, url=sqlite.url)
    project.up('await op.add_column("whole", sa.Column("z", sa.Integer()), if_not_exists=True)')
    assert (await last(project, sqlite)).ends == "depends on data: op.add_column looks at `whole`"
    step = await last(project, sqlite, execute_scripts=True)
    assert (sql(step), step.closed) == (["ALTER TABLE whole ADD COLUMN z INTEGER"], False)


async def test_what_stands_outside_a_transaction(postgresql, project) -> None:
    """Is marked, and no revision with it is closed."""
    project.table("whole")
    project.up('await op.drop_index("ix", postgresql_concurrently=True)')
    step = await last(project, postgresql)
    (statement,) = step.statements
    assert (statement.autocommit, statement.lock, step.closed) == (True, "SHARE UPDATE EXCLUSIVE", False)
    project.up('async with op.get_context().autocommit_block():\n    await op.execute("VACUUM whole")')
    assert [one.autocommit for one in (await last(project, postgresql)).statements] == [True]


async def test_sql_revisions_are_closed(backend, project) -> None:
    """Their statements stand in the file."""
    up = project.folder / "migrations" / "versions" / "sqls1_x.up.sql"
    up.write_text("-- revision: sqls1\n\nCREATE TABLE t (id INTEGER);\nDROP TABLE t;\n")
    step = await last(project, backend)
    assert (step.closed, sql(step)) == (True, ["-- revision: sqls1 CREATE TABLE t (id INTEGER)", "DROP TABLE t"])
    assert step.destroys == ("table `t`",)


async def test_the_context_that_a_script_finds(backend, project) -> None:
    """It can ask for the dialect without depending on data; its connection is one that reads."""
    project.up(
        """
        context = op.get_context()
        assert not context.as_sql
        await op.execute(f"SELECT '{context.dialect.name}'")
        assert context.connection is op.get_bind()
        """
    )
    step = await last(project, backend)
    assert (sql(step), step.ends) == ([f"SELECT '{backend.name}'"], "depends on data: op.get_bind()")
    assert (await last(project, backend, execute_scripts=True)).ends is None


async def test_a_rebuild_is_marked_where_it_destroys(sqlite, tmp_path) -> None:
    """At a statement of the table, not at the savepoint before it."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('async with op.batch_alter_table("whole") as batch:\n    batch.drop_column("n")')
    await amig.upgrade(project.config, "+1", url=sqlite.url)
    made = await amig.plan(project.config, url=sqlite.url, execute_scripts=True)
    savepoint, table, *rest = made.plans[0].steps[0].statements
    assert (savepoint.sql.split()[0], savepoint.destroys) == ("SAVEPOINT", None)
    assert table.destroys == "column `n` of `whole`"
    assert [one.destroys for one in rest] == [None] * len(rest)
