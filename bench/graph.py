"""A long history: amig beside Alembic, in turn, in one run.

As processes: `heads`, `history` and `current` of a database at the heads, wall clock and peak memory, and the revision
files that were imported (counted in a run of its own). In process, in time of the processor: reading the headers, cold
(no `.pyc`) and warm, the plan from base to the heads and back, the plan of a database that is there, and a walk through
everything. Of each the median and the least of the rounds; the ratio is of the least. Files lie in $TMPDIR. How
times grow from a thousand to ten thousand differs from run to run; `tests/script/test_growth.py` counts the work.

    python bench/graph.py [--sizes 1000,10000] [--shapes line,braided] [--rounds 5] [--cap 20] [--no-processes]

Alembic is asked once for what takes it longer than --cap seconds, and of a history of which one thing does, it is asked
nothing more of the kind: its `current` as a process after such a `history`, its walks after such a plan. Nor in process
for what takes it a minute as a process: `current` of a long history.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory as AlembicScripts

    from amig.script.directory import ScriptDirectory

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # it would slow Alembic down
sys.dont_write_bytecode = False

Parents = dict[str, tuple[str, ...]]
BRANCHES, LIVE, LARGE = 200, 1000, 10_000
GOALS = {"load cold": 0.05, "load warm": 0.10, "heads": 0.10, "history": 0.10, "current": 0.02}
MISSED: list[str] = []
IN_PROCESS, GROWTH = 0.010, 15.0

REVISION = '''"""revision number {place}

Revision ID: {id}
Revises: {revises}
Create Date: 2026-01-01 00:00:00.000000

"""
from typing import Sequence, Union

from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision: str = {id!r}
down_revision: Union[str, Sequence[str], None] = {down!r}
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column("t_{place}", sa.Column("c", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column("t_{place}", "c")
'''
ENV = """from alembic import context
from sqlalchemy import create_engine

with create_engine(context.config.get_main_option("sqlalchemy.url")).connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
"""
IMPORTED = """import sys
sys.argv = ["amig", *sys.argv[1:]]
from amig.cli import main
try:
    main()
except SystemExit:
    pass
