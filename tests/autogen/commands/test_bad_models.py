"""Models that cannot be compared: whose error it is, and where."""

from __future__ import annotations

from typing import Any

import pytest

import amig
from amig.errors import (
    BadConfigError,
    CatalogueError,
    EmptyTableError,
    ImportFailedError,
    NoMetadataError,
    SameNameError,
    TwoTablesError,
    UnwritableModelError,
)
from tests.autogen.commands.world import HEAD, USERS, World, clean
from tests.servers.databases import Backend


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("import not_there_at_all", "ModuleNotFoundError: No module named 'not_there_at_all'"),
        ("raise RuntimeError", "RuntimeError"),
        ("def (:", "SyntaxError: invalid syntax"),
    ],
)
async def test_a_module_that_does_not_import_is_the_users(small: World, line: str, problem: str) -> None:
    """File and line of it are said; the traceback is its own."""
    config = small.models(f"\n{line}\n")
    with pytest.raises(ImportFailedError) as caught:
        await amig.check(config)
    assert caught.value.problem.startswith(problem.split(" (", maxsplit=1)[0])
    assert caught.value.place.endswith(f"{config.metadata.partition(':')[0]}.py:{HEAD.count(chr(10)) + 2}")
    assert caught.value.__cause__ is not None


async def test_a_name_that_leads_nowhere_is_the_configurations(small: World) -> None:
    """A module that is not there, a name that it has not."""
    config = small.models()
    for name in ("no_such_module:metadata", f"{config.metadata.partition(':')[0]}:nothing"):
        with pytest.raises(BadConfigError) as caught:
            await amig.check(config.replace(metadata=name))
        assert caught.value.key == "metadata"


async def test_no_metadata_is_said(small: World) -> None:
    """And where it could be set."""
    with pytest.raises(NoMetadataError):
        await amig.check(small.config())


async def test_one_metadata_by_two_names(small: World) -> None:
    """A base and a module that hangs its tables from it are one set of tables, which counts once."""
    config = small.models(USERS, "\n\nclass Base:\n    metadata = metadata\n")
    module = config.metadata.partition(":")[0]
    once = await amig.check(config)
    twice = await amig.check(config.replace(metadata=(f"{module}:metadata", f"{module}:Base")))
    assert [one.subject for one in twice.differences] == [one.subject for one in once.differences] != []


async def test_two_metadata_with_one_table(small: World) -> None:
    """Which of them would it be?"""
    config = small.models(USERS, "\nother = sa.MetaData()\nsa.Table('users', other, sa.Column('id', sa.Integer))\n")
    module = config.metadata.partition(":")[0]
    with pytest.raises(TwoTablesError) as caught:
        await amig.check(config.replace(metadata=(f"{module}:metadata", f"{module}:other")))
    assert caught.value.table == "users"


async def test_several_metadata_are_compared_together(small: World) -> None:
    """Each with tables of its own."""
    config = small.models(USERS, "\nother = sa.MetaData()\nsa.Table('tags', other, sa.Column('id', sa.Integer))\n")
    module = config.metadata.partition(":")[0]
    result = await amig.check(config.replace(metadata=(f"{module}:metadata", f"{module}:other")))
    assert {one.subject for one in result.differences} == {"table users", "table tags"}


async def test_a_table_without_columns(small: World) -> None:
    """No server has one that would be of use."""
    with pytest.raises(EmptyTableError) as caught:
        await amig.check(small.models("\nsa.Table('nothing', metadata)\n"))
    assert caught.value.table == "nothing"


async def test_a_naming_convention_that_gives_two_constraints_one_name(small: World) -> None:
    """The columns of both tell which they are."""
    head = HEAD.replace("sa.MetaData()", 'sa.MetaData(naming_convention={"uq": "uq_%(table_name)s"})')
    table = (
        "\nsa.Table('t', metadata, sa.Column('a', sa.Integer, primary_key=True), sa.Column('b', sa.Integer),"
        " sa.UniqueConstraint('a'), sa.UniqueConstraint('b', 'a'))\n"
    )
    with pytest.raises(SameNameError) as caught:
        await amig.check(small.models(table, head=head))
    assert (caught.value.table, caught.value.name) == ("t", "uq_t")
    assert sorted(caught.value.columns) == ["a", "b, a"]


async def test_a_column_that_the_database_cannot_have_is_named(small: World) -> None:
    """SQLAlchemy says what is wrong, but not always where."""
    table = """
    sa.Table("t", metadata, sa.Column("id", sa.Integer, sa.Sequence("s"), primary_key=True),
             sa.Column("n", sa.Integer, server_default=sa.Sequence("s").next_value()))
    """
    with pytest.raises(UnwritableModelError) as caught:
        await amig.check(small.models(table))
    assert (caught.value.item, caught.value.dialect) == ("the column `t.n`", "sqlite")
    assert "sequence" in caught.value.problem


async def test_a_foreign_key_to_a_table_that_is_in_no_metadata_is_named(small: World) -> None:
    table = """
    sa.Table("t", metadata, sa.Column("id", sa.Integer, sa.ForeignKey("gone.id"), primary_key=True))
    """
    with pytest.raises(UnwritableModelError, match="gone") as caught:
        await amig.check(small.models(table))
    assert caught.value.item == "the table `t`"


async def test_a_catalogue_that_may_not_be_read(tmp_path: Any, postgresql: Backend) -> None:
    """The server's reason is said."""
    postgresql.execute("REVOKE ALL ON pg_catalog.pg_class FROM PUBLIC")
    postgresql.execute("DO $$ BEGIN CREATE ROLE blind LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    for _ in clean(tmp_path):
        world = World(tmp_path / "project", postgresql)
        from sqlalchemy import make_url

        url = make_url(postgresql.url).set(username="blind", password=None)
        config = world.models(USERS).replace(url=url.render_as_string(hide_password=False))
        with pytest.raises(CatalogueError) as caught:
            await amig.check(config)
        assert "permission denied" in caught.value.problem
