"""Many tenants through five revisions: amig's fleet beside Alembic's recipe for schemas, in turn, in one run.

Twelve statements for each tenant, which has its version table already. Alembic's recipe is that of its cookbook with
an async engine: one process, one connection, a loop over the schemas that sets the search path of each. Where it would
take minutes it does a sample of the tenants, which the table says; rates are compared. `raw` is Alembic's own SQL text
for a tenant, sent as one string by asyncpg over as many connections as are best: the limit. On a busy machine the best
of some runs says more of it than each, so amig is run as often, and its best run is what is compared with the best of
those; Alembic is compared with amig's median. Tenants that are databases of their own (MariaDB) or files (SQLite) are a
loop of engines for Alembic. Every measurement is a process of its own.
To make a table is to make files: on a disk that others use this costs the server more than all the rest, and more with
each connection. So data lie in memory where the machine has room, and the tools are compared; `--disk` puts them into
the temporary folder.

    python bench/fleet.py [--rounds 1] [--only schemas,noop,databases,files,memory] [--counts 200,1000]
        [--delays 0,2,10] [--sample 20] [--many 10000] [--disk]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # Alembic was compiled when it was installed
GOALS = {0: 3.0, 2: 12.0, 10: 100.0}
"""By the milliseconds of a round trip: how many times Alembic's tenants a second."""
NOOP = {0: 0.1, 10: 0.005}
OF_THE_LIMIT, MEMORY = 0.75, 1.5
_ENOUGH = 300
"""Tenants that Alembic is given where there is no delay: its rate does not depend on how many more there are."""
CONNECTIONS = {0: (1, 2, 4), 2: (2, 4, 8, 16), 10: (4, 8, 16, 32)}
SHARED, ROOM = "/dev/shm", 8 << 30  # noqa: S108 - what Linux calls its memory
Measured = tuple[float, float, float]
"""Seconds, processor seconds of the client, MiB."""


def names(count: int) -> list[str]:
    return [f"tenant_{number:05d}" for number in range(count)]


@dataclass
class Bench:
    """The servers, and the folder of both projects."""

    stack: ExitStack
    folder: Path
    rounds: int
    missed: list[str] = field(default_factory=list)
    _urls: dict[str, str] = field(default_factory=dict)
    _ways: dict[tuple[str, float], Any] = field(default_factory=dict)

    def url(self, kind: str, database: str, delay: float = 0.0) -> str:
        """A database of a server, which is started when it is first asked for; perhaps far away."""
        from bench.delay import network
        from tests.servers import mariadb, postgresql

        if kind not in self._urls:
            started, self._urls[kind] = (postgresql if kind == "postgresql" else mariadb).start()
            self.stack.callback(started.stop)
        url = make_url(self._urls[kind])
        if delay:
            if (kind, delay) not in self._ways:
                far = network(url.host or "", url.port or 0, delay / 1000)
                self._ways[kind, delay] = self.stack.enter_context(far)
            url = url.set(host="127.0.0.1", port=self._ways[kind, delay].port)
        driver = "postgresql+asyncpg" if kind == "postgresql" else "mysql+aiomysql"
        return url.set(drivername=driver, database=database).render_as_string(hide_password=False)

    def sql(self, database: str, *statements: str) -> list[Any]:
        """Do something on PostgreSQL; the rows of the last one."""
        import psycopg

        plain = make_url(self.url("postgresql", database)).set(drivername="postgresql")
        with psycopg.connect(plain.render_as_string(hide_password=False), autocommit=True) as connection:
            cursor = None
            for statement in statements:
                cursor = connection.execute(statement)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor is not None and cursor.description else []

    def run(self, tool: str, url: str, kind: str, tenants: Sequence[str]) -> Measured:
        """Measure once, in a process of its own."""
        file = self.folder / "names.txt"
        file.write_text("\n".join(tenants))
        program = str(Path(__file__).with_name("fleet_work.py"))
        command = [sys.executable, program, tool, str(self.folder), url, kind, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr[-3000:])
        took, cpu, memory = json.loads(done.stdout.splitlines()[-1])
        return took, cpu, memory

    def prepare(self, count: int) -> None:
        """Template databases in which each tenant is at the first revision, once for each tool."""
        from bench.fleet_work import FIRST, with_amig

        for tool in ("amig", "alembic"):
            base = f"{tool}_{count}"
            self.sql("postgres", f"CREATE DATABASE {base}")
            for start in range(0, count, 500):
                some = names(count)[start : start + 500]
                self.sql(
                    base, *(f"CREATE SCHEMA {name}; {VERSIONS.format(name, FIRST)}" for name in some if tool != "amig")
                )
                self.sql(base, *(f"CREATE SCHEMA {name}" for name in some if tool == "amig"))
        with_amig(self.folder, self.url("postgresql", f"amig_{count}"), "schemas", names(count), FIRST)()
        for tool in ("amig", "alembic"):
            self.sql(f"{tool}_{count}", "VACUUM ANALYZE")

    def fresh(self, tool: str, count: int) -> None:
        """The database `bench` as the template has it."""
        drop = "DROP DATABASE IF EXISTS bench WITH (FORCE)"
        self.sql("postgres", drop, f"CREATE DATABASE bench TEMPLATE {tool}_{count}", "CHECKPOINT")

    def verdict(self, name: str, *, met: bool) -> str:
        if not met:
            self.missed.append(name)
        return "met" if met else "MISSED"


