"""Applying a long history of small revisions: amig beside Alembic, in turn, in one run.

One revision in five makes a table, the others add a column to it. Each measurement is a process of its own, which has
imported everything, and an empty database; what is measured is the whole upgrade, the loading of the files included.
Alembic runs its async template, in the same transaction mode: `revision` is one transaction for each, `run` one around
all. Where a network delay makes it too slow, Alembic runs a sample of the history, which the table says, and times are
compared by the revision. Ratios are of one round each, amig's time by Alembic's: the median, the least and the
greatest; cpu is of the client's process, where a machine that others use tells less. `limit` is what is left without
amig: what it has sent, sent once more by the bare driver, to another empty database, and the files imported by Python
and nothing else; by Alembic's time, too, the median.

Each history was run once before, by both: Python's `.pyc` are there for Alembic, and what amig keeps beside the files.
Where it says so, they are not: a folder that nobody has read yet, for each round.

    python bench/apply.py [--rounds 3] [--count 1000] [--sample 100] [--only postgresql,sqlite]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # Alembic was compiled when it was installed

ALEMBIC_ENV = """
import asyncio
from alembic import context
from sqlalchemy import pool
from sqlalchemy.ext.asyncio import async_engine_from_config

def do(connection):
    each = context.config.attributes["transaction"] == "revision"
    context.configure(connection=connection, transaction_per_migration=each)
    with context.begin_transaction():
        context.run_migrations()