files = [module for module in sys.modules.values() if "_revision_number_" in (getattr(module, "__file__", None) or "")]
print(len(files), file=sys.stderr)
"""


SPAWN = """import os, sys, time
began = time.perf_counter()
nothing = os.open(os.devnull, os.O_WRONLY)
pid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nothing, 1)])
_, status, used = os.wait4(pid, 0)
print(time.perf_counter() - began, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))
"""


def name(place: int) -> str:
    """An id in no relation to the order, the same on each run."""
    return f"{(place * 2654435761 + 12345) % 2**48:012x}"


def line(size: int) -> Parents:
    return {name(place): (name(place - 1),) if place else () for place in range(size)}


def branchy(size: int) -> Parents:
    """Blocks of ten: a merge of three, then three branches of three."""
    parents: Parents = {name(0): ()}
    for place in range(1, size):
        block, within = place - place % 10, place % 10
        before = (block - 7, block - 4, block - 1) if not within else (block,) if within in (1, 4, 7) else (place - 1,)
        parents[name(place)] = tuple(map(name, before))
    return parents


def braided(size: int) -> Parents:
    """Two hundred branches side by side, all merged after every thousand revisions, and parted again."""
    parents: Parents = {name(0): ()}
    heads = [name(0)]
    for place in range(1, size):
        if place % LIVE == 0:
            parents[name(place)], heads = tuple(heads), [name(place)]
        elif len(heads) < BRANCHES:
            parents[name(place)] = (heads[0],)
            heads.append(name(place))
        else:
            at = 1 + place % (BRANCHES - 1)
            parents[name(place)], heads[at] = (heads[at],), name(place)
    last = name(size)
    return {**parents, last: tuple(heads[1:] or heads)}


SHAPES: dict[str, Callable[[int], Parents]] = {"line": line, "branchy": branchy, "braided": braided}


@dataclass
class Project:
    """The same files for both tools, and a database at the heads."""

    root: Path
    parents: Parents
    heads: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.versions = self.root / "migrations" / "versions"
        self.versions.mkdir(parents=True)
        followed = {parent for parents in self.parents.values() for parent in parents}
        self.heads = tuple(sorted(self.parents.keys() - followed))
        for place, (id_, parents) in enumerate(self.parents.items()):
            down = parents[0] if len(parents) == 1 else parents or None
            text = REVISION.format(place=place, id=id_, down=down, revises=", ".join(parents))
            (self.versions / f"{id_}_revision_number_{place}.py").write_text(text)
        (self.root / "alembic").mkdir()
        (self.root / "alembic" / "env.py").write_text(ENV)
        database = self.root / "x.db"
        ini = f"[alembic]\nscript_location = {self.root}/alembic\nversion_locations = {self.versions}\n"
        (self.root / "alembic.ini").write_text(f"{ini}path_separator = os\nsqlalchemy.url = sqlite:///{database}\n")
        toml = f'script_location = "migrations"\nurl = "sqlite+aiosqlite:///{database}"\n'
        (self.root / "amig.toml").write_text(toml + 'version_table = "alembic_version"\n')
        with sqlite3.connect(database) as connection:
            connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
            connection.executemany("INSERT INTO alembic_version VALUES (?)", [(head,) for head in self.heads])

    def amig(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "amig", "-c", str(self.root / "amig.toml"), *words]

    def alembic(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "alembic", "-c", str(self.root / "alembic.ini"), *words]

    def of_alembic(self) -> AlembicScripts:
        """The folder as Alembic has it, not read yet."""
        from alembic.script import ScriptDirectory as AlembicScripts

        return AlembicScripts(str(self.root / "alembic"), version_locations=[str(self.versions)])

    def of_amig(self) -> ScriptDirectory:
        """The folder as amig has it: its headers are read."""
        from amig.script.directory import ScriptDirectory

        return ScriptDirectory.open(self.root / "migrations")


def spawned(command: list[str]) -> tuple[float, float]:
    """Seconds and peak MiB of a process; a small one starts it, for a process inherits the peak of its parent."""
    started = [sys.executable, "-S", "-c", SPAWN, *command]
    done = subprocess.run(started, capture_output=True, text=True, check=False)
    seconds, peak, code = done.stdout.split()
    if code != "0":
        raise SystemExit(f"exit {code}: {' '.join(command)}\n{done.stderr}")
    return float(seconds), float(peak)


def timed(work: Callable[[], object]) -> float:
    """Seconds of the processor: on a busy machine the clock on the wall says little."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def in_turn(
    ours: Callable[[], float], theirs: Callable[[], float], rounds: int, cap: float
) -> tuple[list[float], list[float]]:
    """One after the other, so that a busy machine hits both."""
    mine, other = [], []
    for _ in range(rounds):
        mine.append(ours())
        if not other or max(other) < cap:
            other.append(theirs())
    return mine, other


def shown(title: str, ours: list[float], theirs: list[float], note: str = "") -> float:
    ratio = min(ours) / min(theirs)
    print(f"{title:28}", column(ours), column(theirs), f"{ratio:9.4f}x", note, flush=True)
    return ratio


def column(seconds: list[float]) -> str:
    return f"{1000 * statistics.median(seconds):9.1f} ({1000 * min(seconds):8.1f}) x{len(seconds)}"


def processes(project: Project, title: str, rounds: int, cap: float) -> None:
    slow = False
    for command in ("heads", "history", "current"):
        memory: dict[str, float] = {}

        def run(tool: str, command: str = command, memory: dict[str, float] = memory) -> float:
            seconds, memory[tool] = spawned(getattr(project, tool)(command))
            return seconds

        if slow:
            alone = column([run("amig") for _ in range(rounds)])
            print(f"{f'{title} {command}':28} {alone} {'not asked':>23}", flush=True)
            continue
        ours, theirs = in_turn(lambda run=run: run("amig"), lambda run=run: run("alembic"), rounds, cap)
        slow = command == "history" and max(theirs) > cap
        words = [sys.executable, "-c", IMPORTED, *project.amig(command)[3:]]
        told = subprocess.run(words, capture_output=True, text=True, check=True).stderr.split()
        note = f"{memory['amig']:.1f} and {memory['alembic']:.1f} MiB; imported {told[-1]}"
        judged(project, shown(f"{title} {command}", ours, theirs, note), GOALS[command])


