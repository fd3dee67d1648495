"""What scripts written for Alembic do in their bodies: nothing of it has to be changed."""

from __future__ import annotations

import asyncio
import logging

import pytest

import amig
from amig.errors import BadOperationError, OfflineError, StepFailedError
from tests.adopt.scripts import Scripts
from tests.projects import SHELF

TABLE = 'op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(40)))'


@pytest.fixture
def scripts(tmp_path):
    SHELF.clear()
    made = Scripts(tmp_path / "p")
    made.add(TABLE)
    return made


async def test_the_bind_in_all_its_uses(backend, scripts) -> None:
    """Connection, session, inspector, engine, savepoint, metadata: what SQLAlchemy offers on it works."""
    scripts.add(
        """
        bind = op.get_bind()
        session = orm.Session(bind=bind)
        session.execute(sa.text("INSERT INTO t (id, name) VALUES (1, 'session')"))
        session.commit()
        with bind.begin_nested():
            bind.execute(sa.text("INSERT INTO t (id, name) VALUES (2, 'savepoint')"))
        SHELF.append(sorted(c["name"] for c in sa.inspect(bind).get_columns("t")))
        SHELF.append((bind.dialect.name, bind.engine.dialect.name, bind is op.get_context().bind))
        table = sa.Table("t", sa.MetaData(), autoload_with=bind)
        SHELF.append([tuple(row) for row in bind.execute(sa.select(table).order_by(table.c.id))])
        sa.Table("made", sa.MetaData(), sa.Column("id", sa.Integer)).create(bind, checkfirst=True)
        """
    )
    await scripts.run(backend.url)
    columns, names, rows = SHELF
    assert columns == ["id", "name"]
    assert names == (backend.name, backend.name, True)
    assert rows == [(1, "session"), (2, "savepoint")]
    assert backend.rows("SELECT count(*) FROM made") == [(0,)]


async def test_the_migration_context(sqlite, scripts) -> None:
    """`op.get_context()` has what Alembic's has, and blocks."""
    scripts.add(
        """
        context_ = op.get_context()
        context_.execute("INSERT INTO t (id) VALUES (1)")
        with context_.begin_transaction():
            pass
        SHELF.append({
            "dialect": context_.dialect.name, "impl": context_.impl.dialect.name, "as_sql": context_.as_sql,
            "connection": context_.connection is op.get_bind(), "opts": context_.opts.get("mine"),
            "table": (context_.version_table, context_.version_table_schema), "heads": context_.get_current_heads(),
            "revision": context_.get_current_revision(), "same": op.get_bind() is context.get_bind(),
            "url": context_.config.get_main_option("sqlalchemy.url"),
        })
        """
    )
    (scripts.folder / "alembic.ini").write_text("[alembic]\nsqlalchemy.url = sqlite:///%(here)s/x.db\n")
    config = scripts.config.replace(alembic_config=str(scripts.folder / "alembic.ini"))
    await amig.upgrade(config, url=sqlite.url)
    assert [
        {
            "dialect": "sqlite",
            "impl": "sqlite",
            "as_sql": False,
            "connection": True,
            "opts": None,
            "table": ("alembic_version", None),
            "heads": ("step01",),
            "revision": "step01",
            "same": True,
            "url": f"sqlite:///{scripts.folder}/x.db",
        }
    ] == SHELF


async def test_the_environment(sqlite, scripts) -> None:
    """`context` answers in the body, in helpers and while the file is imported; only env.py's own part is refused."""
    (scripts.folder / "alembic.ini").write_text("[alembic]\nmine = 100%%\n[other]\nkey = value\n")
    scripts.add(
        """
        if context.is_offline_mode():
            return
        SHELF.append((AT_IMPORT, context.get_x_argument(), context.get_head_revision(), context.get_tag_argument()))
        SHELF.append((context.config.get_main_option("mine"), context.config.get_main_option("none", "default")))
        SHELF.append((context.config.get_section("other"), context.config.attributes, context.config.cmd_opts.x))
        context.execute("INSERT INTO t (id) VALUES (9)")
        try:
            context.configure(connection=op.get_bind())
        except Exception as error:
            SHELF.append(type(error).__name__)
        """,
        more='AT_IMPORT = context.get_x_argument(as_dictionary=True).get("tenant", "none")',
    )
    config = scripts.config.replace(alembic_config=str(scripts.folder / "alembic.ini"))
    await amig.upgrade(config, url=sqlite.url, x=("tenant=a=b",))
    assert [
        ("a=b", ["tenant=a=b"], "step02", None),
        ("100%", "default"),
        ({"key": "value", "here": str(scripts.folder)}, {}, ["tenant=a=b"]),
        "BadOperationError",
    ] == SHELF
    assert sqlite.rows("SELECT id FROM t") == [(9,)]


