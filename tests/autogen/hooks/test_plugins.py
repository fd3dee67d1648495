"""Plugins: comparators of one's own, before and after amig's, chosen by patterns."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlalchemy as sa

from amig.autogen.compare import comparators
from amig.autogen.plugins import FIRST, STOP, Plugin, chosen
from amig.errors import BadCallError, CallableFailedError, UnknownPluginError
from amig.ops.sql import Execute
from amig.ops.table import DropTable
from tests.autogen.hooks.models import after, before, subjects
from tests.autogen.running import compare, engine_of, make
from tests.servers.databases import Backend


async def found_with(backend: Backend, *plugins: Any) -> Any:
    async with engine_of(backend) as engine:
        await make(engine, before())
        return (await compare(engine, after(), opts={"autogenerate_plugins": plugins})).found


async def test_a_comparator_finds_what_amig_does_not(backend: Backend) -> None:
    """It may append to `ops`, give back, or yield; it sees each table of either side once."""
    plugin, seen = Plugin("mine"), []

    def tables(context: Any, ops: Any, schema: str | None, name: str, there: Any, wanted: Any) -> Iterator[Execute]:
        seen.append((name, there is not None, wanted is not None))
        if name == "users":
            assert there.c.email.type.length == 50
            ops.ops.append(Execute("SELECT 1"))
            yield Execute("SELECT 2")

    plugin.add_autogenerate_comparator(tables, "table")
    found = [one for one in await found_with(backend, plugin) if isinstance(one.directive, Execute)]
    assert [one.directive.sqltext for one in found] == ["SELECT 1", "SELECT 2"]
    assert found[0].notes == (("execute table", "the plugin `mine` says so"),)
    assert sorted(seen) == [
        ("legacy", True, False),
        ("posts", True, True),
        ("tags", False, True),
        ("users", True, True),
    ]


async def test_first_comes_before_amig_and_stop_ends_an_element(backend: Backend) -> None:
    """STOP for `indexes` of one table leaves its indexes alone; those of others are compared."""
    plugin, called = Plugin("mine"), []

    async def indexes(context: Any, ops: Any, schema: str | None, name: str, there: Any, wanted: Any) -> Any:
        called.append("first")
        return STOP if name == "users" else None

    def after_stop(*_: Any) -> None:
        called.append("stopped")

    plugin.add_autogenerate_comparator(after_stop, "table", "indexes", priority=FIRST - 1)
    plugin.add_autogenerate_comparator(indexes, "table", "indexes", priority=FIRST)
    found = subjects(await found_with(backend, plugin))
    assert not [one for one in found if one.startswith("index users")]
    assert "column users.nick" in found
    assert called[:4] == ["first"] * 4


async def test_a_comparator_of_columns_fills_in_a_change(backend: Backend) -> None:
    """`changes` are keywords of `alter_column`; STOP for `types` leaves the type to it."""
    plugin = Plugin("mine")

    def column(context: Any, change: Any, schema: str | None, table: str, name: str, there: Any, wanted: Any) -> Any:
        if name != "email":
            return None
        change.changes["nullable"] = True
        return STOP

    plugin.add_autogenerate_comparator(column, "column", "types")
    found = await found_with(backend, plugin)
    assert "type users.email" not in subjects(found)
    mine = [one.directive for one in found if one.notes[0].subject == "alter_column users"]
    assert [(one.column_name, one.nullable, one.existing_nullable) for one in mine] == [("email", True, False)]
    assert [one.reverse().nullable for one in mine] == [False]


async def test_plain_functions_can_read_from_the_database(backend: Backend) -> None:
    """By `inspector`, by `run_sync`; the loop goes on meanwhile. The models are at hand as well."""
    plugin, seen = Plugin("mine"), {}

    def whole(context: Any, ops: Any) -> None:
        seen["columns"] = [one["name"] for one in context.inspector.get_columns("users")]
        seen["one"] = context.run_sync(lambda connection, text: connection.scalar(sa.text(text)), "SELECT 1")
        seen["tables"] = [table.name for table in context.sorted_tables]
        seen["have"] = sorted(name for _, name in context.have.tables)

    plugin.add_autogenerate_comparator(whole, "autogenerate")
    await found_with(backend, plugin)
    assert seen["columns"][:2] == ["id", "email"]
    assert seen["one"] == 1
    assert set(seen["tables"]) == {"users", "posts", "tags"}
    assert seen["have"] == ["legacy", "posts", "users"]


async def test_schemas_are_given_and_dialects_are_told_apart(backend: Backend) -> None:
    """`qualifier` is a dialect: its comparators come before those for all."""
    plugin, seen = Plugin("mine"), []
    for name in ("default", "postgresql", "mysql", "sqlite", "oracle"):
        plugin.add_autogenerate_comparator(
            lambda context, ops, schemas, name=name: seen.append((name, schemas)), "schema", qualifier=name
        )
    await found_with(backend, plugin)
    assert seen == [(backend.name, {None}), ("default", {None})]


async def test_comparators_of_amig_are_left_out_by_name(backend: Backend) -> None:
    """By amig's names and by Alembic's, with `*` and `~`."""
    found = subjects(await found_with(backend, "alembic.autogenerate.*", "~alembic.autogenerate.constraints"))
    assert not [one for one in found if one.startswith(("index", "foreign_key"))]
    found = subjects(await found_with_again(backend, "~amig.autogenerate.types", "~amig.autogenerate.defaults"))
    assert "type users.email" not in found
    assert "default users.age" not in found
    assert subjects(await found_with_again(backend, "amig.autogenerate.sequences")) == []


async def found_with_again(backend: Backend, *plugins: Any) -> Any:
    async with engine_of(backend) as engine:
        return (await compare(engine, after(), opts={"autogenerate_plugins": plugins})).found


async def test_what_a_comparator_raises_names_the_plugin(sqlite: Backend) -> None:
    """And the function."""
    plugin = Plugin("mine")

    def broken(*_: Any) -> None:
        raise KeyError("x")

    plugin.add_autogenerate_comparator(broken, "autogenerate")
    with pytest.raises(CallableFailedError) as caught:
        await found_with(sqlite, plugin)
    assert caught.value.name == "comparator `broken` of mine"


def test_a_pattern_that_matches_nothing_names_near_ones() -> None:
    """A misspelt name would silently compare less."""
    with pytest.raises(UnknownPluginError) as caught:
        chosen(["amig.autogenerate.tabels"], comparators(), "sqlite")
    assert caught.value.pattern == "amig.autogenerate.tabels"
    assert "amig.autogenerate.tables" in caught.value.near
    with pytest.raises(UnknownPluginError) as caught:
        chosen(["nobody.*"], comparators(), "sqlite")
    assert caught.value.near == ()
    assert caught.value.hint.startswith("there are `amig.autogenerate.")


def test_targets_and_plugins_that_are_none_are_refused() -> None:
    """Where they are given."""
    with pytest.raises(BadCallError) as caught:
        Plugin("mine").add_autogenerate_comparator(print, "tables")  # type: ignore[arg-type]
    assert caught.value.option == "target"
    with pytest.raises(BadCallError) as caught:
        chosen([3], comparators(), "sqlite")
    assert caught.value.option == "autogenerate_plugins"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An installed package with an entry point."""
    (tmp_path / "their_plugin.py").write_text(
        "from amig.ops.table import DropTable\n"
        "def compare(context, ops):\n    return [DropTable('theirs')]\n"
        "def setup(plugin):\n    plugin.add_autogenerate_comparator(compare, 'autogenerate')\n"
    )
    info = tmp_path / "their_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: their-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[amig.plugins]\nthey.drops = their_plugin\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    sys.modules.pop("their_plugin", None)


@pytest.mark.usefixtures("installed")
async def test_plugins_of_packages_take_part_when_they_are_named(sqlite: Backend) -> None:
    """An installed plugin changes nothing by being there."""

    def theirs(found: Any) -> list[Any]:
        return [one for one in found if isinstance(one.directive, DropTable) and one.directive.table_name == "theirs"]

    assert theirs(await found_with(sqlite, "amig.autogenerate.*")) == []
    assert len(theirs(await found_with_again(sqlite, "amig.autogenerate.*", "they.*"))) == 1


async def test_a_module_can_be_a_plugin(sqlite: Backend) -> None:
    """One with `setup(plugin)`."""
    module = ModuleType("own")
    module.setup = lambda plugin: plugin.add_autogenerate_comparator(  # type: ignore[attr-defined]
        lambda context, ops: Execute("SELECT 3"), "autogenerate"
    )
    assert "execute autogenerate" in subjects(await found_with(sqlite, module, "amig.autogenerate.*"))
