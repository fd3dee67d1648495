"""`amig graph`, as it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import amig
from amig.cli import run
from amig.errors import (
    BadTargetError,
    EmptyRangeError,
    NotInRangeError,
    UnknownFormatError,
    UnknownTargetError,
    UnwritableOutputError,
)
from tests.projects import Project, new_project
from tests.run.test_counted import imported_by


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Project:
    """Three revisions, of which two are applied."""
    made = new_project(tmp_path / "p", f"sqlite:///{tmp_path}/x.db")
    for name in ("one", "two", "three"):
        made.table(name)
    monkeypatch.chdir(made.folder)
    assert run(["upgrade", "rev00002", "-q"]) == 0
    return made


def test_the_lines(project, capsys) -> None:
    """Without a database nothing is said of what is applied."""
    assert run(["graph"]) == 0
    assert capsys.readouterr() == ("○ rev00003 (head) number 3\n○ rev00002 number 2\n○ rev00001 number 1\n", "")
    assert run(["graph", "--applied"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == ["○ rev00003 (head) number 3", "◉ rev00002 (current) number 2", "● rev00001 number 1"]
    assert err == "◉ current  ● applied  ○ pending\n"
    assert run(["graph", "-i", "-q"]) == 0
    assert capsys.readouterr() == (out, "")


def test_nothing_heavy_is_imported(project) -> None:
    """Not even where the database is asked, which a glance does."""
    for arguments in (["graph"], ["graph", "--format", "html", "-o", "h.html"], ["graph", "-r", "rev00002:", "-v"]):
        assert imported_by(project.folder, *arguments) == set(), arguments
    assert "sqlalchemy" not in imported_by(project.folder, "graph", "--applied")


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.svg", "<svg "),
        ("x.html", "<!doctype html>"),
        ("x.mmd", "flowchart TB"),
        ("x.dot", "digraph"),
        ("x.json", "{"),
        ("x.txt", "○ rev"),
    ],
)
def test_a_file_or_stdout(name: str, begins: str, project, capfdbinary) -> None:
    """The ending says the format; stdout has the same bytes."""
    assert run(["graph", "-o", name]) == 0
    assert capfdbinary.readouterr().out == b""
    written = Path(name).read_bytes()
    assert written.decode().startswith(begins)
    format_ = {"mmd": "mermaid", "txt": "text"}.get(name[2:], name[2:])
    for more in ([], ["-o", "-"]):
        assert run(["graph", "--format", format_, *more]) == 0
        assert capfdbinary.readouterr().out == written


def test_json_is_json(project, capsys) -> None:
    """As every command has it."""
    for arguments in (["graph", "--json"], ["--json", "graph", "--format", "json"]):
        assert run(arguments) == 0
        assert json.loads(capsys.readouterr().out)["heads"] == ["rev00003"]
    assert run(["graph", "--json", "--format", "svg"]) == 2
    assert "--json and --format svg exclude each other" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("range_", "ids"),
    [
        ("rev00002:", ["rev00003", "rev00002"]),
        (":rev00002", ["rev00002", "rev00001"]),
        ("base:head", ["rev00003", "rev00002", "rev00001"]),
        ("current:+1", ["rev00003", "rev00002"]),
        ("-1:current", ["rev00002", "rev00001"]),
    ],
)
async def test_a_range(range_: str, ids: list[str], project) -> None:
    """Ends are symbols; where they count from the database, it is asked."""
    result = await amig.graph(project.config, range_=range_)
    assert [node.id for node in result.picture.revisions] == ids
    assert result.picture.current is None
    applied = await amig.graph(project.config, range_=range_, applied=True)
    assert [node.id for node in applied.picture.revisions if node.current] == ["rev00002"]


async def test_what_makes_no_sense(project, capsys) -> None:
    """Is said before anything is drawn."""
    for range_, kind in (
        ("rev00003:rev00001", NotInRangeError),
        ("head:base", NotInRangeError),
        (":base", EmptyRangeError),
        ("rev00001", BadTargetError),
        ("a:b:c", BadTargetError),
        ("gone1:", UnknownTargetError),
    ):
        with pytest.raises(kind):
            await amig.graph(project.config, range_=range_)
    with pytest.raises(EmptyRangeError) as caught:
        await amig.graph(project.config, range_=":base")
    assert (caught.value.range, caught.value.hint) == (":base", "write `older:newer`, or leave one of them out")
    with pytest.raises(UnknownFormatError):
        (await amig.graph(project.config)).draw("pdf")


def test_a_file_that_cannot_be_written(project, capsys) -> None:
    """Names it, and what to do."""
    for name, problem in (("no/folder.svg", "No such file or directory"), (".", "no format")):
        assert run(["graph", "-o", name]) == 2
        assert problem in capsys.readouterr().err
    from amig.commands.graph import _write

    with pytest.raises(UnwritableOutputError) as caught:
        _write(Path("migrations"), "x")
    assert caught.value.fields() == {"path": "migrations", "problem": "Is a directory"}


def test_a_row_that_no_file_has(project, capsys) -> None:
    """A warning; the picture is drawn all the same."""
    (project.folder / "migrations" / "versions" / "rev00003.py").unlink()
    (project.folder / "migrations" / "versions" / "rev00002.py").unlink()
    assert run(["graph", "-i"]) == 0
    out, err = capsys.readouterr()
    assert out == "○ rev00001 (head) number 1\n"
    assert "warning: `rev00002` is in the database, and no file has it" in err


def test_an_empty_history(tmp_path, monkeypatch, capsys) -> None:
    """Has a picture too."""
    monkeypatch.chdir(new_project(tmp_path / "p").folder)
    assert run(["graph"]) == 0
    assert capsys.readouterr() == ("", "no revisions\n")
    for format_ in ("svg", "html", "mermaid", "dot", "json"):
        assert run(["graph", "--format", format_]) == 0
        assert capsys.readouterr().out
