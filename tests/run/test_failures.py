"""What a failing revision leaves behind, and what is said about it."""

from __future__ import annotations

import asyncio

import pytest

import amig
from amig.errors import (
    BadOperationError,
    BadScriptError,
    ConcurrentChangeError,
    ForeignTransactionError,
    MixedRevisionError,
    StepFailedError,
    UnawaitedError,
    UnknownRevisionError,
    UnsupportedError,
)
from tests.projects import SHELF, new_project

HALF_WAY = """
    await op.execute("INSERT INTO whole (id, n) VALUES (1, 5)")
    await op.create_table("half", sa.Column("id", sa.Integer()))
    await op.execute("INSERT INTO whole (id, n) VALUES (2, 5)")
    await op.execute("INSERT INTO nowhere VALUES (1)")
"""


async def version(project, backend) -> tuple[str, ...]:
    return (await amig.current(project.config, url=backend.url)).revisions


async def test_a_statement_that_fails_half_way(backend, tmp_path) -> None:
    """The version stays, the statement is numbered, and MySQL's leftovers are listed exactly."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(HALF_WAY)
    with pytest.raises(StepFailedError) as caught:
        await amig.upgrade(project.config, url=backend.url)
    error = caught.value
    assert (error.revision, error.direction, error.statement, error.at) == ("rev00002", "upgrade", 4, ("rev00001",))
    assert "nowhere" in error.problem
    assert await version(project, backend) == ("rev00001",)
    rows = backend.rows("SELECT id FROM whole ORDER BY id")
    if backend.name == "mysql":
        assert [text.split("(")[0].strip() for text in error.kept] == ["INSERT INTO whole", "CREATE TABLE half"]
        assert rows == [(1,)]
    else:
        assert (error.kept, rows) == ((), [])
        assert "nothing of this revision was kept" in (error.hint or "")


async def test_a_script_that_raises(backend, tmp_path) -> None:
    """Its own exception is the cause, and nothing of the revision is kept."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('await op.execute("INSERT INTO whole (id) VALUES (7)")\nraise LookupError("no such customer")')
    with pytest.raises(StepFailedError, match="no such customer") as caught:
        await amig.upgrade(project.config, url=backend.url)
    assert isinstance(caught.value.__cause__, LookupError)
    assert caught.value.statement == 0
    assert caught.value.problem.endswith(f"({project.folder}/migrations/versions/rev00002.py, line 19)")
    assert backend.rows("SELECT id FROM whole") == []
    assert await version(project, backend) == ("rev00001",)


@pytest.mark.parametrize("header", ["", "transactional = False"])
async def test_a_connection_that_is_gone_hides_no_failure(backend, tmp_path, header) -> None:
    """A statement that is cancelled in the driver takes its connection with it; what was raised is told all the same."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    body = 'await op.execute("UPDATE whole SET n = 1")\nawait op.get_bind().invalidate()\nraise LookupError("no such customer")'
    project.up(body, header=header)
    with pytest.raises(StepFailedError, match="no such customer"):
        await amig.upgrade(project.config, url=backend.url)
    assert await version(project, backend) == ("rev00001",)


async def test_a_session_that_was_replaced_moves_no_version(backend, tmp_path) -> None:
    """After a loss and a rollback SQLAlchemy connects anew without a word: what was done before is gone."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        await op.execute("INSERT INTO whole (id) VALUES (7)")
        await op.get_bind().invalidate()
        await op.get_bind().rollback()
        await op.execute("INSERT INTO whole (id) VALUES (8)")
        """
    )
    with pytest.raises(StepFailedError, match="the database session was lost"):
        await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT id FROM whole") == []
    assert await version(project, backend) == ("rev00001",)


@pytest.mark.parametrize("kind", ["async def", "def"])
async def test_a_script_that_exits(backend, tmp_path, kind) -> None:
    """A script is no program: the run fails and says so, whatever code was meant."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.add(f"{kind} upgrade(op):\n    import sys\n    sys.exit(0)\n\n\ndef downgrade(op):\n    pass")
    with pytest.raises(StepFailedError, match=r"`sys.exit\(0\)` was called by the script"):
        await amig.upgrade(project.config, url=backend.url)
    assert await version(project, backend) == ("rev00001",)


