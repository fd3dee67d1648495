"""Models compared with a database in which nothing differs: amig beside Alembic, in turn, in one run.

Each table has ten columns, two indexes, a foreign key and a unique constraint. Alembic's `compare_metadata` runs on the
same asynchronous engine (`run_sync`), which a goal is beside, and on its synchronous driver. On the wall clock, for the
server works too: the median and the least of the rounds; the ratio is that of the least, with that of each round (least
to greatest) behind it. Statements are counted, and round trips where there is a network; of amig also how long the
event loop was held at the longest. The servers are started here; SQLite's file lies in $TMPDIR.

    python bench/autogen.py [--databases sqlite,postgresql,mysql] [--tables 100,1000] [--delays 0,10] [--rounds 5]
                            [--cap 20]

Alembic is asked once for what takes it longer than --cap seconds, and that one counts, caches or not.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext as AlembicContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

sys.path.insert(0, str(Path(__file__).parents[1]))

from amig.context import MigrationContext, RunOptions
from amig.diff import diff
from bench.delay import Network, network
from tests.servers import mariadb, postgresql
from tests.servers.databases import mysql_database, postgresql_database, sqlite_database

GOALS = {"sqlite": 0.10, "postgresql": 0.15, "mysql": 0.25}
FAR, STATEMENTS, GROWTH, BLOCK = 0.05, 8, 11.0, 50.0
LARGE = 1000
DRIVERS = {"postgresql": "postgresql+psycopg", "mysql": "mysql+pymysql", "sqlite": "sqlite"}


def models(count: int) -> sa.MetaData:
    """A chain of tables, each of which refers to the one before."""
    made = sa.MetaData()
    for place in range(count):
        sa.Table(
            f"thing_{place:04d}",
            made,
            sa.Column("id", sa.Integer, primary_key=True),
            sa.Column("sku", sa.String(24), nullable=False),
            sa.Column("title", sa.String(120), nullable=False),
            sa.Column("text", sa.Text),
            sa.Column("amount", sa.Integer, server_default="0"),
            sa.Column("weight", sa.Numeric(12, 3)),
            sa.Column("shown", sa.Boolean, nullable=False),
            sa.Column("made", sa.DateTime, nullable=False),
            sa.Column("gone", sa.DateTime),
            sa.Column("before", sa.ForeignKey(f"thing_{max(place - 1, 0):04d}.id", name=f"fk_thing_{place:04d}")),
            sa.UniqueConstraint("sku", name=f"uq_thing_{place:04d}"),
            sa.Index(f"ix_thing_{place:04d}_title", "title"),
            sa.Index(f"ix_thing_{place:04d}_made", "made", "shown"),
        )
    return made


@dataclass
class Pulse:
    """How long the event loop was away: it is asked to come back at once, again and again.

    `own` is the same in time of the loop's own thread: other processes and other threads have no part in it.
    """

    longest: float = 0.0
    own: float = 0.0

    @asynccontextmanager
    async def felt(self) -> AsyncIterator[None]:
        beating = asyncio.create_task(self._beat())
        await asyncio.sleep(0)
        try:
            yield
        finally:
            await asyncio.sleep(0)
            beating.cancel()

    async def _beat(self) -> None:
        last, busy = time.perf_counter(), time.thread_time()
        while True:
            await asyncio.sleep(0.001)
            now, worked = time.perf_counter(), time.thread_time()
            self.longest, self.own = max(self.longest, now - last - 0.001), max(self.own, worked - busy)
            last, busy = now, worked


@dataclass
class Runs:
    """What one tool took."""

    seconds: list[float] = field(default_factory=list)
    statements: int = 0
    trips: int = 0

    @property
    def least(self) -> float:
        return min(self.seconds)

    def told(self) -> str:
        counted = f"{self.statements}" + (f"/{self.trips}" if self.trips else "")
        median = statistics.median(self.seconds)
        return f"{1000 * median:8.1f} ({1000 * self.least:8.1f}) x{len(self.seconds)} {counted:>12}"


@dataclass
class Case:
    """One database with so many tables, and the way there."""

    metadata: sa.MetaData
    engine: AsyncEngine
    plain: sa.Engine
    network: Network | None
    statements: int = 0
    pulse: Pulse = field(default_factory=Pulse)

    def __post_init__(self) -> None:
        for engine in (self.engine.sync_engine, self.plain):
            sa.event.listen(engine, "before_cursor_execute", self._count)

    def _count(self, *_: Any) -> None:
        self.statements += 1

    async def amig(self) -> None:
        script: Any = None
        async with (
            self.pulse.felt(),
            self.engine.connect() as connection,
            MigrationContext.online(connection, script, RunOptions()) as context,
        ):
            self.nothing([*(await diff(context, [self.metadata])).found])

    async def alembic(self) -> None:
        async with self.engine.connect() as connection:
            self.nothing(await connection.run_sync(self.compared))

    async def alembic_plain(self) -> None:
        with self.plain.connect() as connection:
            self.nothing(self.compared(connection))

    def compared(self, connection: sa.Connection) -> list[Any]:
        return list(compare_metadata(AlembicContext.configure(connection), self.metadata))

    def nothing(self, found: list[Any]) -> None:
        if found:
            raise SystemExit(f"{len(found)} differences, the first: {found[0]}")

    async def timed(self, work: Callable[[], Awaitable[None]], runs: Runs, *, counts: bool, slow: float) -> None:
        gc.collect()
        self.statements = 0
        if self.network:
            self.network.counted()
        began = time.perf_counter()
        await work()
        took = time.perf_counter() - began
        if counts or took > slow:
            runs.seconds.append(took)
        runs.statements, runs.trips = self.statements, self.network.counted() if self.network else 0


async def measured(case: Case, rounds: int, cap: float) -> dict[str, Runs]:
    """In turn; the first round opens connections and fills caches, and does not count."""
    works = {"amig": case.amig, "Alembic": case.alembic, "Alembic, sync": case.alembic_plain}
    runs = {name: Runs() for name in works}
    for turn in range(rounds + 1):
        if turn == 1:
            case.pulse.longest = case.pulse.own = 0.0
        for name, work in works.items():
            slow = runs[name].seconds and max(runs[name].seconds) > cap
            if not slow or name == "amig":
                await case.timed(work, runs[name], counts=turn > 0, slow=inf if name == "amig" else cap)
    await case.engine.dispose()
    case.plain.dispose()
    return runs


@contextmanager
def servers(names: list[str]) -> Iterator[dict[str, str]]:
    """Those that are needed, started; their URLs."""
    with ExitStack() as stack:
        found = {}
        for name, module in (("postgresql", postgresql), ("mysql", mariadb)):
            if name in names:
                server, found[name] = module.start()
                stack.callback(server.stop)
        yield found


def case_of(stack: ExitStack, name: str, count: int, delay: float, *, urls: dict[str, str], folder: Path) -> Case:
    """A database with the tables in it, once for each delay."""
    if name == "sqlite":
        database = stack.enter_context(sqlite_database(folder))
        (folder / "test.db").unlink(missing_ok=True)
    else:
        make = postgresql_database if name == "postgresql" else mysql_database
        database = stack.enter_context(make(urls[name], f"bench::autogen_{count}_{delay:g}"))
    metadata, url = models(count), sa.make_url(database.url)
    plain = sa.create_engine(url.set(drivername=DRIVERS[name]))
    metadata.create_all(plain)
    if name == "postgresql":
        database.execute("VACUUM ANALYZE")
    plain.dispose()
    way = stack.enter_context(network(url.host or "", url.port or 0, delay / 1000)) if delay else None
    url = url.set(host="127.0.0.1", port=way.port) if way else url
    return Case(metadata, create_async_engine(url), sa.create_engine(url.set(drivername=DRIVERS[name])), way)


def shown(title: str, case: Case, runs: dict[str, Runs]) -> None:
    ours = runs["amig"]
    held = f"the loop held for {1000 * case.pulse.own:.1f} ms, {1000 * case.pulse.longest:.1f} ms on the wall"
    print(f"{title:28} {'amig':14}{ours.told()}   {held}")
    for name in ("Alembic", "Alembic, sync"):
        theirs = runs[name]
        each = [one / other for one, other in zip(ours.seconds, theirs.seconds, strict=False)]
        ratio = f"{ours.least / theirs.least:.3f}x ({min(each):.3f}..{max(each):.3f})"
        print(f"{'':28} {name:14}{theirs.told()}   {ratio}", flush=True)


def judged(name: str, count: int, delay: float, case: Case, runs: dict[str, Runs]) -> Iterator[str]:
    """What misses its goal; those of time are for a thousand tables."""
    ours, least = runs["amig"], runs["Alembic"].least
    goal = FAR if delay and name == "postgresql" else GOALS[name]
    if count >= LARGE and ours.least / least > goal:
        yield f"{ours.least / least:.3f}x of Alembic, the goal is {goal}x"
    if ours.statements > STATEMENTS:
        yield f"{ours.statements} statements, the goal is {STATEMENTS}"
    if 1000 * case.pulse.own > BLOCK:
        yield f"the loop was held for {1000 * case.pulse.own:.0f} ms, the goal is {BLOCK:.0f} ms"


def main() -> int:
    """Print a table; exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--databases", default="sqlite,postgresql,mysql")
    parser.add_argument("--tables", default="100,1000")
    parser.add_argument("--delays", default="0,10")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cap", type=float, default=20)
    asked = parser.parse_args()
    names, missed, least = asked.databases.split(","), False, {}
    print(f"{'ms: median (least) x rounds, statements/round trips':60}")
    with servers(names) as urls, tempfile.TemporaryDirectory() as folder:
        for name in names:
            for delay in map(float, asked.delays.split(",")):
                for count in map(int, asked.tables.split(",")):
                    if delay and name == "sqlite":
                        continue
                    with ExitStack() as stack:
                        case = case_of(stack, name, count, delay, urls=urls, folder=Path(folder))
                        runs = asyncio.run(measured(case, asked.rounds, asked.cap))
                        shown(f"{name} {count} tables, {delay:g} ms:", case, runs)
                        for said in judged(name, count, delay, case, runs):
                            missed = True
                            print(f"{'':28} missed: {said}")
                    least.setdefault((name, delay), []).append(runs["amig"].least)
                grown = least.get((name, delay), [])
                if len(grown) > 1:
                    print(f"{name}, {delay:g} ms: from the smallest to the largest {grown[-1] / grown[0]:.1f}x")
                    missed |= grown[-1] / grown[0] > GROWTH
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
