"""Cancelled at a random moment in a random way, and run again: the end is the same as undisturbed."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from functools import partial

import anyio
import pytest
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from tests.projects import Project, new_project

WAYS = ("scope", "task", "timeout")


def project_of(folder, count: int = 8) -> Project:
    """Revisions of both kinds that leave a mark each."""
    project = new_project(folder)
    project.table("marks")
    for n in range(1, count):
        kind, face, wait = (("async def", "Operations", "await "), ("def", "BlockingOperations", ""))[n % 2]
        project.add(
            f"{kind} upgrade(op: {face}) -> None:\n"
            f"    {wait}op.create_table('t{n}', sa.Column('id', sa.Integer()))\n"
            f"    {wait}op.execute('INSERT INTO marks (id) VALUES ({n})')\n"
            f"    {wait}op.execute('INSERT INTO t{n} (id) VALUES ({n})')\n\n\n"
            f"{kind} downgrade(op: {face}) -> None:\n"
            f"    {wait}op.drop_table('t{n}')\n"
            f"    {wait}op.execute('DELETE FROM marks WHERE id = {n}')\n"
        )
    return project


async def disturbed(work, way: str, after: float) -> None:
    """Do the work, cancelled after some seconds unless it is done by then."""
    if way == "scope":
        with anyio.move_on_after(after):
            await work()
        return
    task = asyncio.ensure_future(work())
    if way == "timeout":
        await asyncio.wait([task], timeout=after)
    else:
        await asyncio.sleep(after)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    if not task.cancelled() and (error := task.exception()) is not None:
        raise error


async def storm(backend, tmp_path, seed: int, times: int) -> None:
    """Up and down, disturbed that many times; after each the version and the tables agree."""
    dice = random.Random(seed)
    project = project_of(tmp_path / "p")
    engine = create_async_engine(backend.url)
    for _ in range(times):
        up = dice.random() < 0.6
        target = dice.choice(["head", "+1", "+3"] if up else ["base", "-1"])
        command = amig.upgrade if up else amig.downgrade
        with suppress(amig.errors.TargetError):
            await disturbed(
                partial(command, project.config, target, engine=engine), dice.choice(WAYS), dice.uniform(0, 0.12)
            )
        at = (await amig.current(project.config, url=backend.url)).revisions
        done = int(at[0][3:]) - 1 if at else -1
        if done >= 0:
            marks = await asyncio.to_thread(backend.rows, "SELECT id FROM marks ORDER BY id")
            assert marks == [(n,) for n in range(1, done + 1)], (at, marks)
    await amig.upgrade(project.config, engine=engine)
    await engine.dispose()
    assert backend.rows("SELECT id FROM marks ORDER BY id") == [(n,) for n in range(1, 8)]
    await amig.downgrade(project.config, "base", url=backend.url)


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
async def test_a_few_disturbances(name, request, tmp_path, seed) -> None:
    """Where DDL rolls back, a cancelled step has never been."""
    await storm(request.getfixturevalue(name), tmp_path, seed, 12)


@pytest.mark.full
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
async def test_two_hundred_disturbances(name, request, tmp_path, seed) -> None:
    """The same, for longer."""
    await storm(request.getfixturevalue(name), tmp_path, seed + 1, 200)