async def test_what_a_cancelled_revision_left_is_told(backend, tmp_path, caplog) -> None:
    """The cancellation carries no words; what MySQL kept is logged."""
    project = new_project(tmp_path / "p")
    project.up("""
        await op.execute("CREATE TABLE half (id INTEGER)")
        asyncio.current_task().cancel()
        await asyncio.sleep(5)
    """)
    with pytest.raises(asyncio.CancelledError):
        await amig.upgrade(project.config, url=backend.url)
    told = "upgrade of revision rev00001 was stopped; the database kept 1 of its statements: CREATE TABLE half"
    assert (told in caplog.text) is (backend.name == "mysql")


async def test_run_as_one_transaction_takes_all_back(backend, tmp_path) -> None:
    """With `transaction = "run"` a failure undoes the revisions before it as well, where DDL can be undone."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('raise LookupError("late")')
    config = amig.Config(file=project.config, transaction="run")
    with pytest.raises(StepFailedError):
        await amig.upgrade(config, url=backend.url)
    assert await version(project, backend) == (("rev00001",) if backend.name == "mysql" else ())


async def test_a_forgotten_await_is_seen_before_anything_runs(backend, tmp_path) -> None:
    """The source is looked at first: file and line are named, and not even the first revision has run."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('op.drop_table("whole")')
    with pytest.raises(UnawaitedError, match=r"`op.drop_table` \(.*rev00002.py, line \d+\)") as caught:
        await amig.upgrade(project.config, url=backend.url)
    assert caught.value.nothing_sent
    assert await version(project, backend) == ()


@pytest.mark.parametrize(
    "body",
    [
        'never = op.execute("SELECT 1")',
        'task = asyncio.ensure_future(op.execute("SELECT 1"))',
        'task = asyncio.ensure_future(op.execute("SELECT 1"))\nawait asyncio.sleep(0)',
        'work = [op.execute("SELECT 1"), op.execute("SELECT 2")]\nawait work[0]',
    ],
    ids=["kept", "stray task", "begun task", "one of two"],
)
async def test_an_operation_that_was_not_finished(backend, tmp_path, body) -> None:
    """What the source does not show is found when the script ends, before the version moves."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(body)
    with pytest.raises(UnawaitedError, match=r"`op.execute` \(.*rev00002.py, line \d+\)"):
        await amig.upgrade(project.config, url=backend.url)
    assert await version(project, backend) == ("rev00001",)


async def test_an_operation_after_its_revision(sqlite, tmp_path) -> None:
    """A context that has been left takes no more operations."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up("import tests.projects\ntests.projects.SHELF.append(op)")
    await amig.upgrade(project.config, url=sqlite.url)
    with pytest.raises(amig.errors.SealedError, match="rev00002"):
        await SHELF.pop().execute("SELECT 1")


async def test_operations_run_one_at_a_time_in_order(backend, tmp_path) -> None:
    """Even when a script starts them together."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    calls = ", ".join(f'op.execute("INSERT INTO whole (id, n) SELECT {n}, count(*) FROM whole")' for n in range(1, 9))
    project.up(f"await asyncio.gather({calls})")
    await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT id, n FROM whole ORDER BY id") == [(n, n - 1) for n in range(1, 9)]


async def test_mixed_statements_are_refused_from_the_source(postgresql, tmp_path) -> None:
    """Without a ledger nothing could tell how far it came; a keyword in the file is enough: nothing is sent."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        'await op.create_index("ix", "whole", ["n"], postgresql_concurrently=True)\nawait op.drop_table("whole")'
    )
    with pytest.raises(MixedRevisionError, match=r"create_index.*drop_table"):
        await amig.upgrade(amig.Config(file=project.config, ledger=False), url=postgresql.url)
    assert await version(project, postgresql) == ()


async def test_mixed_statements_are_refused_when_they_come(postgresql, tmp_path) -> None:
    """What the source hides is refused when the first statement of the other kind is about to be sent."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    hidden = 'kw = {"postgresql_concurrently": True}\n'
    project.up(hidden + 'await op.create_index("ix", "whole", ["n"], **kw)\nawait op.drop_table("whole")')
    with pytest.raises(StepFailedError, match="mixes") as caught:
        await amig.upgrade(amig.Config(file=project.config, ledger=False), url=postgresql.url)
    assert caught.value.kept == ("CREATE INDEX CONCURRENTLY ix ON whole (n)",)
    assert await version(project, postgresql) == ("rev00001",)


async def test_a_revision_of_only_autocommit_statements_runs(postgresql, tmp_path) -> None:
    """It needs no header: the directive says what it needs."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('await op.create_index("ix", "whole", ["n"], postgresql_concurrently=True)')
    await amig.upgrade(project.config, url=postgresql.url)
    assert postgresql.rows("SELECT indexname FROM pg_indexes WHERE indexname = 'ix'") == [("ix",)]
    assert postgresql.rows(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    ) == [(0,)]


