"""The same history and goal give the same plan, rows and SQL, whatever Python's hashes are today."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from tests.script.files import add, folder
from tests.script.histories import History, random_history

BODY = """

async def upgrade(op):
    await op.execute("SELECT '{id} up'")


async def downgrade(op):
    await op.execute("SELECT '{id} down'")
"""

PLANNED = """
import sys
from pathlib import Path
from amig.script.directory import ScriptDirectory
script = ScriptDirectory.open(Path(sys.argv[1]))
rows = frozenset()
for target, direction in (("heads", "upgrade"), ("base", "downgrade")):
    for step in script.steps(script.resolve(target, rows, direction), rows):
        print(step.revision.id, sorted(step.expects), step.moves)
        rows = step.leaves
print(script.heads, script.graph.real_heads, script.graph.bases, script.graph.words)
print([(one.id, script.graph.labels_of(one.id)) for one in script.history()])
"""


def project(path: Path) -> tuple[Path, History]:
    """Thirty revisions with branches, merges, labels and dependencies, and a configuration."""
    seeds = (random.Random(seed) for seed in range(1000))
    history = next(one for one in (random_history(seed, 40) for seed in seeds) if len(one.parents) > 30)
    location = folder(path, {})
    for id_, parents in history.parents.items():
        header = f"revision = {id_!r}\ndown_revision = {parents!r}\n"
        header += f"branch_labels = {history.labels.get(id_)!r}\ndepends_on = {history.depends.get(id_)!r}\n"
        add(location, id_, header + BODY.format(id=id_))
    config = path / "amig.toml"
    config.write_text('script_location = "migrations"\nurl = "postgresql+asyncpg://u@h/d"\n')
    return config, history


def told(seed: int, *command: str) -> str:
    """What a process with these hashes prints."""
    environ = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, env=environ, check=True)
    return done.stdout


def test_plan_and_rows_are_the_same(tmp_path: Path) -> None:
    """Ids, rows, moves, heads and labels."""
    config, history = project(tmp_path)
    texts = {told(seed, "-c", PLANNED, str(config.parent / "migrations")) for seed in (0, 1, 2)}
    assert len(texts) == 1
    assert len(texts.pop().splitlines()) == 2 * len(history.parents) + 2


def test_the_sql_is_the_same(tmp_path: Path) -> None:
    """To the letter, up and down."""
    config, history = project(tmp_path)
    up = {told(seed, "-m", "amig", "-c", str(config), "upgrade", "heads", "--sql") for seed in (0, 1)}
    down = {told(seed, "-m", "amig", "-c", str(config), "downgrade", "heads:base", "--sql") for seed in (0, 1)}
    assert (len(up), len(down)) == (1, 1)
    (up_text,), (down_text,) = up, down
    for id_ in history.parents:
        assert f"SELECT '{id_} up'" in up_text
        assert f"SELECT '{id_} down'" in down_text
