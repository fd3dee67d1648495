"""How MariaDB is looked at: how often, with which rights, and what stays of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from amig.diff import diff
from tests.autogen.running import compare, context_on, engine_of, make, told
from tests.servers.databases import Backend


def chain(length: int, **said: Any) -> sa.MetaData:
    """Tables that refer one to the other; `x` has a default that only the server can spell."""
    metadata = sa.MetaData()
    for number in range(length):
        sa.Table(
            f"t{number}",
            metadata,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("parent", sa.ForeignKey(f"t{max(number - 1, 0)}.id", ondelete="CASCADE"), index=True),
            sa.Column("code", sa.String(20), unique=True),
            sa.Column("x", sa.Integer, **said),
        )
    return metadata


@contextmanager
def counted(engine: AsyncEngine) -> Iterator[list[str]]:
    sent: list[str] = []

    def one(_c: Any, _cursor: Any, text: str, *_: Any) -> None:
        sent.append(text)

    sa.event.listen(engine.sync_engine, "before_cursor_execute", one)
    yield sent
    sa.event.remove(engine.sync_engine, "before_cursor_execute", one)


@pytest.mark.parametrize("length", [1, 30])
async def test_six_statements_for_any_number_of_tables(mysql: Backend, length: int) -> None:
    async with engine_of(mysql) as engine:
        await make(engine, chain(length))
        async with context_on(engine) as context:
            with counted(engine) as sent:
                seen = await diff(context, [chain(length)])
    assert told(seen.found) == []
    assert len(sent) == 6


async def test_another_database_is_read_with_the_same_statements(mysql: Backend) -> None:
    other = str(mysql.rows("SELECT DATABASE()")[0][0]) + "_2"
    mysql.execute(f"CREATE DATABASE {other}")
    try:
        metadata = chain(2)
        sa.Table("t0", metadata, sa.Column("id", sa.Integer, primary_key=True), schema=other)
        async with engine_of(mysql) as engine:
            await make(engine, metadata)
            async with context_on(engine) as context:
                with counted(engine) as sent:
                    seen = await diff(context, [metadata])
        assert told(seen.found) == []
        assert set(seen.have.tables) == {(None, "t0"), (None, "t1"), (other, "t0")}
        assert len(sent) == 6
    finally:
        mysql.execute(f"DROP DATABASE {other}")


@contextmanager
def reader(mysql: Backend, *rights: str) -> Iterator[Backend]:
    """The same database for somebody with few rights."""
    database = mysql.rows("SELECT DATABASE()")[0][0]
    name = f"reader_{hash(database) % 10**8}"
    mysql.execute(f"CREATE USER {name} IDENTIFIED BY 'secret'")
    try:
        mysql.execute(f"GRANT {', '.join(rights)} ON `{database}`.* TO {name}")
        url = make_url(mysql.url).set(username=name, password="secret")
        yield replace(mysql, url=url.render_as_string(hide_password=False))
    finally:
        mysql.execute(f"DROP USER {name}")


DOUBTFUL = {"server_default": sa.text("(1 +2*3)")}


async def test_somebody_who_may_only_read_and_make_temporary_tables_sees_everything(mysql: Backend) -> None:
    async with engine_of(mysql) as engine:
        await make(engine, chain(3, **DOUBTFUL))
    with reader(mysql, "SELECT", "CREATE TEMPORARY TABLES") as few:
        async with engine_of(few) as engine:
            assert told((await compare(engine, chain(3, **DOUBTFUL))).found) == []


async def test_somebody_who_may_only_read_is_not_sure(mysql: Backend) -> None:
    async with engine_of(mysql) as engine:
        await make(engine, chain(2, **DOUBTFUL))
    with reader(mysql, "SELECT") as few:
        async with engine_of(few) as engine:
            seen = await compare(engine, chain(2, **DOUBTFUL))
    assert seen.sure == ()
    assert [one.notes[0].subject for one in seen.unsure] == ["default t0.x", "default t1.x"]
    assert all("Access denied" in str(one.unsure) for one in seen.unsure)


async def test_what_the_server_refuses_is_unsure_and_the_rest_is_asked_for(mysql: Backend) -> None:
    def models(name: str) -> sa.MetaData:
        metadata = chain(3, **DOUBTFUL)
        metadata.tables["t1"].append_constraint(sa.CheckConstraint(f"{name}(x) > 3", name="ck"))
        return metadata

    async with engine_of(mysql) as engine:
        await make(engine, models("abs"))
        seen = await compare(engine, models("nowhere"))
    assert {one.notes[0].subject for one in seen.found} == {"check t1.ck", "default t1.x"}
    assert all("nowhere" in str(one.unsure) for one in seen.found)


async def test_nothing_of_a_callers_transaction_is_committed_and_nothing_stays(mysql: Backend) -> None:
    async with engine_of(mysql) as engine:
        await make(engine, chain(1, **DOUBTFUL))
        async with context_on(engine) as context:
            assert hasattr(context.channel, "connection")
            connection = context.channel.connection
            await connection.execute(sa.text("INSERT INTO t0 (x) VALUES (7)"))
            seen = await diff(context, [chain(1, **DOUBTFUL)])
            assert told(seen.found) == []
            counts = await connection.execute(sa.text("SHOW STATUS LIKE 'Created_tmp_tables'"))
            assert counts.fetchone() is not None
            await connection.rollback()
        async with engine.connect() as again:
            assert (await again.execute(sa.text("SELECT count(*) FROM t0"))).scalar() == 0


async def test_names_that_need_care(mysql: Backend) -> None:
    metadata = sa.MetaData()
    sa.Table(
        'it\'s `a` \\ "table"',
        metadata,
        sa.Column("key: 100%", sa.Integer, primary_key=True),
        sa.Column("ünï`c", sa.Integer, server_default=sa.text("(3 *4)")),
        sa.CheckConstraint("`ünï``c` <> 3", name="it's: 5%"),
        sa.Index("an `index`", "ünï`c"),
        comment="tab\tnew\nline \\ 'x' 100%",
    )
    async with engine_of(mysql) as engine:
        await make(engine, metadata)
        assert told((await compare(engine, metadata)).found) == []
