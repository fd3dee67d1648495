"""`amig fleet` on the command line: exit codes, JSON, what is told, and what signals do."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from amig.cli import run
from tests.fleet.conftest import Fleet, named

SLOW = (
    "for n in [1]:\n    await op.execute('SELECT pg_sleep(0.2)')\n    await op.execute('INSERT INTO t (id) VALUES (7)')"
)


@pytest.fixture
def project(fleet: Fleet, monkeypatch: pytest.MonkeyPatch) -> Fleet:
    """A fleet whose configuration is in its folder, which is the working directory."""
    said = f'script_location = "migrations"\nurl = "{fleet.database.url}"\n\n[fleet]\nschemas = "tenant\\\\_%"\n'
    fleet.project.config.write_text(said)
    monkeypatch.chdir(fleet.project.folder)
    return fleet


def test_from_nothing_to_current(project, capsys) -> None:
    """What is told on the way, and with which exit codes."""
    names = named(4)
    project.make(*names)
    project.project.table("t")
    assert run(["fleet", "status"]) == 3
    assert capsys.readouterr().out == "0 current, 4 new\n"
    assert run(["fleet", "upgrade", "--canary", "1", "--concurrency", "1"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    lines = [line.split("  (")[0] for line in told.err.splitlines()]
    assert lines == [
        "upgrade of 4 tenants to head",
        "wave 1 of 2: canary",
        "tenant_0001: at rev00001",
        "wave 2 of 2: the rest",
        *(f"{name}: at rev00001" for name in names[1:]),
        "4 at head, 4 of them now",
    ]
    assert run(["fleet", "status"]) == 0
    assert capsys.readouterr().out.startswith("4 current\nlast run: upgrade to head by ")
    assert run(["fleet", "downgrade", "base", "-q"]) == 0
    assert run(["fleet", "stop"]) == 1
    assert "no fleet run is under way" in capsys.readouterr().err


def test_failures_are_grouped(project, capsys) -> None:
    """In words, and as JSON: an event a line, the report last."""
    project.make(*named(3))
    project.sql("CREATE TABLE tenant_0001.t (x int)", "CREATE TABLE tenant_0003.t (x int)")
    project.project.table("t")
    assert run(["fleet", "upgrade"]) == 1
    err = capsys.readouterr().err
    assert "2 failed, like tenant_000" in err
    assert 'relation "t" already exists' in err
    assert "1 at head, 1 of them now, 2 failed" in err
    assert run(["fleet", "status"]) == 3
    assert capsys.readouterr().out.startswith("1 current, 2 failed with the same cause\n2 failed, like tenant_000")
    assert run(["fleet", "upgrade", "--json"]) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["event"] for one in told[:2]] == ["run-began", "wave-began"]
    assert told[0]["continued"] is True
    assert (told[-1]["event"], told[-1]["failed"], told[-1]["current"]) == ("report", 2, 1)
    assert run(["fleet", "status", "--json"]) == 3
    found = json.loads(capsys.readouterr().out)
    assert (found["current"], found["failed"], found["failures"][0]["count"]) == (1, 2, 2)


def test_a_command_that_is_none(project, capsys) -> None:
    """Names the nearest one of the group."""
    assert run(["fleet", "upgrad"]) == 2
    assert "hint: did you mean `upgrade`, `downgrade`?" in capsys.readouterr().err
    assert run(["flet"]) == 2
    assert "hint: did you mean `fleet`" in capsys.readouterr().err


def started(folder: Path, *more: str) -> subprocess.Popen[str]:
    """`amig fleet upgrade` in a process of its own."""
    command = [str(Path(sys.executable).with_name("amig")), "fleet", "upgrade", "--concurrency", "2", *more]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def until(stream: IO[str] | None, word: str) -> None:
    """Read lines up to one that has a word."""
    assert stream is not None
    for line in stream:
        if word in line:
            return
    pytest.fail(f"it never said {word}")


def whole(fleet: Fleet, names: list[str]) -> bool:
    """Whether each tenant has all of a revision or nothing of it, and nothing twice."""
    for name in names:
        rows = fleet.rows("amig_version", [name])[name] if has(fleet, name, "amig_version") else []
        done = fleet.rows("t", [name])[name] if has(fleet, name, "t") else []
        if len(done) != (rows == [("rev00002",)]):
            return False
    return True


def has(fleet: Fleet, schema: str, table: str) -> bool:
    (found,) = fleet.database.rows(f"SELECT to_regclass('{schema}.{table}') IS NOT NULL")
    return bool(found[0])


@pytest.mark.full
def test_one_signal_finishes_what_runs(project) -> None:
    """The run ends, says how far it came, exits with 130, and the same command goes on."""
    names = named(40)
    project.make(*names)
    project.project.table("t")
    project.project.up(SLOW)
    process = started(project.project.folder)
    until(process.stdout, "at rev00002")
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=50)
    assert process.returncode == 130, out
    assert "nothing more begins" in out
    assert "stopped: interrupted by SIGINT" in out
    assert "not begun" in out
    assert "failed" not in out
    assert whole(project, names)
    assert run(["fleet", "upgrade", "-q"]) == 0
    assert project.versions(names) == {("rev00002",)}


def killed(project: Fleet, word: str = "at rev00002") -> None:
    """Begin, and be killed in the middle."""
    process = started(project.project.folder)
    until(process.stdout, word)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=20)


def test_a_coordinator_that_is_killed(project) -> None:
    """Another one goes on once its lease is over; no tenant has run a revision twice."""
    names = named(30)
    project.make(*names)
    project.project.table("t")
    project.project.up(SLOW)
    killed(project)
    project.sql("UPDATE amig_fleet_lead SET until = until - 10")
    assert run(["fleet", "upgrade", "-q"]) == 0
    assert project.versions(names) == {("rev00002",)}
    assert {tuple(rows) for rows in project.rows("t", names).values()} == {((7, None),)}
    assert project.database.rows("SELECT count(*), min(state), max(tenants) FROM amig_fleet_runs") == [(1, "done", 30)]


def current(project: Fleet) -> list[str]:
    """The tenants that are where they are to be."""
    found = project.database.rows(
        "SELECT nspname FROM pg_namespace WHERE to_regclass(nspname || '.amig_version') IS NOT NULL"
    )
    made = [name for (name,) in found if name.startswith("tenant_")]
    return [name for name, rows in project.rows("amig_version", made).items() if rows == [("rev00002",)]]


@pytest.mark.full
def test_a_coordinator_that_is_killed_twice(project) -> None:
    """The third run finishes; the lease is waited for."""
    names = named(120)
    project.make(*names)
    project.project.table("t")
    project.project.up(SLOW)
    killed(project, "/s, about")  # of so many none has a line of its own
    assert 0 < len(current(project)) < 100
    killed(project, "/s, about")
    assert 0 < len(current(project)) < 120
    assert run(["fleet", "upgrade", "-q"]) == 0
    assert project.versions(names) == {("rev00002",)}
    assert {tuple(rows) for rows in project.rows("t", names).values()} == {((7, None),)}