async def test_an_autocommit_block_commits_what_came_before(backend, tmp_path) -> None:
    """The author's word is never refused; a failure after it tells what is there to stay."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        await op.execute("INSERT INTO whole (id) VALUES (1)")
        async with op.get_context().autocommit_block():
            await op.execute("INSERT INTO whole (id) VALUES (2)")
        await op.execute("INSERT INTO whole (id) VALUES (3)")
        raise LookupError("late")
        """
    )
    with pytest.raises(StepFailedError) as caught:
        await amig.upgrade(project.config, url=backend.url)
    assert [text[-2] for text in caught.value.kept] == ["1", "2"]
    assert backend.rows("SELECT id FROM whole ORDER BY id") == [(1,), (2,)]
    assert await version(project, backend) == ("rev00001",)


async def test_a_blocking_autocommit_block(backend, tmp_path) -> None:
    """`with` in a plain `def` does the same."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.add(
        """
        def upgrade(op: BlockingOperations) -> None:
            with op.get_context().autocommit_block():
                op.execute("INSERT INTO whole (id) VALUES (2)")
            op.execute("INSERT INTO whole (id) VALUES (3)")


        def downgrade(op: BlockingOperations) -> None:
            op.execute("DELETE FROM whole")
        """
    )
    await amig.upgrade(project.config, url=backend.url)
    assert backend.rows("SELECT id FROM whole ORDER BY id") == [(2,), (3,)]
    await amig.downgrade(project.config, "base", url=backend.url)


async def test_a_vacuum_needs_its_header(backend, tmp_path) -> None:
    """Raw SQL cannot say that it needs autocommit; `transactional = False` does."""
    statement = {"postgresql": "VACUUM whole", "sqlite": "VACUUM", "mysql": "OPTIMIZE TABLE whole"}[backend.name]
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(f'await op.execute("{statement}")', header="transactional = False")
    await amig.upgrade(project.config, url=backend.url)
    assert await version(project, backend) == ("rev00002",)
    await amig.downgrade(project.config, "base", url=backend.url)


async def test_no_transaction_at_all(backend, tmp_path) -> None:
    """With `transaction = "none"` each statement stands for itself."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('await op.execute("INSERT INTO whole (id) VALUES (1)")\nraise LookupError("late")')
    config = amig.Config(file=project.config, transaction="none")
    with pytest.raises(StepFailedError) as caught:
        await amig.upgrade(config, url=backend.url)
    assert caught.value.kept == ("INSERT INTO whole (id) VALUES (1)",)
    assert backend.rows("SELECT id FROM whole") == [(1,)]
    assert await version(project, backend) == ("rev00001",)


async def test_a_later_script_that_does_not_parse_stops_the_first(backend, tmp_path) -> None:
    """All due files are compiled before anything is sent."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up("this is no Python")
    with pytest.raises(BadScriptError, match=r"rev00002.py`, line \d+"):
        await amig.upgrade(project.config, url=backend.url)
    assert await version(project, backend) == ()


async def test_a_database_at_an_unknown_revision(backend, tmp_path) -> None:
    """It is named, and so is the folder that lacks it; `current` still tells it."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    backend.execute("UPDATE amig_version SET version_num = 'lost0001'")
    with pytest.raises(UnknownRevisionError, match="lost0001"):
        await amig.upgrade(project.config, url=backend.url)
    assert (await amig.current(project.config, url=backend.url)).unknown == ("lost0001",)
    await amig.stamp(project.config, "rev00001", purge=True, url=backend.url)
    assert await version(project, backend) == ("rev00001",)


async def test_heads_moved_by_somebody_else_meanwhile(backend, tmp_path) -> None:
    """A script that tampers with the version rows, or a foreign tool that does, is caught before the move."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up("await op.execute(\"UPDATE amig_version SET version_num = 'other001'\")")
    with pytest.raises((ConcurrentChangeError, StepFailedError), match="the version moved meanwhile"):
        await amig.upgrade(project.config, url=backend.url)


async def test_what_sqlite_cannot_say_names_the_batch_mode(sqlite, tmp_path) -> None:
    """The operation, the backend and the way out."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('await op.alter_column("whole", "n", nullable=False)')
    with pytest.raises(StepFailedError, match=r"`op.alter_column` on sqlite") as caught:
        await amig.upgrade(project.config, url=sqlite.url)
    assert isinstance(caught.value.__cause__, UnsupportedError)
    assert "batch_alter_table" in (caught.value.hint or "")