AT_HEAD = "UPDATE {}.{} SET version_num = '{}'"
VERSIONS = (
    "CREATE TABLE {0}.alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);"
    " INSERT INTO {0}.alembic_version VALUES ('{1}')"
)


def rate(runs: Sequence[Measured], tenants: int) -> float:
    """Tenants a second, of the middle one."""
    return tenants / statistics.median(took for took, _, _ in runs)


def schemas(bench: Bench, count: int, delay: float, sample: int) -> None:
    """One line: both tools and the limit."""
    some = names(min(count, sample if delay else _ENOUGH))
    raw: dict[int, list[Measured]] = {}
    ours, theirs = list[Measured](), list[Measured]()
    far = bench.url("postgresql", "bench", delay)
    for _ in range(bench.rounds):
        bench.fresh("alembic", count)
        theirs.append(bench.run("alembic", far, "schemas", some))
        for connections in CONNECTIONS.get(int(delay), (4,)):
            bench.fresh("amig", count)
            ours.append(bench.run("amig", far, "schemas", names(count)))
            bench.fresh("alembic", count)
            raw.setdefault(connections, []).append(bench.run(f"raw{connections}", far, "schemas", names(count)))
    best = max(raw, key=lambda one: rate(raw[one], count))
    amig, alembic, limit = rate(ours, count), rate(theirs, len(some)), rate(raw[best], count)
    name = f"{count:,} schemas, {delay:g} ms"
    goal = GOALS.get(int(delay), 0.0)
    said = f"{amig / alembic:6.1f}x (goal {goal:g}x, {bench.verdict(name, met=amig >= goal * alembic)})"
    most, at_most = (
        max(rate([one], count) for one in runs) for runs in (ours, [run for some in raw.values() for run in some])
    )
    part = f"{most / at_most:4.0%} ({bench.verdict(f'{name}: of the limit', met=most >= OF_THE_LIMIT * at_most)})"
    memory = max(one[2] for one in ours)
    print(
        f"{name:24} {amig:8.1f} {alembic:8.1f} of {len(some):5} {limit:8.1f} at {best:2}  {said:34} {part:14}"
        f" {memory:4.0f} MiB, cpu {ours[0][1]:.1f} s",
        flush=True,
    )


def nothing_to_do(bench: Bench, count: int, delay: float, sample: int) -> None:
    """All are current: one line."""
    from bench.fleet_work import HEAD

    some = names(count) if not delay else names(min(count, sample))
    far = bench.url("postgresql", "bench", delay)
    bench.fresh("alembic", count)
    bench.sql("bench", *(AT_HEAD.format(name, "alembic_version", HEAD) for name in names(count)))
    theirs = [bench.run("alembic", far, "schemas", some)[0] * count / len(some) for _ in range(bench.rounds)]
    bench.fresh("amig", count)
    bench.sql("bench", *(AT_HEAD.format(name, "amig_version", HEAD) for name in names(count)))
    ours = [bench.run("amig", far, "schemas", names(count))[0] for _ in range(bench.rounds)]
    amig, alembic = statistics.median(ours), statistics.median(theirs)
    name, goal = f"{count:,} current, {delay:g} ms", NOOP.get(int(delay), 0.1)
    verdict = bench.verdict(name, met=amig <= goal * alembic)
    said = f"{amig / alembic:.4f}x (goal {goal:g}x, {verdict})"
    print(
        f"{name:24} {1000 * amig:6.0f} ms {1000 * alembic:8.0f} ms of {len(some)} tenants, scaled   {said}", flush=True
    )


def databases(bench: Bench, count: int) -> None:
    """Databases of their own on MariaDB."""
    import pymysql

    url = make_url(bench.url("mysql", "mysql"))
    runs: dict[str, Measured] = {}
    for tool in ("alembic", "amig"):
        given: Any = {"host": url.host, "port": url.port, "user": url.username, "password": url.password or ""}
        with closing(pymysql.connect(**given)) as connection, connection.cursor() as cursor:
            for name in (*names(count), "ledger"):
                cursor.execute(f"DROP DATABASE IF EXISTS {name}")
                cursor.execute(f"CREATE DATABASE {name}")
        runs[tool] = bench.run(tool, bench.url("mysql", "TENANT"), "databases", names(count))
    compared(f"{count} databases, MariaDB", count, runs)


