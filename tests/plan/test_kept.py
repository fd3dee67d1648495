"""What was found in files, and kept, serves the next run as the files would."""

from __future__ import annotations

import asyncio

import pytest

import amig
from amig.errors import UnawaitedError
from tests.projects import new_project
from tests.script.files import trees

REBUILT = """
async def upgrade(op: Operations) -> None:
    async with op.batch_alter_table("parent") as batch:
        batch.alter_column("n", new_column_name="x", existing_type=sa.Integer(), nullable=False)


async def downgrade(op: Operations) -> None:
    async with op.batch_alter_table("parent") as batch:
        batch.alter_column("x", new_column_name="n", existing_type=sa.Integer(), nullable=True)
"""
CHILD = """
async def upgrade(op: Operations) -> None:
    parent = sa.ForeignKey("parent.id", name="fk_parent", ondelete="CASCADE")
    await op.create_table("child", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("p", sa.Integer(), parent))
    await op.execute("INSERT INTO parent (id, n) VALUES (1, 5)")
    await op.execute("INSERT INTO child (id, p) VALUES (7, 1)")


async def downgrade(op: Operations) -> None:
    await op.drop_table("child")
"""


@pytest.fixture
def parsed(monkeypatch):
    return trees(monkeypatch)


async def test_a_run_up_down_and_up_again_reads_each_tree_once_for_each_way(backend, tmp_path, parsed) -> None:
    """Foreign keys are let go of where a file has a batch, and the ledger has the same fingerprints."""
    project = new_project(tmp_path / "p", backend.url)
    project.table("parent")
    project.add(CHILD)
    project.add(REBUILT)
    project.table("last")
    config = await asyncio.to_thread(amig.Config.load, project.config)
    seen = []
    for _ in range(2):
        parsed.clear()
        await amig.upgrade(config)
        seen.append((set(parsed), backend.rows("SELECT p FROM child"), backend.rows("SELECT x FROM parent")))
        parsed.clear()
        await amig.downgrade(config, "base")
        seen.append((set(parsed), backend.rows("SELECT version_num FROM amig_version"), []))
    files = {f"rev0000{n}" for n in range(1, 5)}
    assert seen == [(files, [(1,)], [(5,)]), (files, [], []), (set(), [(1,)], [(5,)]), (set(), [], [])]
    hashes = backend.rows("SELECT revision, hash FROM amig_ledger WHERE event = 'done' AND direction = 'upgrade'")
    assert len(hashes) == 8
    assert len(set(hashes)) == 4


async def test_a_forgotten_await_is_told_each_time(backend, tmp_path, parsed) -> None:
    """What is wrong with a file is never kept as if it were right; and what was found in it is found no second time."""
    project = new_project(tmp_path / "p", backend.url)
    project.table("one")
    project.up('op.execute("SELECT 1")')
    for time in range(3):
        parsed.clear()
        with pytest.raises(UnawaitedError) as caught:
            await amig.upgrade(await asyncio.to_thread(amig.Config.load, project.config))
        assert caught.value.calls[0][0] == "execute"
        assert "rev00002.py" in str(caught.value)
        assert set(parsed) == ({"rev00001", "rev00002"} if time == 0 else set())
