"""What an application's start costs when there is nothing to do: amig beside Alembic, in turn, in one run.

Each measurement is a process of its own against a PostgreSQL that is started here and is at the newest revision. It has
imported SQLAlchemy and asyncpg before, as an application's modules do at their top. What a tool does while those are
imported (its own imports, and for amig `lifespan(...)`) has lines of its own, for both; what follows is the start of
the server, when its loop runs. A goal is for both together. Of each the median and the least of the rounds, and how
long the loop was held at the most, by a timer that should ring every half millisecond. With `--delay` a proxy holds
each answer back.

    python bench/startup.py [--rounds 9] [--delay 0.01]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import asyncpg
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

sys.path.insert(0, str(Path(__file__).parents[1]))
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # Alembic was compiled when it was installed
GOALS = {10: 0.15, 1000: 0.10}
"""amig on the app's engine beside Alembic's `upgrade`: imports and start together."""
LOOK = 2.0
"""A look on a warm engine beside the same SELECT without amig."""
HELD = 0.005
"""Seconds that the event loop may be held at a thousand revisions."""

ALEMBIC_ENV = """
import asyncio
from alembic import context
from sqlalchemy import pool
from sqlalchemy.ext.asyncio import async_engine_from_config

def do(connection):
    context.configure(connection=connection)
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
    op.add_column("t", sa.Column("c{place}", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("t", "c{place}")
'''


class Watch:
    """How long the event loop was held at the most, beyond half a millisecond."""

    def __init__(self) -> None:
        self.most = 0.0

    async def beat(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(0.0005)
            self.most = max(self.most, time.perf_counter() - before - 0.0005)


async def import_alembic(_folder: Path, _url: str, _stack: AsyncExitStack) -> Callable[[], Awaitable[Any]]:
    async def work() -> None:
        import alembic.command
        import alembic.config  # noqa: F401

    return work


async def import_amig(folder: Path, url: str, stack: AsyncExitStack) -> Callable[[], Awaitable[Any]]:
    engine = await _warm_engine(url, stack)

    async def work() -> None:
        import amig.asgi

        amig.asgi.lifespan(folder / "amig" / "amig.toml", engine=engine)

    return work


async def alembics(folder: Path, _url: str, _stack: AsyncExitStack) -> Callable[[], Awaitable[Any]]:
    from alembic import command
    from alembic.config import Config

    async def work() -> None:
        await asyncio.to_thread(command.upgrade, Config(folder / "alembic" / "alembic.ini"), "head")

    return work


async def on_its_own(folder: Path, url: str, stack: AsyncExitStack) -> Callable[[], Awaitable[Any]]:
    import amig.asgi

    startup = amig.asgi.lifespan(folder / "amig" / "amig.toml", url=url)

    async def work() -> None:
        await stack.enter_async_context(startup())

    return work


async def warm(folder: Path, url: str, stack: AsyncExitStack) -> Callable[[], Awaitable[Any]]:
    import amig.asgi

    engine = await _warm_engine(url, stack)
    startup = amig.asgi.lifespan(folder / "amig" / "amig.toml", engine=engine)

    async def work() -> None:
        await stack.enter_async_context(startup())

    return work


async def again(folder: Path, url: str, stack: AsyncExitStack) -> Callable[[], Awaitable[Any]]:
    """What a probe costs: everything is imported, and the files are read."""
    import amig.asgi

    startup = amig.asgi.lifespan(folder / "amig" / "amig.toml", engine=await _warm_engine(url, stack))
    await stack.enter_async_context(startup())
    return startup.refresh


async def raw(_folder: Path, url: str, stack: AsyncExitStack) -> Callable[[], Awaitable[Any]]:
    engine = await _warm_engine(url, stack)

    async def work() -> None:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT version_num FROM alembic_version"))

    return work


async def _warm_engine(url: str, stack: AsyncExitStack) -> Any:
    engine = create_async_engine(url)
    stack.push_async_callback(engine.dispose)
    async with engine.connect() as connection:
        await connection.execute(text("SELECT version_num FROM alembic_version"))
    return engine


WAYS = {
    "import alembic.command": import_alembic,
    "import amig.asgi, lifespan(...)": import_amig,
    "Alembic, upgrade in a thread": alembics,
    "amig, its own engine": on_its_own,
    "amig, the app's warm engine": warm,
    "amig, looking again (a probe)": again,
    "raw SELECT, warm engine": raw,
}


async def one(way: str, folder: Path, url: str) -> None:
    """Measure once and print it; in a process of its own."""
    async with AsyncExitStack() as stack:
        work = await WAYS[way](folder, url, stack)
        watch = Watch()
        watching = asyncio.create_task(watch.beat())
        await asyncio.sleep(0.01)
        watch.most, began = 0.0, time.perf_counter()
        await work()
        seconds = time.perf_counter() - began
        await asyncio.sleep(0.002)
        watching.cancel()
    print(json.dumps([seconds, watch.most]))


def projects(folder: Path, url: str, count: int) -> None:
    """The same history for both."""
    ids = [f"{place:012x}" for place in range(1, count + 1)]
    for tool, package in (("amig", "amig.blocking"), ("alembic", "alembic")):
        versions = folder / tool / "migrations" / "versions"
        versions.mkdir(parents=True)
        for place, id_ in enumerate(ids):
            down = ids[place - 1] if place else None
            written = REVISION.format(place=place, package=package, id=id_, down=down)
            (versions / f"{id_}_r.py").write_text(written)
    (folder / "amig" / "amig.toml").write_text('script_location = "migrations"\nversion_table = "alembic_version"\n')
    location = folder / "alembic" / "migrations"
    ini = f"[alembic]\nscript_location = {location}\nsqlalchemy.url = {url.replace('%', '%%')}\n"
    (folder / "alembic" / "alembic.ini").write_text(ini)
    (location / "env.py").write_text(ALEMBIC_ENV)


async def prepared(url: str, folder: Path) -> None:
    """A database at the head, as amig leaves it: the version rows, and its ledger."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    connection = await asyncpg.connect(plain)
    await connection.execute("DROP TABLE IF EXISTS alembic_version, amig_ledger")
    await connection.close()
    import amig  # here, since the measured processes import this file, too

    await amig.stamp(folder / "amig" / "amig.toml", url=url)


def measured(folder: Path, url: str, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """All ways in turn; the first round does not count."""
    found: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
    for turn in range(rounds + 1):
        for way, runs in found.items():
            command = [sys.executable, __file__, "--one", way, "--folder", str(folder), "--url", url]
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            if turn:
                runs.append(tuple(json.loads(out)))
    return found


def shown(count: int, delay: float, found: dict[str, list[tuple[float, float]]]) -> bool:
    """A table of one size; whether a goal was missed."""
    print(f"\n{count} revisions, round trip {delay * 1000:g} ms: ms, median (least), the loop held at most (median)")
    for way, runs in found.items():
        times, held = [seconds for seconds, _ in runs], statistics.median(held for _, held in runs)
        print(f"  {way:32}{1000 * statistics.median(times):8.1f} ({1000 * min(times):6.1f}) {1000 * held:8.1f}")
    its_imports, imports, alembic, own, warmed, probe, bare = (min(runs)[0] for runs in found.values())
    whole = (imports + warmed) / (its_imports + alembic)
    held = statistics.median(held for _, held in found["amig, the app's warm engine"])
    print(f"  beside Alembic: imports {imports / its_imports:.2f}x; start on the app's engine {warmed / alembic:.2f}x,")
    print(f"  on its own {own / alembic:.2f}x; both together {whole:.2f}x (goal {GOALS[count]:.2f}x)")
    print(f"  a look {probe / bare:.1f}x raw (goal {LOOK:g}x); loop held {1000 * held:.1f} ms (goal {1000 * HELD:g})")
    return whole > GOALS[count] or probe / bare > LOOK or held > HELD


def main() -> int:
    """Print tables; exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--delay", type=float, default=0.0)
    for hidden in ("--one", "--folder", "--url"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        asyncio.run(one(given.one, Path(given.folder), given.url))
        return 0
    from bench.delay import network
    from tests.servers import postgresql

    server, url = postgresql.start()
    missed = False
    try:
        target = make_url(url).set(drivername="postgresql+asyncpg")
        with network(target.host or "", target.port or 0, given.delay) as far:
            through = target.set(host="127.0.0.1", port=far.port) if given.delay else target
            address = through.render_as_string(hide_password=False)
            for count in GOALS:
                with tempfile.TemporaryDirectory() as root:
                    projects(Path(root), address, count)
                    asyncio.run(prepared(address, Path(root)))
                    missed |= shown(count, given.delay, measured(Path(root), address, given.rounds))
    finally:
        server.stop()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
