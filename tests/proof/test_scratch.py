"""Scratch databases: made like the one beside them, gone however their use ends, swept up after runs that were killed."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from amig.errors import ForeignDatabaseError, NoScratchError
from amig.proof.scratch import PREFIX, is_leftover, scratch
from tests.servers.databases import Backend

LISTED = {
    "postgresql": "SELECT datname FROM pg_database",
    "mysql": "SELECT schema_name FROM information_schema.schemata",
}


@pytest.fixture(autouse=True)
def folder_of_our_own(tmp_path, monkeypatch) -> None:
    """Files of other tests are none of ours."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))


def there(backend: Backend, name: str) -> bool:
    if backend.name == "sqlite":
        return (Path(tempfile.gettempdir()) / name).exists()
    return (name,) in backend.rows(LISTED[backend.name])


def name_of(url: str) -> str:
    """The scratch database that a URL leads into."""
    found = make_url(url).database or ""
    return Path(found).parent.name if found.endswith("scratch.db") else found


async def used(backend: Backend, seen: list[str]) -> None:
    """Make one, write into it, and say what it is called."""
    async with scratch(backend.url) as engine:
        seen.append(name_of(engine.url.render_as_string(hide_password=False)))
        async with engine.begin() as connection:
            await connection.execute(text("CREATE TABLE t (n INTEGER)"))
            await connection.execute(text("INSERT INTO t VALUES (1)"))
        assert await asyncio.to_thread(there, backend, seen[0])


async def test_it_is_empty_apart_and_gone_afterwards(backend) -> None:
    """What happens in it happens nowhere else."""
    seen: list[str] = []
    await used(backend, seen)
    assert seen[0].startswith(PREFIX)
    assert not await asyncio.to_thread(there, backend, seen[0])
    await asyncio.to_thread(backend.execute, "CREATE TABLE t (n INTEGER)")


async def test_it_is_gone_after_a_failure(backend) -> None:
    """The error is the one that was raised inside."""
    seen: list[str] = []
    with pytest.raises(KeyError, match="inside"):
        async with scratch(backend.url) as engine:
            seen.append(name_of(engine.url.render_as_string(hide_password=False)))
            raise KeyError("inside")
    assert not await asyncio.to_thread(there, backend, seen[0])


async def test_it_is_gone_after_a_cancellation_in_the_middle(backend) -> None:
    """Somebody is connected to it and in a transaction."""
    seen: list[str] = []
    inside = asyncio.Event()

    async def work() -> None:
        async with scratch(backend.url) as engine, engine.connect() as connection:
            await connection.execute(text("CREATE TABLE t (n INTEGER)"))
            seen.append(name_of(engine.url.render_as_string(hide_password=False)))
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.ensure_future(work())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not await asyncio.to_thread(there, backend, seen[0])


@pytest.mark.parametrize("after", [0.0, 0.005, 0.02, 0.05, 0.1])
async def test_it_is_gone_after_a_cancellation_while_it_is_made(backend, after, monkeypatch) -> None:
    """Whenever that comes: nothing of this test is left. Other tests use the same server."""
    mine = f"{PREFIX}{os.urandom(3).hex()}_"
    monkeypatch.setattr("amig.proof.scratch.PREFIX", mine)
    task = asyncio.ensure_future(used(backend, []))
    await asyncio.sleep(after)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert [name for name in await asyncio.to_thread(names, backend) if name.startswith(mine)] == []


def names(backend: Backend) -> set[str]:
    if backend.name == "sqlite":
        return {path.name for path in Path(tempfile.gettempdir()).iterdir()}
    return {name for (name,) in backend.rows(LISTED[backend.name])}


async def test_what_a_killed_run_left_is_swept_up_and_nothing_else(backend) -> None:
    """Old ones by the time in their name; not those of runs that go on, nor what only sounds like one."""
    old, young = f"{PREFIX}{int(time.time()) - 7200:x}_aabbccdd", f"{PREFIX}{int(time.time()):x}_aabbccdd"
    others = [young, f"{PREFIX}of_somebody_{backend.name}"]
    for name in (old, *others):
        await asyncio.to_thread(place, backend, name)
    try:
        async with scratch(backend.url):
            assert not await asyncio.to_thread(there, backend, old)
            assert all([await asyncio.to_thread(there, backend, name) for name in others])
    finally:
        for name in others:
            await asyncio.to_thread(remove, backend, name)


def place(backend: Backend, name: str) -> None:
    if backend.name == "sqlite":
        (Path(tempfile.gettempdir()) / name).mkdir()
    else:
        backend.execute(f"CREATE DATABASE {name}")


def remove(backend: Backend, name: str) -> None:
    if backend.name == "sqlite":
        (Path(tempfile.gettempdir()) / name).rmdir()
    else:
        backend.execute(f"DROP DATABASE {name}")


