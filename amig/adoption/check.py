"""`amig adopt --check`: both tools upgrade a scratch database each, and what they made is compared."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol

import anyio
from sqlalchemy import URL, make_url

from amig.adoption.names import variable
from amig.adoption.schema import differences, schema_of
from amig.adoption.scratch import scratch
from amig.adoption.take import BACKUP, Taken
from amig.adoption.written import statements, unlike
from amig.aside import aside
from amig.config import Config
from amig.errors import AmigError, CannotCheckError

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("Alembic", "amig")
_BLOCKING = {"postgresql": ("psycopg2", "psycopg"), "mysql": ("pymysql", "MySQLdb"), "mariadb": ("pymysql", "MySQLdb")}


class Upgrades(Protocol):
    """`amig.upgrade`, as this floor knows it."""

    def __call__(self, config: Config, target: str, *, sql: bool = ..., url: str | URL) -> Awaitable[Any]: ...


@dataclass(frozen=True, slots=True)
class Comparison:
    """`compared` says in words what was the same, or could not be compared."""

    differences: tuple[str, ...]
    compared: tuple[str, ...]


async def compare(taken: Taken, url: str | None, upgrade: Upgrades) -> Comparison:
    """Upgrade both ways and compare the schemas, then the written SQL; raises CannotCheckError."""
    config = await aside(Config.load, taken.config)
    beside = url or config.needed_url
    if await aside(find_spec, "alembic") is None:
        raise CannotCheckError("Alembic is not installed", "pip install alembic")
    if beside is None:
        raise CannotCheckError("no database is configured", "name one beside which new ones may be made: `--url`")
    async with scratch(beside) as theirs, scratch(beside) as ours:
        await _alembic(taken, theirs)
        await upgrade(config, "heads", url=ours)
        table = config.version_table
        found = list(differences(await schema_of(theirs, table), await schema_of(ours, table), NAMES))
        said = [] if found else ["the schemas that both tools made are equal"]
        sql, how = await _written(taken, config, theirs, upgrade)
    return Comparison((*found, *sql), (*said, *how))


async def _written(taken: Taken, config: Config, url: URL, upgrade: Upgrades) -> tuple[list[str], list[str]]:
    """The differences of what `--sql` writes, and what is to be said of it."""
    dialect, table = url.get_backend_name(), config.version_table
    theirs = await _or_refusal(lambda: _alembic(taken, url, sql=True))
    ours = await _or_refusal(lambda: upgrade(config, "heads", sql=True, url=url))
    if isinstance(theirs, Exception) and isinstance(ours, Exception):
        return [], ["neither writes it as SQL: a revision reads the database"]
    if isinstance(theirs, Exception):
        return [], [f"only amig writes it as SQL; Alembic says: {theirs}"]
    if isinstance(ours, Exception):
        return [f"--sql: only Alembic writes it; amig says: {ours}"], []
    old, new = (statements(sql, dialect, table) for sql in (theirs, ours.sql))
    if sorted(old) == sorted(new):
        order = "" if old == new else ", independent branches in another order"
        return [], [f"the SQL that both write is equal: {len(old)} statement{'s' * (len(old) != 1)}{order}"]
    return list(unlike(old, new, NAMES)), []


async def _or_refusal(work: Callable[[], Awaitable[Any]]) -> Any:
    try:
        return await work()
    except AmigError as error:
        return error


async def _alembic(taken: Taken, url: URL, *, sql: bool = False) -> str:
    """Run Alembic in a process of its own; what it wrote to stdout. Raises CannotCheckError where it fails."""
    environment, env = dict(os.environ), taken.project.location / BACKUP
    source = await aside(_text, env)
    text = await aside(
        _theirs, taken, url, is_async="create_async_engine" in source or "async_engine_from_config" in source
    )
    if (said := variable(taken.environment.url)) and (named := re.match(r"\$\{(\w+)", said)):
        environment[named[1]] = text
    elif taken.environment.url is not None:
        raise CannotCheckError("env.py takes its URL from its own code", "compare two databases by hand")
    asked = {
        "file": str(taken.project.file),
        "section": taken.project.section,
        "url": text,
        "env": str(env),
        "sql": sql,
    }
    command = [sys.executable, "-m", "amig.adoption.alembics"]
    folder = str(taken.project.folder)
    environment["PYTHONPATH"] = os.pathsep.join([*sys.path, folder])
    ran = await anyio.run_process(command, input=json.dumps(asked).encode(), check=False, cwd=folder, env=environment)
    if ran.returncode:
        last = ran.stderr.decode(errors="replace").strip().split("\n")[-1]
        raise CannotCheckError(f"Alembic failed: {last}", "see that `alembic upgrade heads` works on an empty database")
    return ran.stdout.decode(errors="replace")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _theirs(taken: Taken, url: URL, *, is_async: bool) -> str:
    """The URL of a scratch database for Alembic: with the old driver, or one that is installed."""
    backend = url.get_backend_name()
    drivername = url.drivername
    if not is_async:
        old = str(taken.project.values.get("sqlalchemy.url") or "")
        named = make_url(old).drivername if "://" in old and not old.startswith("driver:") else backend
        there = next((one for one in _BLOCKING.get(backend, ()) if find_spec(one)), None)
        drivername = named if "+" in named or there is None else f"{backend}+{there}"
    query = {} if drivername != url.drivername else url.query
    return url.set(drivername=drivername, query=query).render_as_string(hide_password=False)