async def test_outside_a_command_the_environment_is_nobodys() -> None:
    """And says so."""
    from amig.blocking import context
    from amig.errors import OutsideMigrationError

    with pytest.raises(OutsideMigrationError, match=r"context\.get_x_argument"):
        context.get_x_argument()
    with pytest.raises(AttributeError, match="nothing_such"):
        context.nothing_such()


async def test_batches_blocks_and_several_lines(backend, scripts) -> None:
    """`with op.batch_alter_table`, `with op.get_context().autocommit_block()`, inside one run."""
    scripts.add(
        """
        with op.batch_alter_table("t", schema=None) as batch_op:
            batch_op.add_column(sa.Column("extra", sa.Integer(), nullable=True))
            batch_op.alter_column("name", existing_type=sa.String(40), type_=sa.String(80))
        with op.get_context().autocommit_block():
            op.execute("INSERT INTO t (id, extra) VALUES (1, 2)")
        op.execute("UPDATE t SET name = 'after'", execution_options={"no_parameters": True})
        """
    )
    await scripts.run(backend.url)
    assert backend.rows("SELECT id, name, extra FROM t") == [(1, "after", 2)]
    assert backend.rows("SELECT version_num FROM alembic_version") == [("step02",)]


async def test_an_operation_that_needs_autocommit_commits_what_came_before(postgresql, scripts, caplog) -> None:
    """In `transaction = "run"` it says so, and goes on in a transaction; what failed later leaves the rows where they are."""
    scripts.add(
        """
        op.execute("INSERT INTO t (id) VALUES (1)")
        op.create_index("ix_name", "t", ["name"], postgresql_concurrently=True)
        op.execute("INSERT INTO t (id) VALUES (2)")
        """
    )
    scripts.add("op.execute('INSERT INTO t (id) VALUES (3)')\nop.execute('SELECT nothing')")
    with caplog.at_level(logging.WARNING, "amig"), pytest.raises(StepFailedError, match="nothing") as caught:
        await scripts.run(postgresql.url)
    assert "cannot run in a transaction" in caplog.text
    assert "CREATE INDEX CONCURRENTLY ix_name" in caplog.text
    assert postgresql.rows("SELECT id FROM t") == [(1,)]
    assert postgresql.rows("SELECT version_num FROM alembic_version") == [("step01",)]
    assert caught.value.at == ("step01",)
    postgresql.execute("DROP INDEX ix_name; DELETE FROM t")
    await amig.resolve(scripts.config, word="retry", url=postgresql.url)
    await scripts.run(postgresql.url, "step02")
    assert postgresql.rows("SELECT id FROM t ORDER BY id") == [(1,), (2,)]


async def test_arguments_of_run_migrations(sqlite, scripts) -> None:
    """They reach the functions that take them, by name or all together, and not as `op`."""
    scripts.add("SHELF.append(engine_name)", parameters="engine_name")
    scripts.add("SHELF.append(sorted(kw.items()))", parameters="**kw")
    scripts.add('SHELF.append("none asked for")')
    (scripts.folder / "migrations" / "env.py").write_text(
        "async def run(env):\n"
        "    async with env.connect() as connection:\n"
        "        await env.run_migrations(connection, arguments={'engine_name': 'main', 'tag': 1})\n"
    )
    await scripts.run(sqlite.url)
    assert SHELF == ["main", [("database", None), ("engine_name", "main"), ("tag", 1)], "none asked for"]