def test_names_that_are_none_of_ours() -> None:
    """Only a whole name with a time in it is a leftover."""
    assert is_leftover(f"{PREFIX}1_ab", 10_000)
    assert [
        name for name in ("t", PREFIX, f"{PREFIX}1", f"{PREFIX}zz_ab", f"{PREFIX}2711_ab") if is_leftover(name, 10_000)
    ] == []


async def test_it_is_like_the_one_beside_it(postgresql) -> None:
    """The same encoding and locale, so that texts sort alike."""
    like = (
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = current_database()"
    )
    async with scratch(postgresql.url) as engine, engine.connect() as connection:
        assert [tuple(row) for row in await connection.execute(text(like))] == await asyncio.to_thread(
            postgresql.rows, like
        )


async def test_it_sorts_and_counts_letters_like_the_one_beside_it(mysql) -> None:
    """The same character set and collation."""
    await asyncio.to_thread(
        mysql.execute, f"ALTER DATABASE `{name_of(mysql.url)}` CHARACTER SET latin1 COLLATE latin1_bin"
    )
    async with scratch(mysql.url) as engine, engine.connect() as connection:
        found = await connection.execute(text("SELECT @@character_set_database, @@collation_database"))
        assert [tuple(row) for row in found] == [("latin1", "latin1_bin")]


async def test_a_role_that_may_make_none_is_told_which_right_it_lacks(postgresql) -> None:
    """By its SQL name; no password is shown."""
    await asyncio.to_thread(
        postgresql.execute,
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'amig_plain') THEN"
        " CREATE ROLE amig_plain LOGIN PASSWORD 'very-secret'; END IF; END $$",
    )
    url = make_url(postgresql.url).set(username="amig_plain", password="very-secret")
    with pytest.raises(NoScratchError) as caught:
        async with scratch(url):
            pass
    assert caught.value.problem == "the role has no right CREATEDB"
    assert "very-secret" not in f"{caught.value} {caught.value.hint}"
    assert "scratch_url" in str(caught.value.hint)


async def test_a_user_that_may_make_none_is_told_which_right_it_lacks(mysql) -> None:
    """Likewise."""
    name = name_of(mysql.url)
    await asyncio.to_thread(mysql.execute, "CREATE USER IF NOT EXISTS amig_plain@'%' IDENTIFIED BY 'very-secret'")
    await asyncio.to_thread(
        mysql.execute, "CREATE USER IF NOT EXISTS amig_plain@'localhost' IDENTIFIED BY 'very-secret'"
    )
    for host in ("%", "localhost"):
        await asyncio.to_thread(mysql.execute, f"GRANT ALL ON `{name}`.* TO amig_plain@'{host}'")
    with pytest.raises(NoScratchError) as caught:
        async with scratch(make_url(mysql.url).set(username="amig_plain", password="very-secret")):
            pass
    assert "CREATE" in caught.value.problem
    assert "very-secret" not in f"{caught.value} {caught.value.hint}"


async def test_a_server_that_is_not_there(postgresql) -> None:
    """The reason is the driver's."""
    with pytest.raises(NoScratchError) as caught:
        async with scratch(make_url(postgresql.url).set(port=1)):
            pass
    assert caught.value.problem


async def test_a_database_of_a_kind_that_has_no_scratch() -> None:
    """It is named."""
    with pytest.raises(NoScratchError, match="mssql"):
        async with scratch("mssql+aioodbc://host/db"):
            pass


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE {other}.t",
        "DROP TABLE t, {other}.t",
        "CREATE INDEX i ON {other}.t (n)",
        "INSERT INTO `{other}`.t VALUES (1)",
        "USE {other}",
        "DROP DATABASE {other}",
    ],
)
async def test_nothing_reaches_from_it_into_another_database(mysql, sql) -> None:
    """On MySQL a session reaches all of them: a revision that names the real one is stopped before it is sent."""
    other = name_of(mysql.url)
    await asyncio.to_thread(mysql.execute, "CREATE TABLE t (n INTEGER)")
    async with scratch(mysql.url) as engine, engine.connect() as connection:
        await connection.execute(text("CREATE TABLE t (n INTEGER)"))
        with pytest.raises(ForeignDatabaseError) as caught:
            await connection.execute(text(sql.format(other=other)))
        assert caught.value.database == other
    assert await asyncio.to_thread(mysql.rows, "SELECT * FROM t") == []


async def test_a_table_that_is_called_like_a_database_is_none(mysql) -> None:
    """Columns of it are its own."""
    other = name_of(mysql.url)
    async with scratch(mysql.url) as engine, engine.connect() as connection:
        await connection.execute(text(f"CREATE TABLE `{other}` (n INTEGER)"))
        query = f"SELECT 1, {other}.n FROM {other} JOIN {other} AS b ON {other}.n = b.n"
        assert (await connection.execute(text(query))).fetchall() == []
