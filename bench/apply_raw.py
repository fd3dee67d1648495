"""The limit of `bench/apply.py`: what amig has sent, sent once more by nothing but the driver."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url


def with_raw(folder: Path, url: str, amig: Callable[[], object]) -> Callable[[], object]:
    """Let amig do it once and keep what it sends; gives back the same without amig, on another empty database."""
    place = make_url(url)
    kind = place.get_backend_name()
    sent = {"sqlite": _of_sqlite, "postgresql": _of_postgresql, "mysql": _of_mysql}[kind](amig)
    again = {"sqlite": _sqlite, "postgresql": _postgresql, "mysql": _mysql}[kind]
    files = sorted((folder / "amig" / "migrations" / "versions").glob("*.py"))

    def work() -> None:
        for file in files:
            code = SourceFileLoader(file.stem, str(file)).get_code(file.stem)
            exec(code or "", {"__name__": file.stem})  # noqa: S102 - as an import does
        again(place, sent)

    return work


def _of_sqlite(amig: Callable[[], object]) -> list[str]:
    import aiosqlite

    sent, connect = list[str](), sqlite3.connect

    def traced(*args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)
        connection.set_trace_callback(sent.append)
        return connection

    aiosqlite.core.sqlite3.connect = traced  # type: ignore[attr-defined]
    amig()
    aiosqlite.core.sqlite3.connect = connect  # type: ignore[attr-defined]
    return [text for text in sent if not text.startswith("--")]


def _sqlite(place: URL, sent: list[str]) -> None:
    connection = sqlite3.connect(place.database or "", isolation_level=None)
    for text in sent:
        connection.execute(text).fetchall()
    connection.close()


def _of_postgresql(amig: Callable[[], object]) -> list[str]:
    import asyncpg

    sent, connect, prepare = list[str](), asyncpg.connect, asyncpg.Connection.prepare

    async def logged(*args: Any, **options: Any) -> Any:
        connection = await connect(*args, **options)
        connection.add_query_logger(lambda query: sent.append(query.query) if query.exception is None else None)
        return connection

    async def prepared(self: Any, query: str, **options: Any) -> Any:
        found = await prepare(self, query, **options)
        sent.append(query)
        return found

    asyncpg.connect, asyncpg.Connection.prepare = logged, prepared
    amig()
    asyncpg.connect, asyncpg.Connection.prepare = connect, prepare
    return [text for text in sent if "$1" not in text.replace("'$1'", "")]  # a question or two, at the beginning


def _postgresql(place: URL, sent: list[str]) -> None:
    import asyncpg

    async def everything() -> None:
        plain = place.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(plain, statement_cache_size=0)
        for text in sent:
            await connection.execute(text)
        await connection.close()

    asyncio.run(everything())


def _of_mysql(amig: Callable[[], object]) -> list[str]:
    import aiomysql

    sent, query = list[str](), aiomysql.Connection.query

    async def noted(self: Any, sql: str | bytes, *args: Any, **options: Any) -> Any:
        found = await query(self, sql, *args, **options)
        sent.append(sql if isinstance(sql, str) else sql.decode())
        return found

    aiomysql.Connection.query = noted
    amig()
    aiomysql.Connection.query = query
    return sent


def _mysql(place: URL, sent: list[str]) -> None:
    import aiomysql

    async def everything() -> None:
        given = {"host": place.host, "port": place.port, "user": place.username, "password": place.password or ""}
        connection = await aiomysql.connect(**given, db=place.database)
        session, here = f"CONNECTION_ID() = {connection.thread_id()}", place.database or ""
        for text in sent:
            mine = re.sub(r"CONNECTION_ID\(\) = \d+", session, text.replace(here.replace("apply_", "told_"), here))
            await connection.query(mine)
            while connection._result is not None and connection._result.has_next:
                await connection.next_result()
        connection.close()

    asyncio.run(everything())