async def test_async_work_in_a_plain_script(backend, scripts) -> None:
    """`op.run_async` hands over the AsyncConnection of the migration; `asyncio.run` is refused, naming it."""
    scripts.add(
        """
        async def fill(connection, number, *, name):
            await connection.execute(sa.text("INSERT INTO t (id, name) VALUES (:i, :n)"), {"i": number, "n": name})
            return number

        SHELF.append(op.run_async(fill, 4, name="async"))
        """
    )
    await scripts.run(backend.url)
    assert SHELF == [4]
    assert backend.rows("SELECT id, name FROM t") == [(4, "async")]
    path = scripts.add(
        """
        import asyncio

        async def work():
            pass

        asyncio.run(work())
        """
    )
    with pytest.raises(StepFailedError, match=r"asyncio.run\(\)") as caught:
        await scripts.run(backend.url)
    line = path.read_text().splitlines().index("    asyncio.run(work())") + 1
    assert f"line {line}" in str(caught.value)
    assert "op.run_async" in str(caught.value.hint)


def test_an_engine_of_the_scripts_own(sqlite, scripts, tmp_path, caplog) -> None:
    """A blocking one is allowed, with a note."""
    scripts.add(
        f"""
        engine = sa.create_engine("sqlite:///{tmp_path}/own.db")
        for _ in range(2):
            with engine.begin() as connection:
                connection.execute(sa.text("CREATE TABLE IF NOT EXISTS mine (id INTEGER)"))
        engine.dispose()
        """
    )
    with caplog.at_level(logging.WARNING, "amig"):
        asyncio.run(scripts.run(sqlite.url))
    assert caplog.text.count("opens a connection of its own (pysqlite)") == 1


async def test_where_sql_is_only_written(scripts) -> None:
    """The bind has a dialect and writes what it executes; who reads is told what to ask first."""
    scripts.add(
        """
        bind = op.get_bind()
        if bind.dialect.name == "postgresql" and bind.engine.dialect.name == "postgresql":
            bind.execute(sa.text("INSERT INTO t (id, name) VALUES (:id, :name)"), [{"id": 1, "name": "it's"}])
            bind.exec_driver_sql("UPDATE t SET name = '100%'")
            bind.execute(sa.text("SELECT setval('t_id_seq', :n)"), {"n": 7})
            with bind.begin_nested():
                bind.execute(sa.text("DELETE FROM t WHERE id = 9"), execution_options={"no_parameters": True})
            bind.commit()
        sa.Table("made", sa.MetaData(), sa.Column("id", sa.Integer)).create(bind, checkfirst=False)
        bind.execute(sa.schema.DropTable(sa.Table("gone", sa.MetaData())))
        """
    )
    written = (await scripts.run("postgresql://nowhere/x", sql=True)).sql
    for text in (
        "(1, 'it''s');",
        "'100%';",
        "CREATE TABLE made",
        "DROP TABLE gone;",
        "setval('t_id_seq', 7);",
        "id = 9;",
    ):
        assert text in written
    for reads, what in (
        ('op.get_bind().execute(sa.text("SELECT 1")).scalar()', "the scalar of a result"),
        ('op.get_bind().scalar(sa.text("SELECT 1"))', "the scalar of a result"),
        ('list(op.get_bind().exec_driver_sql("SELECT 1"))', "the rows of a result"),
        ("sa.inspect(op.get_bind())", "a look"),
        ('op.get_bind().exec_driver_sql("DELETE FROM t WHERE id = %s", (1,))', "a driver's own parameters"),
    ):
        path = scripts.add(reads)
        with pytest.raises(OfflineError, match=what):
            await scripts.run("postgresql://nowhere/x", sql=True)
        path.unlink()
        scripts.ids.pop()


