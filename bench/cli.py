"""Start-up of the command line: amig beside Alembic, in turn, in one run.

Each command is a process of its own: wall clock, time of the processor and peak memory, as the operating system counts
them. The project has ten revisions and a SQLite file at the newest of them. Of each the median and the least of the
rounds; the ratio is of the least processor time, which a busy machine moves little.

    python bench/cli.py [--rounds 9]
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # it would slow Alembic down
BIN = Path(sys.executable).parent
GOALS = {"--help": 0.40, "heads": 0.30, "history": 0.30, "current": 0.50, "upgrade head": 0.50}
"""The last two read a database that is at its head: amig with the driver alone, Alembic with SQLAlchemy."""

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
ALEMBIC_ENV = """
from alembic import context
from sqlalchemy import create_engine

with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""


class Run(NamedTuple):
    """One process. Seconds, seconds, MiB."""

    wall: float
    cpu: float
    memory: float


def ran(command: list[str], folder: Path) -> Run:
    """Run it and read the operating system's account of it."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def projects(root: Path, count: int) -> dict[str, Path]:
    """The same history for both, and a database that is at its head."""
    made: dict[str, Path] = {}
    for tool, package in (("amig", "amig.blocking"), ("alembic", "alembic")):
        folder = made[tool] = root / tool
        versions = folder / "migrations" / "versions"
        versions.mkdir(parents=True)
        ids = [f"{place:012x}" for place in range(1, count + 1)]
        for place, id_ in enumerate(ids):
            down = ids[place - 1] if place else None
            text = REVISION.format(place=place, package=package, id=id_, down=down)
            (versions / f"{id_}_r.py").write_text(text)
        with sqlite3.connect(folder / "x.db") as connection:
            connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            connection.execute("INSERT INTO alembic_version VALUES (?)", (ids[-1],))
        connection.close()
    table = 'version_table = "alembic_version"'
    (made["amig"] / "amig.toml").write_text(f'script_location = "migrations"\nurl = "sqlite:///x.db"\n{table}\n')
    ini = "[alembic]\nscript_location = migrations\nsqlalchemy.url = sqlite:///x.db\n"
    (made["alembic"] / "alembic.ini").write_text(ini)
    (made["alembic"] / "migrations" / "env.py").write_text(ALEMBIC_ENV)
    return made


def shown(runs: list[Run]) -> str:
    """Wall clock and processor time, each the median and the least; then the peak of memory."""
    both = [1000 * run.wall for run in runs], [1000 * run.cpu for run in runs]
    cells = [f"{statistics.median(times):7.0f} ({min(times):5.0f})" for times in both]
    return f"{' '.join(cells)} {max(run.memory for run in runs):6.1f}"


def measured(words: str, made: dict[str, Path], rounds: int) -> dict[str, list[Run]]:
    """Both tools in turn; the first round does not count."""
    runs: dict[str, list[Run]] = {tool: [] for tool in made}
    for turn in range(rounds + 1):
        for tool, folder in made.items():
            run = ran([str(BIN / tool), *words.split()], folder)
            runs[tool] += [run] if turn else []
    return runs


def main() -> int:
    """Print a table; exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    missed = False
    heads = f"{'wall':>7}{'cpu':>16}{'MiB':>16}"
    print(f"ms: median (least), of {rounds:<3} amig:{heads}  Alembic:{heads}")
    with tempfile.TemporaryDirectory() as root:
        made = projects(Path(root), 10)
        for words, goal in GOALS.items():
            runs = measured(words, made, rounds)
            ratio = min(run.cpu for run in runs["amig"]) / min(run.cpu for run in runs["alembic"])
            over = ratio > goal
            missed |= over
            said = f" (goal {goal:.2f}x{', missed' if over else ''})"
            print(f"{words:24}{shown(runs['amig'])}  {shown(runs['alembic'])}   {ratio:.2f}x{said}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
