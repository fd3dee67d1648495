"""A glance says what an engine says, or nothing; what it costs is counted."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from contextlib import suppress

import pytest
from sqlalchemy import event, make_url
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.aside import aside
from amig.commands.project import folder
from amig.config import Config
from amig.errors import StepFailedError, UnreachableError
from amig.glance import Glance, glance
from tests.projects import new_project


async def seen(project, **bind) -> Glance | None:
    config = await aside(Config.load, project.config)
    return await glance(config, await aside(folder, config), bind)


async def test_rows_of_a_database(backend, tmp_path) -> None:
    """None before the first migration: an engine tells that one; afterwards the rows, by URL and by engine."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    assert await seen(project, url=backend.url) is None
    await amig.upgrade(project.config, url=backend.url)
    engine = create_async_engine(backend.url)
    wanted = Glance(frozenset({"rev00001"}))
    assert await seen(project, url=backend.url) == await seen(project, engine=engine) == wanted
    assert await seen(project, url=make_url(backend.url)) == wanted
    await amig.downgrade(project.config, "base", url=backend.url)
    assert await seen(project, url=backend.url) == await seen(project, engine=engine) == Glance(frozenset())
    await engine.dispose()


async def test_without_a_ledger(backend, tmp_path) -> None:
    """It need not be there, and need not be wanted."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.config.write_text(project.config.read_text() + "ledger = false\n")
    await amig.upgrade(project.config, url=backend.url)
    engine = create_async_engine(backend.url)
    assert await seen(project, url=backend.url) == Glance(frozenset({"rev00001"}))
    project.config.write_text(project.config.read_text().replace("ledger = false", "ledger = true"))
    for bind in ({"url": backend.url}, {"engine": engine}):
        assert await seen(project, **bind) == Glance(frozenset({"rev00001"}))
    await engine.dispose()


async def test_a_schema_of_its_own(postgresql, mysql, tmp_path) -> None:
    """Version table and ledger are looked for where they are; those further down the search path are not ours."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    postgresql.execute("CREATE SCHEMA apart")
    project.config.write_text(project.config.read_text() + 'version_table_schema = "apart"\n')
    await amig.upgrade(project.config, url=postgresql.url)
    assert await seen(project, url=postgresql.url) == Glance(frozenset({"rev00001"}))
    name = make_url(mysql.url).database
    project.config.write_text(project.config.read_text().replace('"apart"', f'"{name}"'))
    await amig.upgrade(project.config, url=mysql.url)
    assert await seen(project, url=mysql.url) == Glance(frozenset({"rev00001"}))


async def test_a_table_further_down_the_search_path_is_not_ours(postgresql, tmp_path) -> None:
    """What `public` holds says nothing of the schema that comes first."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=postgresql.url)
    postgresql.execute("CREATE SCHEMA first")
    name = make_url(postgresql.url).database
    postgresql.execute(f'ALTER DATABASE "{name}" SET search_path TO first, public')
    assert await seen(project, url=postgresql.url) == Glance(frozenset())
    assert (await amig.current(project.config, url=postgresql.url)).revisions == ()


@pytest.mark.parametrize("setting", ['version_table = "odd name"', 'version_table = "qu\'ote"'])
async def test_a_name_that_needs_care_is_left_to_sqlalchemy(setting, sqlite, tmp_path) -> None:
    """Nothing is quoted by hand."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    project.config.write_text(f"{project.config.read_text()}{setting}\n")
    await amig.upgrade(project.config, url=sqlite.url)
    assert await seen(project, url=sqlite.url) is None
    assert (await amig.current(project.config, url=sqlite.url)).revisions == ("rev00001",)


async def test_an_env_py_is_always_run(sqlite, tmp_path) -> None:
    """It may configure another database, and holds the connection."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=sqlite.url)
    (project.folder / "migrations" / "env.py").write_text("async def run(env):\n    raise RuntimeError('asked')\n")
    assert await seen(project, url=sqlite.url) is None


HALF = """
    await op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
    await op.execute("INSERT INTO nowhere VALUES (1)")