PLUGIN = """
from {home} import MigrateOperation, Operations


@Operations.register_operation("create_tally")
@Operations.register_operation("make_tally", "create_tally")
class CreateTally(MigrateOperation):
    def __init__(self, name, *, start=0):
        self.name, self.start = name, start

    @classmethod
    def create_tally(cls, operations, name, **kw):
        return operations.invoke(cls(name, **kw))

    def reverse(self):
        return DropTally(self.name)


@Operations.register_operation("drop_tally")
class DropTally(MigrateOperation):
    def __init__(self, name):
        self.name = name

    @classmethod
    def drop_tally(cls, operations, name):
        return operations.invoke(cls(name))


class CreateBigTally(CreateTally):
    pass


@Operations.implementation_for(CreateTally)
def create_tally(operations, operation):
    bind = operations.get_bind()
    assert bind.dialect.name == operations.migration_context.dialect.name == operations.impl.dialect.name
    operations.execute(f"CREATE TABLE {{operation.name}} (n INTEGER)")
    operations.execute(f"INSERT INTO {{operation.name}} VALUES ({{operation.start}})")
    return operation.start


@Operations.implementation_for(DropTally)
def drop_tally(operations, operation):
    from {home}.ops import DropTableOp

    operations.invoke(DropTableOp(operation.name))
"""


@pytest.mark.parametrize("home", ["amig.blocking.operations", "alembic.operations"])
async def test_operations_of_a_plugin(backend, scripts, tmp_path, monkeypatch, home) -> None:
    """Registered with amig's names, or with Alembic itself where a plugin needs that: `op` has them."""
    name = "tally_" + home.partition(".")[0] + backend.name
    (tmp_path / f"{name}.py").write_text(PLUGIN.format(home=home))
    monkeypatch.syspath_prepend(tmp_path)
    scripts.add(
        f"""
        SHELF.append(op.create_tally("one", start=3))
        SHELF.append(op.make_tally("two"))
        SHELF.append(op.invoke({name}.CreateBigTally("three", start=5)))
        op.drop_tally("two")
        op.execute("INSERT INTO t (id) VALUES (1)")
        """,
        more=f"import {name}",
    )
    await scripts.run(backend.url)
    assert SHELF == [3, 0, 5]
    assert backend.rows("SELECT one.n, three.n, t.id FROM one, three, t") == [(3, 5, 1)]
    scripts.add("op.create_nothing()")
    with pytest.raises(StepFailedError, match=r"op.create_nothing"):
        await scripts.run(backend.url)


async def test_alembics_operation_objects(sqlite, scripts) -> None:
    """`op.invoke` takes them, each with its arguments; what amig carries out cannot be registered anew."""
    from amig.blocking.operations import Operations, ops

    scripts.add(
        """
        from amig.blocking.operations import ops

        op.invoke(ops.CreateTableOp("u", [sa.Column("id", sa.Integer), sa.Column("n", sa.Integer)]))
        op.invoke(ops.AddColumnOp("u", sa.Column("extra", sa.String(9))))
        op.invoke(ops.CreateIndexOp("ix", "u", ["n"], unique=True))
        op.invoke(ops.DropIndexOp("ix", table_name="u"))
        op.invoke(ops.CreateIndexOp("ix2", "u", ["n"], sqlite_where=sa.text("n > 1")))
        op.invoke(ops.RenameTableOp("u", "v"))
        op.invoke(ops.BulkInsertOp(sa.table("v", sa.column("n")), [{"n": 1}]))
        op.invoke(ops.ExecuteSQLOp("UPDATE v SET n = n + 1"))
        op.invoke(ops.DropColumnOp("v", "extra"))
        """
    )
    await scripts.run(sqlite.url)
    assert sqlite.rows("SELECT n FROM v") == [(2,)]
    assert sqlite.rows("SELECT sql FROM sqlite_master WHERE name = 'ix2'") == [
        ("CREATE INDEX ix2 ON u (n) WHERE n > 1".replace(" u ", ' "v" '),)
    ]
    with pytest.raises(BadOperationError, match="CreateTableOp"):
        Operations.implementation_for(ops.CreateTableOp)
    with pytest.raises(TypeError, match="column"):
        ops.AddColumnOp("t")


