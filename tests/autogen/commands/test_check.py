"""`amig check`: what differs, why, and what would ignore it; it creates nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

import amig
from amig.autogen.differences import differences
from amig.autogen.found import Found, Note
from amig.cli import run
from amig.ops.sql import Execute
from tests.autogen.commands.world import POSTS, USERS, World

NOTHING = "\nsa.Table('rest', metadata, sa.Column('id', sa.Integer, primary_key=True))\n"


async def migrated(world: World, *parts: str) -> None:
    config = world.models(*parts)
    await amig.revision(config, "first", autogenerate=True)
    await amig.upgrade(config)


async def test_each_difference_has_a_reason_and_a_line_that_ignores_it(world: World) -> None:
    """The line is believed: with all of them nothing is left."""
    await migrated(world, USERS, POSTS)
    config = world.models(USERS.replace("String(40)", "String(41)"), NOTHING)
    result = await amig.check(config)
    assert [one.line for one in result.differences] == ["+ table rest", "~ type users.name", "- table posts"]
    assert all(one.reason for one in result.differences)
    assert result.differences[0].ignore == 'ignore = ["table rest"]'
    assert not result.is_same
    ignored = tuple(one.ignore.split('"')[1] for one in result.differences)
    assert (await amig.check(config.replace(ignore=ignored))).is_same


async def test_nothing_is_created(world: World) -> None:
    """Neither the version table nor, on SQLite, the file."""
    result = await amig.check(world.models(USERS))
    assert [one.line for one in result.differences] == ["+ table users"]
    names = {"sqlite": "SELECT name FROM sqlite_master", "mysql": "SHOW TABLES"}
    query = names.get(world.backend.name, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    assert world.backend.rows(query) == []


async def test_pending_revisions_are_said_and_nothing_is_compared(small: World) -> None:
    """What they do would be found as differences."""
    config = small.models(USERS)
    await amig.revision(config, "first", rev_id="aaaa", autogenerate=True)
    result = await amig.check(config)
    assert (result.pending, result.differences, result.is_same) == (("aaaa",), (), False)


def test_what_is_dropped_and_made_again_has_changed() -> None:
    """Once; what is unsure counts only with `strict`."""
    from amig.ops.index import CreateIndex, DropIndex

    note = (Note("index t.[odd]", "it is (a) in the database, (b) in the models"),)
    drop, create = DropIndex("[odd]", "t"), CreateIndex("[odd]", "t", ["b"])
    (one,) = differences([Found(drop, note), Found(create, note)])
    assert one.line == "~ index t.[odd]"
    assert one.ignore == 'ignore = ["index t.[[]odd]"]'
    unsure = differences([Found(Execute("x"), note, unsure="read-only")])
    assert amig.commands.check.CheckResult((), unsure).is_same
    assert not amig.commands.check.CheckResult((), unsure, strict=True).is_same


def cli(world: World, capsys: Any, *arguments: str) -> tuple[int, str, str]:
    code = run([*arguments])
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def project(small: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """With a file for the command line, in the working folder."""
    monkeypatch.chdir(small.folder)
    config = small.models(USERS)
    text = f'script_location = "migrations"\nurl = "{small.backend.url}"\nmetadata = "{config.metadata}"\n'
    (small.folder / "amig.toml").write_text(text)
    return small


def test_the_command_exits_with_3_and_is_read_without_colour(project: World, capsys: Any) -> None:
    """Data to stdout, the count to stderr."""
    code, out, err = cli(project, capsys, "check")
    assert code == 3
    assert out == (
        '+ table users\n    the models have it, the database does not\n    to leave it out: ignore = ["table users"]\n'
    )
    assert err == "1 difference\n"


def test_json_is_for_programs(project: World, capsys: Any) -> None:
    """The same as the coroutine gives back."""
    code, out, _ = cli(project, capsys, "check", "--json")
    found = json.loads(out)
    assert code == 3
    assert found["differences"][0]["subject"] == "table users"
    assert found["pending"] == []


def test_from_a_comparison_to_a_database_that_is_the_same(project: World, capsys: Any) -> None:
    """On the command line: pending, then nothing."""
    code, out, err = cli(project, capsys, "revision", "--autogenerate", "-m", "users")
    assert code == 0
    assert out.strip() == str(project.files()[0])
    assert "+ table users: the models have it, the database does not" in err
    code, out, err = cli(project, capsys, "check")
    assert (code, out) == (3, "")
    assert "not compared, these revisions are pending" in err
    assert cli(project, capsys, "upgrade")[0] == 0
    code, out, err = cli(project, capsys, "check")
    assert (code, out, err) == (0, "", "no differences\n")
    code, _, err = cli(project, capsys, "revision", "--autogenerate", "-m", "again")
    assert (code, err) == (0, "no differences: nothing was written\n")
