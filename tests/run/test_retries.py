"""A busy server is tried again, and told of; one that is not there yet is waited for."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import sqlite3

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import StepFailedError, UnreachableError
from amig.state.retries import Retries
from tests.projects import new_project


async def config_of(project, **changes):
    return (await asyncio.to_thread(amig.Config.load, project.config)).replace(**changes)


async def test_a_busy_revision_is_rolled_back_and_tried_again(postgresql, tmp_path, caplog) -> None:
    """It goes through when the other session is done, and each revision has run once."""
    project = new_project(tmp_path / "p")
    project.table("busy")
    await amig.upgrade(project.config, url=postgresql.url)
    project.up('await op.execute("INSERT INTO busy (id) VALUES (1)")\nawait op.drop_column("busy", "n")')
    config = await config_of(project, lock_timeout=0.2, retries=20)
    engine = create_async_engine(postgresql.url)
    async with engine.connect() as holder:
        await holder.execute(text("SELECT * FROM busy"))
        with caplog.at_level(logging.WARNING, "amig.run"):
            running = asyncio.ensure_future(amig.upgrade(config, url=postgresql.url))
            while "is tried again" not in caplog.text:
                await asyncio.sleep(0.05)
                assert not running.done()
            await holder.rollback()
            result = await running
    await engine.dispose()
    assert result.after == ("rev00002",)
    assert postgresql.rows("SELECT id FROM busy") == [(1,)]


@pytest.mark.parametrize("plain", [True, False])
async def test_a_commit_that_a_reader_blocks_is_tried_again(sqlite, tmp_path, caplog, plain) -> None:
    """SQLite commits when nobody reads; a COMMIT that failed leaves a transaction that must be rolled back."""
    project = new_project(tmp_path / "p")
    project.table("busy")
    await amig.upgrade(project.config, url=sqlite.url)
    sqlite.execute("INSERT INTO busy (id) VALUES (1), (2)")
    body = 'await op.add_column("busy", sa.Column("m", sa.Integer()))'
    project.up(body if plain else f'rows = await op.get_bind().execute(sa.text("SELECT 1"))\n{body}')
    config = await config_of(project, retries=20)
    engine = create_async_engine(sqlite.url, connect_args={"timeout": 0.1})
    reader = await asyncio.to_thread(sqlite3.connect, make_url(sqlite.url).database or "", check_same_thread=False)
    with contextlib.closing(reader):
        rows = await asyncio.to_thread(reader.execute, "SELECT id FROM busy")
        await asyncio.to_thread(rows.fetchone)
        with caplog.at_level(logging.WARNING, "amig.run"):
            running = asyncio.ensure_future(amig.upgrade(config, engine=engine))
            while "is tried again" not in caplog.text:
                await asyncio.sleep(0.05)
                assert not running.done(), running.exception()
            await asyncio.to_thread(rows.close)
            result = await running
    await engine.dispose()
    assert result.after == ("rev00002",)
    assert sqlite.rows("SELECT id, m FROM busy") == [(1, None), (2, None)]


async def test_who_is_in_the_way_is_told(postgresql, tmp_path) -> None:
    """The session, how long its transaction has been open, and its last query; `retries = 0` fails at once."""
    project = new_project(tmp_path / "p")
    project.table("busy")
    await amig.upgrade(project.config, url=postgresql.url)
    project.up('await op.drop_column("busy", "n")')
    config = await config_of(project, lock_timeout=0.2, retries=0)
    engine = create_async_engine(
        postgresql.url, connect_args={"server_settings": {"application_name": "nightly report"}}
    )
    async with engine.connect() as holder:
        await holder.execute(text("SELECT count(*) AS told FROM busy"))
        with pytest.raises(StepFailedError) as caught:
            await amig.upgrade(config, url=postgresql.url)
    await engine.dispose()
    said = str(caught.value)
    assert "(nightly report), idle in transaction for" in said
    assert "SELECT count(*) AS told FROM busy" in said
    assert caught.value.__cause__ is not None


async def test_ddl_that_commits_is_never_tried_again(mysql, tmp_path) -> None:
    """On MySQL a half-done revision cannot be taken back: it fails, and says what was kept."""
    project = new_project(tmp_path / "p")
    project.table("busy")
    await amig.upgrade(project.config, url=mysql.url)
    project.up('await op.create_table("made", sa.Column("id", sa.Integer()))\nawait op.drop_column("busy", "n")')
    config = await config_of(project, lock_timeout=1, retries=3)
    engine = create_async_engine(mysql.url)
    async with engine.connect() as holder:
        await holder.execute(text("SELECT * FROM busy"))
        with pytest.raises(StepFailedError, match="Lock wait timeout") as caught:
            await amig.upgrade(config, url=mysql.url)
    await engine.dispose()
    assert len(caught.value.kept) == 1


def test_pauses_grow_differ_and_end() -> None:
    retries = Retries(3)
    pauses = [retries.next("a") for _ in range(4)]
    assert pauses[3] is None
    assert all(0.1 * 2**n <= (pause or 0) <= 0.3 * 2**n for n, pause in enumerate(pauses[:3]))
    assert retries.next("b") is not None


async def test_a_server_that_is_not_there_yet_is_waited_for(postgresql, tmp_path) -> None:
    """`connect_wait`: the port opens while amig waits."""
    project = new_project(tmp_path / "p")
    project.table("users")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = make_url(postgresql.url).set(host="127.0.0.1", port=port)
    target = make_url(postgresql.url)
    config = await config_of(project, connect_wait=20)
    running = asyncio.ensure_future(amig.upgrade(config, url=url))
    await asyncio.sleep(0.5)
    assert not running.done()

    async def pipe(reader, writer):
        other_reader, other_writer = await asyncio.open_connection(target.host, target.port)

        async def copy(source, sink):
            with contextlib.suppress(ConnectionError):
                while data := await source.read(65536):
                    sink.write(data)
                    await sink.drain()
            sink.close()

        await asyncio.gather(copy(reader, other_writer), copy(other_reader, writer))

    server = await asyncio.start_server(pipe, "127.0.0.1", port)
    assert (await running).after == ("rev00001",)
    server.close()


async def test_what_the_server_answers_is_told_at_once(postgresql, tmp_path) -> None:
    """A database that does not exist will not come by waiting."""
    project = new_project(tmp_path / "p")
    project.table("users")
    config = await config_of(project, connect_wait=60)
    with pytest.raises(UnreachableError, match="does not exist"):
        await amig.upgrade(config, url=make_url(postgresql.url).set(database="nowhere_at_all"))
