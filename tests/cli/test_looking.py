"""Commands that look: history and its ranges, branches, files in an editor; and the version table made ahead."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from pathlib import Path

import pytest

import amig
from amig.cli import run
from tests.script.files import add, folder

BRANCHY = {"aaaa1": (), "bbbb1": ("aaaa1",), "bbbb2": ("aaaa1",), "cccc1": ("bbbb1", "bbbb2"), "libr1": ()}
BODY = "\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n"


@pytest.fixture(name="project")
def project_fixture(tmp_path: Path, monkeypatch) -> Path:
    location = folder(tmp_path / "p", BRANCHY)
    header = 'branch_labels = ("app",)\ndepends_on = "libr1"\n'
    add(location, "dddd1", f'"""the end"""\nrevision = "dddd1"\ndown_revision = "cccc1"\n{header}{BODY}')
    (location.parent / "amig.toml").write_text(f'url = "sqlite:///{tmp_path}/x.db"\n')
    monkeypatch.chdir(location.parent)
    return location.parent


def said(capsys, *arguments: str, code: int = 0) -> list[str]:
    assert run(list(arguments)) == code
    return capsys.readouterr().out.splitlines()


def test_a_line_says_where_a_revision_stands(project, capsys) -> None:
    """What it follows and depends on, its branch, whether it is a head, where lines part and meet."""
    lines = said(capsys, "history")
    assert lines[0] == "cccc1 (libr1) -> dddd1 (app) (head), the end"
    assert "<base> -> libr1 (effective head)" in lines
    assert "bbbb1, bbbb2 -> cccc1 (mergepoint)" in lines
    assert "<base> -> aaaa1 (branchpoint)" in lines


def test_in_full(project, capsys) -> None:
    """A line for each thing."""
    block = said(capsys, "show", "dddd1", "-v")
    assert block[:4] == ["Rev: dddd1 (app) (head)", "Parent: cccc1", "Also depends on: libr1", "Branch names: app"]
    assert "Branches into: bbbb1, bbbb2" in said(capsys, "show", "aaaa1")
    assert "Merges: bbbb1, bbbb2" in said(capsys, "show", "cccc1")


@pytest.mark.parametrize(
    ("range_", "found"),
    [
        ("bbbb1:cccc1", ["cccc1", "bbbb1"]),
        ("cccc1:", ["dddd1", "cccc1"]),
        (":bbbb2", ["bbbb2", "aaaa1"]),
        ("base:aaaa1", ["aaaa1"]),
        ("app:heads", ["dddd1"]),
        ("-1:current", ["dddd1", "cccc1"]),
        ("current:", ["dddd1"]),
        ("cccc1-1:cccc1+1", None),
    ],
)
def test_ranges(project, capsys, range_: str, found: list[str] | None) -> None:
    """Both ends included; counted from the database where they are relative."""
    asyncio.run(amig.upgrade("amig.toml", "heads"))
    lines = said(capsys, "history", "-r", range_, "--json")
    revisions = [one["revision"] for one in json.loads("\n".join(lines))["revisions"]]
    assert revisions == found if found is not None else set(revisions) == {"bbbb1", "bbbb2", "cccc1", "dddd1"}


def test_where_the_database_is(project, capsys) -> None:
    """Marked when asked for, and an empty database stays empty."""
    assert not [line for line in said(capsys, "history", "-i") if "(current)" in line]
    assert not (project.parent / "x.db").exists()
    asyncio.run(amig.upgrade("amig.toml", "cccc1"))
    marked = [line for line in said(capsys, "history", "-i") if "(current)" in line]
    assert marked == ["bbbb1, bbbb2 -> cccc1 (current) (mergepoint)"]


def test_a_range_that_is_none(project, capsys) -> None:
    """Is told before anything is read."""
    for range_ in ("dddd1", "a:b:c", "zzzz:"):
        assert run(["history", "-r", range_]) == 2
        assert "error: " in capsys.readouterr().err


def test_branches(project, capsys) -> None:
    """Where the history parts, and into what."""
    assert said(capsys, "branches") == [
        "<base> -> aaaa1 (branchpoint)",
        "    -> bbbb1",
        "    -> bbbb2",
    ]


def test_files_are_opened_in_the_editor(project, capsys, monkeypatch) -> None:
    """One after the other; an editor that fails, or is not there, is named."""
    log = project / "opened.txt"
    script = project / "my editor"
    script.write_text(f'#!/bin/sh\necho "$1" >> "{log}"\n')
    script.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    assert run(["edit", "heads"]) == 0
    assert run(["edit", "cccc1"]) == 0
    assert [Path(line).name for line in log.read_text().splitlines()] == ["dddd1.py", "cccc1.py"]
    monkeypatch.setenv("EDITOR", "false --wait")
    assert run(["edit", "cccc1"]) == 1
    assert "the editor `false --wait` ended with exit code 1" in capsys.readouterr().err
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert run(["edit", "cccc1"]) == 1
    assert "`no-such-editor` is what `$EDITOR` names, and cannot be found" in capsys.readouterr().err
    monkeypatch.delenv("EDITOR")
    monkeypatch.setenv("PATH", str(project))
    assert run(["edit", "cccc1"]) == 1
    assert "`$EDITOR`" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["show", "edit"])
def test_at_base_there_is_nothing_to_look_at(project, capsys, command: str) -> None:
    """Which is said."""
    assert run([command, "current"]) == 0
    assert "nothing to" in capsys.readouterr().err


async def test_the_version_table_can_be_made_ahead(backend, tmp_path) -> None:
    """Once, and what it holds stays."""
    location = folder(tmp_path / "q", {"aaaa1": ()})
    config = location.parent / "amig.toml"
    config.write_text('version_table = "v"\n')
    for expected in ((), ("aaaa1",)):
        assert (await amig.ensure_version(config, url=backend.url)).revisions == expected
        assert backend.rows("SELECT count(*) FROM v") == [(len(expected),)]
        await amig.upgrade(config, url=backend.url)
    assert "CREATE TABLE v" in ((await amig.ensure_version(config, url=backend.url, sql=True)).sql or "")


@pytest.mark.parametrize(
    "arguments",
    [["current"], ["current", "-v"], ["history", "-i"], ["show", "current"], ["graph", "--applied"], ["plan", "heads"]],
)
def test_what_only_looks_creates_nothing(project, capsys, arguments) -> None:
    """Not even the file; and in a database that is there no table."""
    path = project.parent / "x.db"
    assert run(arguments) == 0
    assert not path.exists()
    sqlite3.connect(path).close()
    path.touch()
    assert run(arguments) == 0
    assert path.stat().st_size == 0
