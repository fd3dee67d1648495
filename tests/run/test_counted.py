"""What is counted and not guessed: round trips, statements, imports."""

from __future__ import annotations

import subprocess
import sys
import textwrap

from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from tests.projects import new_project


async def test_nothing_to_do_is_one_statement_and_one_round_trip(postgresql, through_proxy, tmp_path) -> None:
    """On the caller's own, warm engine."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    proxy, url = through_proxy(postgresql.url)
    engine = create_async_engine(url)
    await amig.upgrade(project.config, engine=engine)
    await amig.upgrade(project.config, engine=engine)
    sent: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    proxy.reset()
    result = await amig.upgrade(project.config, engine=engine)
    assert result.steps == ()
    assert (len(sent), proxy.round_trips) == (1, 1), sent
    await engine.dispose()


async def test_reading_creates_nothing(backend, tmp_path) -> None:
    """`current` on an empty database, and an upgrade to base, leave it empty."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    assert (await amig.current(project.config, url=backend.url)).revisions == ()
    await amig.upgrade(project.config, "base", url=backend.url)
    tables = {
        "sqlite": "SELECT count(*) FROM sqlite_master",
        "postgresql": "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'",
        "mysql": "SELECT count(*) FROM information_schema.tables WHERE table_schema = database()",
    }
    assert backend.rows(tables[backend.name]) == [(0,)]


OTHERS = ("sqlalchemy.dialects.mysql", "sqlalchemy.dialects.mssql", "sqlalchemy.dialects.oracle")
FORBIDDEN = ("sqlalchemy", "asyncio", "mako", "asyncpg", "aiomysql", "aiosqlite", "anyio")


def imported_by(folder, *arguments: str, among: tuple[str, ...] = FORBIDDEN) -> set[str]:
    """Which of the heavy modules a command line imports."""
    program = f"""
        import sys
        from amig.cli import run
        code = run({list(arguments)!r})
        assert code == 0, code
        print("IMPORTED", *sorted(set({among!r}) & set(sys.modules)))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True, cwd=folder
    )
    return set(done.stdout.rpartition("IMPORTED")[2].split())


def test_help_and_heads_import_nothing_heavy(tmp_path) -> None:
    """A command pays only for what it uses."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    for arguments in (["--help"], ["heads"], ["history"], ["show", "head"], ["heads", "--json"]):
        assert imported_by(project.folder, *arguments) == set(), arguments


def test_one_database_needs_the_dialect_of_no_other(tmp_path) -> None:
    """PostgreSQL's is there always: operations on its enums know it."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    assert imported_by(project.folder, "--url", "sqlite:///x.db", "current", among=OTHERS) == set()
    assert imported_by(project.folder, "--url", "mysql://h/d", "upgrade", "--sql", among=OTHERS) == {OTHERS[0]}


def test_sql_needs_no_driver_and_no_loop(tmp_path) -> None:
    """`upgrade --sql` with the drivers made unimportable, and no event loop ever made."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.up('await op.add_column("whole", sa.Column("z", sa.String(10), server_default="5%"))')
    project.add("def upgrade(op):\n    op.execute(\"UPDATE whole SET z = 'a:b'\")\n\ndef downgrade(op):\n    pass")
    program = """
        import sys
        for name in ("asyncpg", "aiomysql", "aiosqlite", "psycopg", "pymysql", "greenlet"):
            sys.modules[name] = None
        import asyncio
        asyncio.new_event_loop = asyncio.Runner = asyncio.run = None
        from amig.cli import run
        for url in ("postgresql://h/d", "mysql://h/d", "sqlite:///x.db", "mariadb://h/d"):
            assert run(["--url", url, "upgrade", "head", "--sql"]) == 0
            assert run(["--url", url, "downgrade", "head:base", "--sql"]) == 0
            assert run(["--url", url, "stamp", "head", "--sql"]) == 0
    """
    source = project.folder / "migrations" / "versions"
    for path in source.iterdir():
        path.write_text(
            path.read_text().replace("from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine\n", "")
        )
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        capture_output=True,
        text=True,
        check=False,
        cwd=project.folder,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("UPDATE whole SET z = 'a:b';") == 4
    assert done.stdout.count("DEFAULT '5%'") == 4