def files(bench: Bench, count: int) -> None:
    """Files of their own with SQLite."""
    runs: dict[str, Measured] = {}
    for tool in ("alembic", "amig"):
        place = bench.folder / f"files_{tool}"
        place.mkdir()
        for name in names(count):
            (place / f"{name}.db").touch()
        runs[tool] = bench.run(tool, f"sqlite+aiosqlite:///{place}/TENANT.db", "files", names(count))
    compared(f"{count} files, SQLite", count, runs)


def compared(name: str, count: int, runs: dict[str, Measured]) -> None:
    amig, alembic = (rate([runs[tool]], count) for tool in ("amig", "alembic"))
    print(f"{name:24} {amig:8.1f} {alembic:8.1f} of {count:5} {'':8}        {amig / alembic:6.1f}x", flush=True)


def memory(bench: Bench, few: int, many: int) -> None:
    """Many tenants with amig alone, and the memory that they take beside that for few."""
    found = {}
    for count in (few, many):
        bench.fresh("amig", count)
        found[count] = bench.run("amig", bench.url("postgresql", "bench"), "schemas", names(count))
        took, cpu, most = found[count]
        print(
            f"{count:,} schemas, amig alone: {count / took:.1f} a second, cpu {cpu:.1f} s, {most:.0f} MiB", flush=True
        )
    ratio = found[many][2] / found[few][2]
    print(f"memory {ratio:.2f}x (goal {MEMORY:g}x, {bench.verdict('memory', met=ratio <= MEMORY)})", flush=True)
    took, _, _ = bench.run("amig", bench.url("postgresql", "bench"), "schemas", names(many))
    print(f"{many:,} current, amig alone: {1000 * took:.0f} ms", flush=True)


def settings(bench: Bench) -> Iterator[str]:
    """What decides about speed."""
    wanted = "max_locks_per_transaction", "max_connections", "fsync", "shared_buffers", "autovacuum"
    yield bench.sql("postgres", "SELECT version()")[0][0].split(" on ")[0]
    for name in wanted:
        yield f"{name}={bench.sql('postgres', f'SHOW {name}')[0][0]}"
    command = [shutil.which("stat") or "stat", "-f", "-c", "%T", tempfile.gettempdir()]
    kind = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    yield "data in memory" if kind == "tmpfs" else "data in the temporary folder, on disk"


def in_memory() -> str | None:
    """A folder in memory, where there is room for ten thousand tenants."""
    there = Path(SHARED).is_dir() and os.access(SHARED, os.W_OK) and shutil.disk_usage(SHARED).free > ROOM
    return SHARED if there else None


def main() -> int:
    """Print a table; exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", default="schemas,noop,databases,files")
    parser.add_argument("--counts", default="200,1000")
    parser.add_argument("--delays", default="0,2,10")
    parser.add_argument("--sample", type=int, default=20, help="Alembic's tenants where there is a delay")
    parser.add_argument("--many", type=int, default=10000, help="tenants whose memory is compared, with `memory`")
    parser.add_argument("--disk", action="store_true", help="data in the temporary folder, whatever that is")
    given = parser.parse_args()
    tempfile.tempdir = None if given.disk else in_memory()
    only, delays = given.only.split(","), [float(one) for one in given.delays.split(",")]
    counts = [int(one) for one in given.counts.split(",")]
    from bench.fleet_work import projects

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        projects(folder)
        bench = Bench(stack, folder, given.rounds)
        print(", ".join(settings(bench)), flush=True)
        print(f"{'tenants a second':24} {'amig':>8} {'Alembic':>8} {'':8} {'raw':>8} {'':6} amig/Alembic")
        for count in dict.fromkeys((*counts, *((given.many,) if "memory" in only else ()))):
            bench.prepare(count)
        for count in counts:
            for delay in delays:
                if "schemas" in only:
                    schemas(bench, count, delay, given.sample)
                if "noop" in only and delay in NOOP:
                    nothing_to_do(bench, count, delay, given.sample)
        for name, work in (("databases", databases), ("files", files)):
            if name in only:
                work(bench, min(100, counts[0]))
        if "memory" in only:
            memory(bench, counts[-1], given.many)
        print("goals missed: " + "; ".join(bench.missed) if bench.missed else "every goal was met")
        return int(bool(bench.missed))


if __name__ == "__main__":
    sys.exit(main())