async def run():
    section = context.config.get_section(context.config.config_ini_section)
    engine = async_engine_from_config(section, prefix="sqlalchemy.", poolclass=pool.NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(do)
    await engine.dispose()

asyncio.run(run())
"""
REVISION = '''"""revision number {place}"""
import sqlalchemy as sa
from {package} import op

revision = "{id}"
down_revision = {down!r}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {up}


def downgrade() -> None:
    {down_again}
'''
TABLE = 'op.create_table("t{t}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))'
COLUMN = 'op.add_column("t{t}", sa.Column("c{place}", sa.Integer(), nullable=True))'


@dataclass(frozen=True)
class Case:
    """One line of the table. `goal` is what amig may take of Alembic's time."""

    database: str
    transaction: str
    delay: float
    goal: float | None
    unread: bool = False

    @property
    def name(self) -> str:
        network = f", {self.delay * 1000:g} ms" if self.database == "postgresql" else ""
        return f"{self.database}{network}, a transaction per {self.transaction}{', unread' * self.unread}"


CASES = (
    Case("sqlite", "revision", 0, 0.5),
    Case("sqlite", "run", 0, 0.1),
    Case("postgresql", "revision", 0, 0.33),
    Case("postgresql", "run", 0, 0.33),
    Case("postgresql", "revision", 0, None, unread=True),
    Case("postgresql", "revision", 0.01, 0.18),
    Case("postgresql", "run", 0.01, 0.02),
    Case("mysql", "revision", 0, 0.8),
)


def projects(folder: Path, count: int) -> None:
    """The same history for both tools."""
    for tool, package in (("amig", "amig.blocking"), ("alembic", "alembic")):
        versions = folder / tool / "migrations" / "versions"
        versions.mkdir(parents=True)
        down = None
        for place in range(count):
            id_, table = f"{place + 1:012x}", place - place % 5
            up = (COLUMN if place % 5 else TABLE).format(t=table, place=place)
            again = f'op.drop_column("t{table}", "c{place}")' if place % 5 else f'op.drop_table("t{table}")'
            text = REVISION.format(place=place, package=package, id=id_, down=down, up=up, down_again=again)
            (versions / f"{id_}_r.py").write_text(text)
            down = id_
    location = folder / "alembic" / "migrations"
    (location / "env.py").write_text(ALEMBIC_ENV)


def one(tool: str, folder: Path, url: str, transaction: str) -> None:
    """Measure once and print it: seconds, and seconds of processor time; in a process of its own."""
    if tool == "raw":
        from bench.apply_raw import with_raw

        work = with_raw(folder, url, with_amig(folder, url.replace("apply_", "told_"), transaction))
    else:
        work = with_amig(folder, url, transaction) if tool == "amig" else with_alembic(folder, url, transaction)
    began, used = time.perf_counter(), time.process_time()
    work()
    print(json.dumps([time.perf_counter() - began, time.process_time() - used]))


def with_amig(folder: Path, url: str, transaction: str) -> Any:
    import sqlalchemy.ext.asyncio  # noqa: F401

    import amig
    import amig.commands.upgrade
    import amig.env
    import amig.run

    place = folder / "amig" / "amig.toml"
    place.write_text(f'script_location = "migrations"\ntransaction = "{transaction}"\n')
    config = amig.Config.load(place)
    return lambda: asyncio.run(amig.upgrade(config, url=url))  # type: ignore[arg-type]


def with_alembic(folder: Path, url: str, transaction: str) -> Any:
    import sqlalchemy.ext.asyncio  # noqa: F401
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"transaction": transaction})
    config.set_main_option("script_location", str(folder / "alembic" / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return lambda: command.upgrade(config, "head")


class Databases:
    """Empty databases, one after the other."""

    def __init__(self, stack: ExitStack, root: Path) -> None:
        self.stack, self.root = stack, root
        self.count = 0
        self._servers: dict[str, str] = {}

    def server(self, name: str) -> str:
        from tests.servers import mariadb, postgresql

        if name not in self._servers:
            started, url = (postgresql if name == "postgresql" else mariadb).start()
            self.stack.callback(started.stop)
            self._servers[name] = url
        return self._servers[name]

    def empty(self, name: str, kind: str = "apply") -> str:
        """The URL of a database that holds nothing; one that is `told` of is the next one's companion."""
        import psycopg
        import pymysql

        self.count += kind == "apply"
        made = f"{kind}_{self.count + (kind != 'apply')}"
        if name == "sqlite":
            return f"sqlite+aiosqlite:///{self.root / made}.db"
        url = make_url(self.server(name))
        if name == "postgresql":
            plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
            with psycopg.connect(plain, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE {made}")  # type: ignore[arg-type]
        else:
            with closing(
                pymysql.connect(
                    host=url.host, port=url.port or 0, user=url.username or "root", password=url.password or ""
                )
            ) as connection:
                connection.cursor().execute(f"CREATE DATABASE {made}")
        driver = {"postgresql": "postgresql+asyncpg", "mysql": "mysql+aiomysql"}[name]
        return url.set(drivername=driver, database=made).render_as_string(hide_password=False)


def measured(
    case: Case, databases: Databases, folders: dict[str, Path], rounds: int
) -> Iterator[dict[str, tuple[float, float]]]:
    """Both tools in turn; what comes first changes from round to round."""
    from bench.delay import network

    with ExitStack() as stack:
        far = None
        if case.delay:
            target = make_url(databases.server(case.database))
            far = stack.enter_context(network(target.host or "", target.port or 0, case.delay))
        for turn in range(rounds):
            found = {}
            for tool in ("amig", "alembic", "raw")[:: 1 if turn % 2 else -1]:
                if tool == "raw":
                    databases.empty(case.database, "told")
                url = databases.empty(case.database)
                if far is not None:
                    url = make_url(url).set(host="127.0.0.1", port=far.port).render_as_string(hide_password=False)
                folder = folders["amig" if tool == "raw" else tool]
                if case.unread:
                    forget(folder)
                found[tool] = alone(tool, folder, url, case.transaction)
            yield found
        if case.unread:
            read(databases, folders)


def alone(tool: str, folder: Path, url: str, transaction: str) -> tuple[float, float]:
    """One measurement, in a process of its own."""
    command = [sys.executable, __file__, "--one", tool, "--folder", str(folder), "--url", url]
    out = subprocess.run([*command, "--transaction", transaction], stdout=subprocess.PIPE, text=True, check=True).stdout
    wall, used = json.loads(out.splitlines()[-1])
    return wall, used


def forget(folder: Path) -> None:
    """Nobody has read these files yet."""
    for kept in folder.rglob("__pycache__"):
        shutil.rmtree(kept)


def read(databases: Databases, folders: dict[str, Path]) -> None:
    """Both have run these histories before."""
    for tool, folder in folders.items():
        alone(tool, folder, databases.empty("sqlite"), "run")
        if tool == "amig":
            alone("raw", folder, databases.empty("sqlite"), "run")


def shown(case: Case, counts: dict[str, int], runs: list[dict[str, tuple[float, float]]]) -> bool:
    """One line of the table; whether the goal was missed."""
    more = counts["amig"] / counts["alembic"]
    ratios = [run["amig"][0] / run["alembic"][0] / more for run in runs]
    cpu = [run["amig"][1] / run["alembic"][1] / more for run in runs]
    least = {tool: min(run[tool][0] for run in runs) for tool in ("amig", "alembic")}
    middle = statistics.median(ratios)
    limit = statistics.median(run["raw"][0] / run["alembic"][0] / more for run in runs)
    spread = f"{middle:6.3f}x ({min(ratios):.3f}..{max(ratios):.3f})"
    times = f"{1000 * least['amig']:9.0f} {1000 * least['alembic']:9.0f}"
    used = f"{statistics.median(cpu):6.3f}x  {limit:6.3f}x   " + ("-" if case.goal is None else f"{case.goal:g}x")
    sample = "" if more == 1 else f" of {counts['alembic']}"
    print(f"{case.name:44} {counts['amig']:5} {times}{sample:8} {spread:26} {used}", flush=True)
    return case.goal is not None and middle > case.goal


def main() -> int:
    """Print a table; exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=100, help="Alembic's revisions where there is a delay")
    parser.add_argument("--only", default="sqlite,postgresql,mysql")
    for hidden in ("--one", "--folder", "--url", "--transaction"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.one, Path(given.folder), given.url, given.transaction)
        return 0
    missed = False
    columns = f"{'revs':>5} {'amig':>9} {'Alembic':>9} {'':7} ratio {'':20} cpu      limit     goal"
    print(f"{'ms: the least of the rounds':44} {columns}")
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folders = {count: root / str(count) for count in (given.count, given.sample)}
        for count, folder in folders.items():
            projects(folder, count)
        databases = Databases(stack, root)
        for tool, count in (("amig", given.count), ("alembic", given.count), ("alembic", given.sample)):
            read(databases, {tool: folders[count]})
        for case in CASES:
            if case.database in given.only.split(","):
                counts = {"amig": given.count, "alembic": given.sample if case.delay else given.count}
                chosen = {tool: folders[count] for tool, count in counts.items()}
                missed |= shown(case, counts, list(measured(case, databases, chosen, given.rounds)))
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
