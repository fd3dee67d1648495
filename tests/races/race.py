"""A race of processes, and what is left behind by it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from tests.projects import Project, new_project
from tests.servers.databases import Backend

ROOT = Path(__file__).parents[2]
SECONDS = {
    "sqlite": "SELECT (julianday(max(at)) - 2440587.5) * 86400 FROM amig_ledger",
    "postgresql": "SELECT extract(epoch FROM max(at)) FROM amig_ledger",
    "mysql": "SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', max(at)) / 1000000 FROM amig_ledger",
}


def project_of(folder: Path, *, outside: str | None = None) -> Project:
    """Twelve revisions that leave a row each time they run; some outside a transaction."""
    project = new_project(folder)
    project.up('await op.create_table("log", sa.Column("r", sa.Integer()))')
    for n in range(2, 13):
        ran = f'await op.execute("INSERT INTO log (r) VALUES ({n})")'
        if outside and n % 4 == 0:
            project.up(f'{ran}\nawait op.create_index("ix{n}", "log", ["r"]{CONCURRENTLY[outside]})', header=OUTSIDE)
        else:
            project.up(f'{ran}\nawait op.create_table("t{n}", sa.Column("id", sa.Integer()))')
    return project


OUTSIDE = "transactional = False"
CONCURRENTLY = {"sqlite": "", "postgresql": ", postgresql_concurrently=True", "mysql": ""}


@dataclass(frozen=True)
class Race:
    """How a race went, in seconds: from the start until the last one returned, and from the last commit until each did."""

    whole: float
    after: tuple[float, ...]

    def __str__(self) -> str:
        count = len(self.after)
        median, p95, last = self.after[count // 2], quantiles(self.after, n=20, method="inclusive")[-1], self.after[-1]
        return f"{count} processes in {self.whole:.2f} s; after the last commit median {median:.2f} s, p95 {p95:.2f} s, last {last:.2f} s"


def race(project: Project, url: str, backend: Backend, count: int) -> Race:
    """Let that many processes go at the same moment, by the command and the coroutine in turn; each must end well."""
    command = [sys.executable, "-m", "tests.races.racer", str(project.config), url, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    failed = [one["said"] for one in told if one["code"]]
    assert not failed, f"{len(failed)} of {count} failed:\n{failed[0]}"
    assert len(told) == count, done.stderr
    ((committed,),) = backend.rows(SECONDS[backend.name])
    returned = sorted(one["returned"] for one in told)
    started = min(one["started"] for one in told)
    return Race(returned[-1] - started, tuple(moment - float(committed) for moment in returned))


def each_ran_once(project: Project, backend: Backend) -> None:
    """By what the scripts left, and by the ledger; and the rows are at the head."""
    assert backend.rows("SELECT r FROM log ORDER BY r") == [(n,) for n in range(2, 13)]
    done = "SELECT revision FROM amig_ledger WHERE event = 'done' AND statement IS NULL AND direction = 'upgrade'"
    assert Counter(row[0] for row in backend.rows(done)) == {f"rev{n:05d}": 1 for n in range(1, 13)}
    assert backend.rows("SELECT count(*) FROM amig_ledger WHERE event IN ('failed', 'interrupted')") == [(0,)]
    assert backend.rows("SELECT version_num FROM amig_version") == [(project.last,)]
