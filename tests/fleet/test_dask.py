"""Tenants spread over the workers of a Dask cluster: real processes, one of which is killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import amig
from amig.cli import run
from amig.errors import BadConfigError
from amig.fleet.batch import Passport
from amig.script.directory import ScriptDirectory
from tests.fleet.cluster import Cluster
from tests.fleet.conftest import Fleet, named
from tests.fleet.test_command_line import until
from tests.projects import new_project

SLOW = """
import os
for pid in [os.getpid()]:
    await op.execute("SELECT pg_sleep(0.2)")
    await op.execute(f"INSERT INTO t (id) VALUES ({pid})")
"""
SECRET = "open-sesame"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    (tmp_path / "cluster").mkdir()
    made = Cluster(tmp_path / "cluster")
    yield made
    made.stop()


@pytest.fixture
def project(fleet: Fleet, cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Fleet:
    """A fleet whose configuration names the cluster; who runs a tenant is written into its table."""
    url = fleet.database.url.replace("postgres@", f"postgres:{SECRET}@")
    said = f'script_location = "migrations"\nurl = "{url}"\n\n[fleet]\nschemas = "tenant\\\\_%"\n'
    fleet.project.config.write_text(f'{said}on = "dask://{cluster.address}"\n')
    fleet.project.table("t")
    fleet.project.up(SLOW)
    monkeypatch.chdir(fleet.project.folder)
    return fleet


def started(*more: str) -> subprocess.Popen[str]:
    """`amig fleet` in a process of its own, its output as one stream."""
    command = [str(Path(sys.executable).with_name("amig")), "fleet", *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, _ = process.communicate(timeout=280)
    return process.returncode, out


def report(out: str) -> dict[str, Any]:
    """The last line of `--json`."""
    found: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    return found


def who_ran(fleet: Fleet, names: list[str]) -> set[int]:
    """The processes that ran tenants; each tenant was run once."""
    rows = fleet.rows("t", names)
    assert {len(found) for found in rows.values()} == {1}
    return {found[0][0] for found in rows.values()}


def ran_so_far(fleet: Fleet, names: list[str]) -> set[int]:
    """The processes that ran tenants until now."""
    made = fleet.database.rows("SELECT nspname FROM pg_namespace WHERE to_regclass(nspname || '.t') IS NOT NULL")
    rows = fleet.rows("t", sorted({name for (name,) in made} & set(names)))
    return {found[0][0] for found in rows.values() if found}


def test_files_that_differ(fleet, tmp_path) -> None:
    """One letter is enough; ends of lines are none. Nothing of Dask is imported for it."""
    paths = []
    for project in (fleet.project, new_project(tmp_path / "other")):
        project.table("t")
        paths += (project.folder / "migrations" / "versions").glob("*.py")
    scripts = [ScriptDirectory.open(path.parents[1]) for path in paths]
    ours, theirs = map(Passport.of, scripts)
    assert ours.differs(theirs) == ""
    paths[1].write_bytes(paths[1].read_bytes().replace(b"\n", b"\r\n"))
    assert ours.differs(Passport.of(scripts[1])) == ""
    paths[1].write_bytes(paths[1].read_bytes().replace(b'"n"', b'"m"'))
    assert "other migration files" in ours.differs(Passport.of(scripts[1]))
    assert "has amig 0, and the coordinator" in ours.differs(replace(theirs, amig="0"))
    assert "has Python 2.7" in ours.differs(replace(theirs, python="2.7"))


def test_dask_is_only_for_those_who_want_it(fleet, monkeypatch, capsys) -> None:
    """Nothing imports it; where it is not there, the error says what to install."""
    program = (
        "import sys, amig.cli, amig.commands.fleet_upgrade, amig.fleet.dask; sys.exit('distributed' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
    monkeypatch.setitem(sys.modules, "distributed", None)
    fleet.project.config.write_text(f'url = "{fleet.database.url}"\n\n[fleet]\nschemas = "t%"\n')
    monkeypatch.chdir(fleet.project.folder)
    assert run(["fleet", "upgrade", "--on", "dask://127.0.0.1:8786"]) == 2
    assert "pip install 'amig[dask]'" in capsys.readouterr().err


async def test_what_cannot_travel(fleet) -> None:
    """An engine that is an object."""
    config = fleet.config.replace(engine=object(), fleet={**fleet.settings, "on": "dask://127.0.0.1:8786"})
    with pytest.raises(BadConfigError, match="no worker can be given"):
        await amig.fleet_upgrade(config)


@pytest.mark.timeout(300)
def test_a_worker_does_it(project, cluster) -> None:
    """Events and report are as at home, the ledger too; a failing tenant spoils nothing; no password is logged."""
    names = named(5)
    project.make(*names)
    project.sql("CREATE TABLE tenant_0002.t (x int)")
    worker = cluster.worker()
    code, out = ended(started("upgrade", "--json"))
    assert code == 1, out
    found = report(out)
    assert (found["tenants"], found["done"], found["failed"], found["left"]) == (5, 4, 1, 0), out
    assert 'relation "t" already exists' in found["failures"][0]["problem"]
    told = [json.loads(line)["event"] for line in out.splitlines()]
    assert (told.count("tenant-began"), told.count("tenant-done"), told.count("tenant-failed")) == (5, 4, 1)
    assert who_ran(project, [name for name in names if name != "tenant_0002"]) == {worker}
    assert project.database.rows("SELECT outcome, count(*) FROM amig_fleet_tenants GROUP BY 1 ORDER BY 1") == [
        ("done", 4),
        ("failed", 1),
    ]
    project.sql("DROP TABLE tenant_0002.t")
    code, out = ended(started("upgrade", "--json"))
    assert code == 0, out
    assert (report(out)["done"], report(out)["current"], report(out)["continued"]) == (1, 4, True)
    assert SECRET not in cluster.everything + out


@pytest.mark.full
@pytest.mark.timeout(600)
def test_a_worker_is_killed(project, cluster) -> None:
    """Its batch runs again elsewhere: everybody is current, and no tenant ran a revision twice."""
    names = named(90)
    project.make(*names)
    workers = [cluster.worker() for _ in range(3)]
    process = started("upgrade", "--json", "--concurrency", "6")
    until(process.stdout, "tenant-done")
    while ran_so_far(project, names) != set(workers):
        until(process.stdout, "tenant-done")
    os.kill(workers[0], signal.SIGKILL)
    code, out = ended(process)
    assert code == 0, out
    found = report(out)
    assert (found["outcome"], found["left"], found["done"] + found["current"]) == ("done", 0, 90)
    assert project.versions(names) == {("rev00002",)}
    assert who_ran(project, names) == set(workers)
    assert SECRET not in cluster.everything + out


@pytest.mark.full
@pytest.mark.timeout(600)
def test_stop_reaches_the_workers(project, cluster, capsys) -> None:
    """Within seconds nothing more begins; the same command goes on."""
    names = named(100)
    project.make(*names)
    for _ in range(2):
        cluster.worker()
    process = started("upgrade", "--concurrency", "2")
    until(process.stdout, "of 100 tenants")
    assert run(["fleet", "stop"]) == 0
    code, out = ended(process)
    assert code == 1, out
    assert "stopped: asked for by" in out
    assert "not begun" in out
    code, out = ended(started("upgrade", "--concurrency", "8"))
    assert code == 0, out
    assert len(who_ran(project, names)) == 2


@pytest.mark.full
@pytest.mark.timeout(600)
def test_a_batch_that_takes_its_workers_with_it(project, cluster) -> None:
    """Where Dask gives it up, those in the middle have failed; the same command goes on."""
    names = named(30)
    project.make(*names)
    worker = cluster.worker()
    process = started("upgrade", "--json", "--concurrency", "2")
    until(process.stdout, "tenant-done")
    os.kill(worker, signal.SIGKILL)
    (cluster.folder / "asyncpg.py").write_text("raise ModuleNotFoundError('asyncpg', name='asyncpg')")
    cluster.worker(environ={"PYTHONPATH": str(cluster.folder)})
    code, out = ended(process)
    assert code == 1, out
    assert "could not run its tenants" in out or "died, one after the other" in out
    assert SECRET not in cluster.everything + out


@pytest.mark.timeout(300)
@pytest.mark.full
def test_a_worker_that_differs(project, cluster, capsys) -> None:
    """Nobody is touched where a worker has no amig, or other files; where nobody answers or works it is said."""
    project.make("tenant_0001")
    assert run(["fleet", "upgrade", "--on", "somewhere"]) == 2
    assert "`somewhere` is no cluster" in capsys.readouterr().err
    code, out = ended(started("upgrade"))
    assert (code, "has no workers" in out) == (1, True), out
    (cluster.folder / "amig.py").write_text("raise ImportError('there is none here')")
    cluster.worker(environ={"PYTHONPATH": str(cluster.folder)})
    code, out = ended(started("upgrade"))
    assert (code, "cannot import amig: there is none here" in out) == (1, True), out
    assert "give every worker the same amig" in out
    assert not project.database.rows("SELECT 1 FROM pg_tables WHERE tablename LIKE 'amig%'")
