"""A plan kept in a file is what runs, or nothing runs."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

import amig
from amig.cli import run
from amig.errors import BadPlanError, PlanMovedError, UnwritableOutputError
from amig.preview.file import read
from tests.projects import Project, new_project


@pytest.fixture
def project(tmp_path, monkeypatch) -> Project:
    made = new_project(tmp_path / "p", f"sqlite:///{tmp_path}/x.db")
    made.table("whole")
    made.table("other")
    monkeypatch.chdir(made.folder)
    return made


def moved(arguments: list[str], capsys: Any, code: int = 1) -> str:
    """What is said when a plan no longer fits; the database is where it was."""
    before = rows(capsys)
    assert run(arguments) == code
    said = capsys.readouterr().err
    assert rows(capsys) == before
    return said


def rows(capsys: Any) -> str:
    capsys.readouterr()
    run(["current", "-q"])
    return capsys.readouterr().out


def test_a_plan_that_fits_is_carried_out(project, capsys) -> None:
    """And then it does not fit any more."""
    assert run(["plan", "+1", "--out", "plan.json"]) == 0
    said = capsys.readouterr()
    assert "CREATE TABLE whole" in said.out
    assert "`amig upgrade --plan plan.json` does just that" in said.err
    assert run(["upgrade", "--plan", "plan.json"]) == 0
    assert rows(capsys) == "rev00001\n"
    assert "the database was at base and is at `rev00001`" in moved(["upgrade", "--plan", "plan.json"], capsys)


def test_the_same_plan_is_the_same_file(project) -> None:
    """Byte by byte, with a line for each thing, and it is read back as it was."""
    run(["plan", "--out", "one.json"])
    run(["upgrade", "--dry-run"])
    run(["plan", "--out", "two.json"])
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()
    found = json.loads(Path("one.json").read_text())
    assert found["format"] == 1
    assert [step["revision"] for step in found["plans"][0]["steps"]] == ["rev00001", "rev00002"]
    assert len(found["plans"][0]["steps"][0]["checksum"]) == 64
    assert read(Path("one.json")).plans[0].steps[1].statements[0].operation == "create_table"


def test_a_revision_that_came_meanwhile(project, capsys) -> None:
    """Is named, and nothing is run."""
    run(["plan", "--out", "plan.json"])
    project.table("more")
    assert "the plan no longer fits: `rev00003` is new" in moved(["upgrade", "--plan", "plan.json"], capsys)


def test_a_revision_that_was_changed_or_went_away(project, capsys) -> None:
    """Whatever is different about its file; but not for its line ends."""
    run(["plan", "--out", "plan.json"])
    versions = project.folder / "migrations" / "versions"
    text = (versions / "rev00001.py").read_text()
    (versions / "rev00001.py").write_bytes(text.replace("\n", "\r\n").encode())
    (versions / "rev00002.py").write_text((versions / "rev00002.py").read_text() + "# more\n")
    said = moved(["upgrade", "--plan", "plan.json"], capsys)
    assert "the plan no longer fits: the file of `rev00002` was changed\n" in said
    (versions / "rev00002.py").unlink()
    assert "`rev00002` is not due any more" in moved(["upgrade", "--plan", "plan.json"], capsys)


def test_sql_revisions_have_two_files(project, capsys) -> None:
    """Both count."""
    versions = project.folder / "migrations" / "versions"
    (versions / "sqls1_x.up.sql").write_text("-- revision: sqls1\n-- parents: rev00002\nCREATE TABLE t (id INTEGER);\n")
    run(["plan", "--out", "plan.json"])
    (versions / "sqls1_x.down.sql").write_text("DROP TABLE t;\n")
    assert "the file of `sqls1` was changed" in moved(["upgrade", "--plan", "plan.json"], capsys)


def test_another_kind_of_database(project, capsys, postgresql) -> None:
    """What was planned for one is nothing for the other."""
    run(["plan", "--out", "plan.json"])
    assert run(["upgrade", "--plan", "plan.json", "--url", postgresql.url]) == 1
    assert "the database was sqlite and is postgresql" in capsys.readouterr().err


def test_another_version_of_amig(project, capsys) -> None:
    """May write other SQL."""
    run(["plan", "--out", "plan.json"])
    text = json.loads(Path("plan.json").read_text())
    Path("plan.json").write_text(json.dumps({**text, "amig": "0.0.1"}))
    assert "amig was 0.0.1 and is " in moved(["upgrade", "--plan", "plan.json"], capsys)


def test_a_plan_for_the_way_back(project, capsys) -> None:
    """Is for `amig downgrade`."""
    run(["upgrade"])
    assert run(["plan", "--downgrade", "-1", "--out", "plan.json"]) == 0
    said = moved(["upgrade", "--plan", "plan.json"], capsys, code=2)
    assert "the plan `plan.json` is one of `amig downgrade`" in said
    assert run(["downgrade", "--plan", "plan.json"]) == 0
    assert rows(capsys) == "rev00001\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is no JSON"),
        ("[]", "is no plan of format 1"),
        ('{"format": 2}', "is no plan of format 1, but of 2"),
        ('{"format": 1}', "does not hold `plans`, `amig`, `format` at its top"),
        ('{"format": 1, "amig": "x", "plans": {}}', "holds {} in `plans`, which is no list"),
        ('{"format": 1, "amig": 5, "plans": []}', "holds 5 in `amig`"),
        ('{"format": 1, "amig": "x", "plans": []}', "is for no database"),
        ('{"format": 1, "amig": "x", "plans": [{}]}', "does not hold `direction`, `target`"),
        ('{"format": true, "amig": "x", "plans": []}', "holds True in `format`"),
    ],
)
def test_a_file_that_is_no_plan(project, capsys, text: str, problem: str) -> None:
    """Is told, with what is wrong."""
    Path("plan.json").write_text(text)
    said = moved(["upgrade", "--plan", "plan.json"], capsys, code=2)
    assert problem in said
    assert "hint: make it anew with `amig plan --out plan.json`" in said


def test_a_half_written_plan(project, capsys) -> None:
    """Every field is looked at."""
    run(["plan", "--out", "plan.json"])
    whole = Path("plan.json").read_text()
    for old, new, problem in (
        ('"closed": true', '"closed": "yes"', "holds 'yes' in `closed`"),
        ('"rev00002"', "2", "holds 2 in `after`"),
        ('"lock": null', '"lok": null', "does not hold `operation`, `sql`, `lock`"),
    ):
        assert old in whole
        Path("plan.json").write_text(whole.replace(old, new))
        assert problem in moved(["upgrade", "--plan", "plan.json"], capsys, code=2)


def test_files_that_cannot_be_read_or_written(project, capsys) -> None:
    """Are named."""
    assert "the plan `nowhere.json` cannot be read" in moved(["upgrade", "--plan", "nowhere.json"], capsys, code=2)
    assert run(["plan", "--out", "nowhere/plan.json"]) == 2
    assert "`nowhere/plan.json` cannot be written: No such file" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["upgrade", "head", "--plan", "p.json"], "`--plan`, `TARGET` exclude each other"),
        (["upgrade", "--plan", "p.json", "--sql"], "`--sql`, `--plan` exclude each other"),
        (["upgrade", "--plan", "p.json", "--dry-run"], "`--dry-run`, `--plan` exclude each other"),
        (["downgrade", "-1", "--sql", "--dry-run"], "`--sql`, `--dry-run` exclude each other"),
        (["downgrade"], "needs a target"),
        (["plan", "--downgrade"], "needs a target"),
    ],
)
def test_choices_that_exclude_each_other(project, capsys, arguments: list[str], said: str) -> None:
    """Are refused before anything else."""
    assert said in moved(arguments, capsys, code=2)


async def test_in_a_program(backend, tmp_path) -> None:
    """A plan is a value: what `plan()` gives back, `upgrade()` takes."""
    project = new_project(tmp_path / "q")
    project.table("whole")
    made = await amig.plan(project.config, url=backend.url, out=tmp_path / "plan.json")
    assert await asyncio.to_thread(read, tmp_path / "plan.json") == made
    result = await amig.upgrade(project.config, plan=made, url=backend.url)
    assert (result.target, result.after) == ("head", ("rev00001",))
    with pytest.raises(PlanMovedError) as caught:
        await amig.upgrade(project.config, plan=tmp_path / "plan.json", url=backend.url)
    assert caught.value.moved == "the database was at base and is at `rev00001`"
    with pytest.raises(BadPlanError):
        await amig.downgrade(project.config, "base", plan=made, url=backend.url)
    with pytest.raises(UnwritableOutputError):
        await amig.plan(project.config, url=backend.url, out=tmp_path / "no" / "plan.json")


def test_several_databases(tmp_path, monkeypatch, capsys) -> None:
    """A plan for each, by name; a plan for fewer does not fit."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    monkeypatch.chdir(project.folder)
    text = project.config.read_text()
    tables = "".join(f'[databases.{name}]\nurl = "sqlite:///{name}.db"\n' for name in ("one", "two"))
    project.config.write_text(text + tables)
    assert run(["plan", "--out", "both.json"]) == 0
    assert "one: upgrade from base to rev00001" in capsys.readouterr().out
    assert run(["plan", "-n", "two", "--out", "two.json"]) == 0
    assert "the database was `two` and is `one`" in moved(["upgrade", "--plan", "two.json"], capsys)
    assert run(["upgrade", "--plan", "both.json"]) == 0