async def test_a_bad_call_names_the_operation(sqlite, tmp_path) -> None:
    """A misspelt keyword is refused while the call is made, with the near ones."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('await op.create_index("ix", "whole", ["n"], postgresql_concurently=True)')
    with pytest.raises(StepFailedError, match="postgresql_concurently") as caught:
        await amig.upgrade(project.config, url=sqlite.url)
    assert isinstance(caught.value.__cause__, BadOperationError)
    assert "`postgresql_concurrently`" in (caught.value.hint or "")


async def test_mysql_refuses_a_callers_open_transaction(mysql, tmp_path) -> None:
    """The first DDL would commit it behind the caller's back."""
    from sqlalchemy import text
    from sqlalchemy.ext.asyncio import create_async_engine

    project = new_project(tmp_path / "p")
    project.table("whole")
    engine = create_async_engine(mysql.url)
    async with engine.begin() as connection:
        await connection.execute(text("SELECT 1"))
        with pytest.raises(ForeignTransactionError, match="MySQL would commit"):
            await amig.upgrade(project.config, connection=connection)
    await engine.dispose()


async def test_what_only_commit_finds_out(postgresql, tmp_path) -> None:
    """A deferred constraint fails at COMMIT: it is told like any other failure, and nothing is kept."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        await op.execute("ALTER TABLE whole ADD CONSTRAINT fk FOREIGN KEY (n) REFERENCES whole DEFERRABLE INITIALLY DEFERRED")
        await op.execute("INSERT INTO whole (id, n) VALUES (1, 99)")
        """
    )
    with pytest.raises(StepFailedError, match="fk") as caught:
        await amig.upgrade(project.config, url=postgresql.url)
    assert caught.value.at == ("rev00001",)
    assert await version(project, postgresql) == ("rev00001",)


async def test_in_one_transaction_the_version_told_is_that_of_the_start(sqlite, tmp_path) -> None:
    """The steps before the failure are gone as well."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.table("second")
    project.up('raise LookupError("late")')
    with pytest.raises(StepFailedError) as caught:
        await amig.upgrade(amig.Config(file=project.config, transaction="run"), url=sqlite.url)
    assert caught.value.at == ()


async def test_a_role_that_may_not_write_the_version_table(postgresql, tmp_path) -> None:
    """The table and the server's words, and what to do."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    postgresql.execute("DROP ROLE IF EXISTS amig_reader_of_failures")
    postgresql.execute("CREATE ROLE amig_reader_of_failures LOGIN")
    url = postgresql.url.replace("postgres@", "amig_reader_of_failures@")
    with pytest.raises(amig.errors.BookkeepingError, match=r"`amig_version`.*permission denied"):
        await amig.upgrade(project.config, url=url)
    postgresql.execute("DROP ROLE amig_reader_of_failures")


def test_a_version_that_moves_backwards_meanwhile(backend, tmp_path) -> None:
    """Between two steps somebody takes the version away: the run ends, and does not begin anew."""
    project = new_project(tmp_path / "p")
    for n in range(3):
        project.table(f"t{n}", header="replay = False")  # it goes by itself, and is told before the next begins

    def taken(ran: amig.Ran) -> None:
        if ran.revision == "rev00002":
            backend.execute("UPDATE amig_version SET version_num = 'rev00001'")

    with pytest.raises(ConcurrentChangeError) as caught:
        asyncio.run(amig.upgrade(project.config, url=backend.url, tell=taken))
    assert (caught.value.expected, caught.value.found) == (("rev00002",), ("rev00001",))


async def test_thousands_of_operations_are_not_remembered(sqlite, tmp_path) -> None:
    """Finished ones are forgotten, and one that is not is still found at the end."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up(
        """
        kept = op.execute("SELECT 1")
        for n in range(1, 3001):
            await op.execute(f"INSERT INTO whole (id) VALUES ({n})")
        import tests.projects
        tests.projects.SHELF.append(len(op._invoker.calls))
        """
    )
    with pytest.raises(UnawaitedError):
        await amig.upgrade(project.config, url=sqlite.url)
    assert SHELF.pop() < 1100
