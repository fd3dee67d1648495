"""A backend that another package brings: found by its entry point, and otherwise as its family is."""

from __future__ import annotations

import importlib
import sqlite3
import textwrap
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.mysql.aiomysql import MySQLDialect_aiomysql
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

import amig
from amig.errors import UnsupportedError
from amig.impl import impl_for
from amig.impl.kin import family
from tests.projects import new_project

PACKAGE = """
    from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite

    from amig.impl.base import emits
    from amig.impl.sqlite import SQLiteImpl
    from amig.ops import CreateTable


    class StrictDialect(SQLiteDialect_aiosqlite):
        name = "austere"
        supports_statement_cache = True


    class StrictImpl(SQLiteImpl):
        @emits(CreateTable)
        def _create_table(self, d):
            yield from d.__replace__(sqlite_strict=True).emit(self)
"""
POINTS = """
    [sqlalchemy.dialects]
    austere.aiosqlite = strict_backend:StrictDialect

    [amig.backends]
    austere = strict_backend:StrictImpl
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package on the path, with its entry points beside it, as an installer leaves it."""
    place = tmp_path / "packages"
    points = place / "strict_backend-1.0.dist-info"
    points.mkdir(parents=True)
    (place / "strict_backend.py").write_text(textwrap.dedent(PACKAGE))
    (points / "METADATA").write_text("Metadata-Version: 2.1\nName: strict-backend\nVersion: 1.0\n")
    (points / "entry_points.txt").write_text(textwrap.dedent(POINTS))
    monkeypatch.syspath_prepend(str(place))
    importlib.invalidate_caches()


async def test_a_backend_of_another_package(installed, tmp_path) -> None:
    """Its own words where it has them; lock, ledger and catalogue are its family's. Up, down, and as SQL."""
    project = new_project(tmp_path / "p")
    project.table("first")
    url = f"austere+aiosqlite:///{tmp_path}/app.db"
    assert len((await amig.upgrade(project.config, url=url)).steps) == 1
    with sqlite3.connect(tmp_path / "app.db") as database, pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO first (id) VALUES ('no number')")
    database.close()
    assert (await amig.current(project.config, url=url)).is_head
    await amig.downgrade(project.config, "base", url=url)
    assert " STRICT" in str((await amig.upgrade(project.config, url=url, sql=True)).sql)


def test_a_dialect_that_nobody_speaks() -> None:
    """What is known is said, and how a package would make itself known."""

    class Dialect(PGDialect_asyncpg):
        name = "nobodys"

    with pytest.raises(UnsupportedError) as caught:
        impl_for(Dialect())
    assert caught.value.dialect == "nobodys"
    assert "`amig.backends`" in str(caught.value.hint)


@pytest.mark.parametrize("kind", [PGDialect_asyncpg, MySQLDialect_aiomysql])
def test_a_family_is_what_a_dialect_is_derived_from(kind) -> None:
    """Whatever its own name; one that is derived from none is its own."""
    derived = type("Derived", (kind,), {"name": "other"})
    assert family(derived()) == family(kind()) == kind.name
    assert family(sa.engine.default.DefaultDialect()) == "default"