async def test_in_a_transaction_of_the_callers(postgresql, scripts) -> None:
    """A script's own commit or rollback would end it: refused, and the caller's transaction is whole."""
    from sqlalchemy.ext.asyncio import create_async_engine

    scripts.add("op.execute('INSERT INTO t (id) VALUES (1)')\nop.get_bind().commit()")
    scripts.add("op.get_bind().rollback()")
    engine = create_async_engine(postgresql.url)
    async with engine.connect() as connection:
        await connection.begin()
        with pytest.raises(StepFailedError, match="transaction"):
            await amig.upgrade(scripts.config, connection=connection)
        await connection.rollback()
        await connection.begin()
        await amig.upgrade(scripts.config, "step01", connection=connection)
        await amig.stamp(scripts.config, "step02", connection=connection)
        with pytest.raises(StepFailedError, match="rolls it back"):
            await amig.upgrade(scripts.config, connection=connection)
        assert connection.in_transaction()
        await connection.commit()
    await engine.dispose()
    assert postgresql.rows("SELECT version_num FROM alembic_version") == [("step02",)]


async def test_the_engine_and_the_connection_are_given_back(postgresql, scripts) -> None:
    """What a script saw of its connection ends with it: dialect, methods, options; its engine opens others."""
    from sqlalchemy.ext.asyncio import create_async_engine
    from sqlalchemy.pool import NullPool

    scripts.add(
        """
        bind = op.get_bind()
        with bind.engine.connect() as other:
            SHELF.append(other.execute(sa.text("SELECT 1")).scalar())
        bind.execution_options(stream_results=True, mine=1)
        """
    )
    engine = create_async_engine(postgresql.url, poolclass=NullPool)
    async with engine.connect() as connection:
        before = connection.sync_connection.dialect, dict(connection.sync_connection.get_execution_options())
        await amig.upgrade(scripts.config, connection=connection)
        sync = connection.sync_connection
        assert sync.dialect is before[0] is engine.dialect
        assert "mine" not in sync.get_execution_options()
        assert not {"commit", "rollback"} & vars(sync).keys()
    await engine.dispose()
    assert SHELF == [1]


async def test_operations_of_a_plugin_on_a_batch(backend, scripts) -> None:
    """With the batch's table, carried out after the batch's own; Alembic's objects go into the batch itself."""
    scripts.add(
        """
        with op.batch_alter_table("t") as batch_op:
            batch_op.fill_up(4)
            batch_op.invoke(ops.AddColumnOp("t", sa.Column("n", sa.Integer)))
        with op.batch_alter_table("t") as batch_op:
            batch_op.add_column(sa.Column("m", sa.Integer))
        """,
        more="""
        from amig.blocking.operations import BatchOperations, MigrateOperation, ops


        @BatchOperations.register_operation("fill_up", "batch_fill_up")
        class FillUp(MigrateOperation):
            def __init__(self, table, n):
                self.table, self.n = table, n

            @classmethod
            def batch_fill_up(cls, operations, n):
                return operations.invoke(cls(operations.impl.table_name, n))


        @BatchOperations.implementation_for(FillUp, replace=True)
        def fill_up(operations, operation):
            operations.get_bind().execute(sa.text(f"INSERT INTO {operation.table} (id, n) VALUES ({operation.n}, 1)"))
        """,
    )
    await scripts.run(backend.url)
    assert backend.rows("SELECT id, n, m FROM t") == [(4, 1, None)]
    scripts.add('with op.batch_alter_table("t") as batch_op:\n    batch_op.nothing_such()')
    with pytest.raises(StepFailedError, match=r"batch\.nothing_such"):
        await scripts.run(backend.url)


@pytest.mark.parametrize("transaction", ["run", "revision"])
async def test_where_a_failure_leaves_the_rows(postgresql, scripts, transaction) -> None:
    """Told as it is, whatever was committed on the way, and whose transaction it was."""
    scripts.add("with op.get_context().autocommit_block():\n    op.execute('INSERT INTO t (id) VALUES (1)')")
    scripts.add("op.execute('SELECT nothing')")
    scripts.options["transaction"] = transaction
    with pytest.raises(StepFailedError, match="nothing") as caught:
        await scripts.run(postgresql.url)
    (row,) = postgresql.rows("SELECT version_num FROM alembic_version")
    assert caught.value.at == row
    assert row == (("step01",) if transaction == "run" else ("step02",))