def judged(project: Project, ratio: float, goal: float) -> None:
    """The goals are those of ten thousand revisions."""
    if len(project.parents) >= LARGE and ratio > goal:
        over(f"{goal}x")


def over(goal: str) -> None:
    """A goal is missed: it is said under the line, and at the end by the exit code."""
    MISSED.append(goal)
    print(f"{'':28} over the goal of {goal}")


def loads(project: Project, title: str, rounds: int, cap: float) -> None:
    """Alembic's first reading compiles; the others find the `.pyc` files. To amig they are all the same."""

    def ours() -> float:
        return timed(project.of_amig)

    def theirs(*, cold: bool) -> float:
        if cold:
            shutil.rmtree(project.versions / "__pycache__", ignore_errors=True)
        return timed(lambda: project.of_alembic().revision_map._revision_map)

    for kind, cold, times in (("load cold", True, min(rounds, 2)), ("load warm", False, rounds)):
        found = in_turn(ours, lambda cold=cold: theirs(cold=cold), times, cap)
        judged(project, shown(f"{title} {kind}", *found), GOALS[kind])


def graphs(project: Project, title: str, rounds: int, cap: float) -> Iterable[tuple[str, float]]:
    """What it costs to plan and to walk, once everything is read."""
    from amig.script.plan import Planner

    script, theirs = project.of_amig(), project.of_alembic()
    theirs.get_heads()
    plan, rows = Planner(script.graph), project.heads
    up, down = script.resolve("heads", (), "upgrade"), script.resolve("base", rows, "downgrade")
    work: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "plan base to heads": (lambda: plan.due(up, ()), lambda: list(theirs._upgrade_revs("heads", ()))),
        "plan heads to base": (lambda: plan.due(down, rows), lambda: list(theirs._downgrade_revs("base", rows))),
        "plan at the heads": (lambda: plan.due(up, rows), lambda: list(theirs._upgrade_revs("heads", rows))),
        "walk": (lambda: [one.id for one in script.history()], lambda: list(theirs.walk_revisions())),
        "walk a range": (lambda: script.history("base:heads"), lambda: list(theirs.walk_revisions("base", "heads"))),
        "current": (lambda: script.revisions("current", rows), lambda: theirs.get_all_current(rows)),
    }
    slow = False
    for kind, (mine, other) in work.items():
        if (kind == "current" and len(project.parents) >= LARGE) or (kind in ("walk", "walk a range") and slow):
            ours = [timed(mine) for _ in range(rounds)]
            print(f"{f'{title} {kind}':28} {column(ours)} {'not asked':>23}")
        else:
            ours, alembics = in_turn(lambda mine=mine: timed(mine), lambda other=other: timed(other), rounds, cap)
            shown(f"{title} {kind}", ours, alembics)
            slow |= max(alembics) > cap
        yield kind, min(ours)


def main() -> int:
    """Print tables; exit with 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--shapes", default="line,braided")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cap", type=float, default=20)
    parser.add_argument("--processes", action=argparse.BooleanOptionalAction, default=True)
    asked = parser.parse_args()
    print(f"{'ms: median (least) x rounds':28} {'amig':>24} {'Alembic':>24}")
    for shape in asked.shapes.split(","):
        least: dict[str, list[float]] = {}
        for size in map(int, asked.sizes.split(",")):
            with tempfile.TemporaryDirectory() as folder:
                project, title = Project(Path(folder), SHAPES[shape](size)), f"{shape} {size}:"
                loads(project, title, asked.rounds, asked.cap)
                if asked.processes:
                    processes(project, title, asked.rounds, asked.cap)
                for kind, seconds in graphs(project, title, max(asked.rounds, 5), asked.cap):
                    least.setdefault(kind, []).append(seconds)
                    if seconds > IN_PROCESS:
                        over(f"{1000 * IN_PROCESS:.0f} ms")
        growth = ", ".join(f"{kind} {times[-1] / times[0]:.1f}x" for kind, times in least.items())
        print(f"{shape}: from the smallest to the largest: {growth} (goal {GROWTH:.0f}x)")
        if any(times[-1] / times[0] > GROWTH for times in least.values()):
            over(f"{GROWTH:.0f}x")
    return int(bool(MISSED))


if __name__ == "__main__":
    sys.exit(main())