"""


async def test_what_was_interrupted_is_told_by_an_engine(mysql, tmp_path, caplog) -> None:
    """`current` says where; an `upgrade` that has nothing to do warns of a downgrade that stopped half way."""
    project = new_project(tmp_path / "p")
    project.add(
        "async def upgrade(op: Operations) -> None:\n"
        '    await op.create_table("whole", sa.Column("id", sa.Integer(), primary_key=True))\n\n\n'
        "async def downgrade(op: Operations) -> None:\n"
        '    await op.drop_table("whole")\n'
        '    await op.drop_table("nowhere")\n'
    )
    await amig.upgrade(project.config, url=mysql.url)
    with suppress(StepFailedError):
        await amig.downgrade(project.config, "base", url=mysql.url)
    found = await seen(project, url=mysql.url)
    assert found == Glance(frozenset({"rev00001"}), unclear=True)
    told = (await amig.current(project.config, url=mysql.url)).interrupted
    assert (told and told.place) == "statement 2 of 2"
    engine = create_async_engine(mysql.url)
    for bind in ({"url": mysql.url}, {"engine": engine}):
        caplog.clear()
        assert (await amig.upgrade(project.config, **bind)).steps == ()
        assert "downgrade of revision rev00001 is interrupted at statement 2 of 2" in caplog.text
    await engine.dispose()


async def test_on_an_engine_of_the_callers_one_statement(backend, tmp_path) -> None:
    """Its connection is given back as it was."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    engine = create_async_engine(backend.url)
    await amig.upgrade(project.config, engine=engine)
    async with engine.connect() as connection:
        before = await connection.get_isolation_level()
    sent: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    await amig.upgrade(project.config, engine=engine)
    await amig.current(project.config, engine=engine)
    assert len(sent) == 2
    assert engine.pool.checkedout() == 0
    async with engine.connect() as connection:
        assert await connection.get_isolation_level() == before
    await engine.dispose()


async def test_by_itself_it_connects_and_asks(postgresql, through_proxy, tmp_path) -> None:
    """Connecting is three round trips with a password and two without; a statement that is prepared is two."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=postgresql.url)
    proxy, url = through_proxy(postgresql.url)
    proxy.reset()
    assert (await amig.upgrade(project.config, url=url)).steps == ()
    assert proxy.round_trips <= 6


async def test_errors_are_those_of_the_engine(postgresql, tmp_path) -> None:
    """A glance that fails says nothing: a wrong database and a server that is not there are told as ever."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    with pytest.raises(UnreachableError, match='database "nowhere" does not exist'):
        await amig.current(project.config, url=make_url(postgresql.url).set(database="nowhere"))
    with pytest.raises(UnreachableError, match="cannot connect"):
        await amig.upgrade(project.config, url="postgresql://127.0.0.1:1/d")


async def test_a_frozen_server_is_left_after_a_while(postgresql, through_proxy, tmp_path, monkeypatch) -> None:
    """The engine is asked then."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=postgresql.url)
    proxy, url = through_proxy(postgresql.url)
    monkeypatch.setattr("amig.glance.asking.PATIENCE", 0.1)
    proxy.delay = 0.2
    assert await seen(project, url=url) is None
    monkeypatch.undo()
    proxy.delay = 0.0
    assert await seen(project, url=url) is not None


HEAVY = ("sqlalchemy", "amig.autogen", "amig.ops", "amig.impl.base", "amig.env", "amig.run", "mako", "jinja2", "anyio")


def loaded_by(program: str, folder_, among: tuple[str, ...]) -> set[str]:
    """Which of the modules a program has imported when it ends."""
    ending = f"\nimport sys\nprint('LOADED', *sorted(set({among!r}) & set(sys.modules)))\n"
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program) + ending],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder_,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.rpartition("LOADED")[2].split())


@pytest.mark.parametrize("words", [["current"], ["upgrade"], ["current", "--json"]])
async def test_the_command_line_needs_a_driver_and_no_more(words, backend, tmp_path) -> None:
    """Nothing to do: no SQLAlchemy; for SQLite no event loop either."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    program = f"from amig.cli import run\nassert run({['--url', backend.url, *words]!r}) == 0"
    heavy = (*HEAVY, "aiosqlite", *(("asyncio",) if backend.name == "sqlite" else ()))
    assert await aside(loaded_by, program, project.folder, heavy) == set()


def test_importing_amig_is_next_to_nothing(tmp_path) -> None:
    """And its start-up for apps knows no backend before there is something to do."""
    outside = ("rich", "rich_click", "click", "sqlite3", "asyncpg")
    assert loaded_by("import amig", tmp_path, (*HEAVY, *outside, "asyncio", "amig.config")) == set()
    assert loaded_by("import amig.asgi", tmp_path, (*HEAVY, *outside, "amig.commands")) == set()


async def test_an_app_that_has_nothing_to_do_imports_nothing(backend, tmp_path) -> None:
    """On its own engine: not the operations, nor what compares and renders, nor the command line."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    await amig.upgrade(project.config, url=backend.url)
    program = f"""
        import asyncio
        from sqlalchemy.ext.asyncio import create_async_engine
        import amig.asgi

        async def main():
            engine = create_async_engine({backend.url!r})
            for mode in ("migrate", "wait", "check"):
                async with amig.asgi.lifespan({str(project.config)!r}, mode, engine=engine)() as _:
                    pass
            async with amig.asgi.lifespan({str(project.config)!r}, url={backend.url!r})() as _:
                pass
            await engine.dispose()

        asyncio.run(main())
    """
    heavy = tuple({*HEAVY, "rich", "rich_click", "click"} - {"sqlalchemy", "anyio"})
    assert await aside(loaded_by, program, project.folder, heavy) == set()
