"""Backfills that say `now` belong to the start of an app, also where the version has arrived already."""

from __future__ import annotations

import asyncio

import pytest

import amig
import amig.asgi
from tests.backfill.filled import ADDS, kept, project_with, values

NOW = 'backfill_batch = 10\nbackfill_when = "now"'


async def stopped(tmp_path, backend):
    """A database at its newest revision, whose backfill was stopped after the first batch of three."""
    project = project_with(tmp_path, backend.url)
    await amig.upgrade(project.config)
    await amig.run_backfills(project.config, pause=3600, seconds=600)
    path = tmp_path / "migrations" / "versions" / "fill0.py"
    path.write_text(path.read_text().replace("backfill_batch = 10", NOW))
    assert values(backend) != {(1, 25)}
    return project


@pytest.mark.parametrize("mode", ["migrate", "background"])
async def test_what_was_left_over_is_done_at_the_start(backend, tmp_path, mode) -> None:
    """Every row once, and the app is ready when all are done."""
    project = await stopped(tmp_path, backend)
    startup = amig.asgi.lifespan(project.config, mode)
    async with startup():
        async with asyncio.timeout(50):
            while not startup.ready:  # noqa: ASYNC110 - it rings no bell
                await asyncio.sleep(0.02)
        assert (startup.state, values(backend), kept(backend)[0][0]) == ("current", {(1, 25)}, 3)


async def test_replicas_share_it(postgresql, tmp_path) -> None:
    """Several that start at once: no row is counted twice, and nobody fails."""
    project = await stopped(tmp_path, postgresql)
    replicas = [amig.asgi.lifespan(project.config) for _ in range(4)]

    async def started(startup) -> str:
        async with startup():
            return startup.state

    assert await asyncio.gather(*map(started, replicas)) == ["current"] * 4
    assert values(postgresql) == {(1, 25)}


@pytest.mark.parametrize("mode", ["check", "wait"])
async def test_who_only_looks_leaves_it_alone(sqlite, tmp_path, mode) -> None:
    """The version is current; the rest is another's to do."""
    project = await stopped(tmp_path, sqlite)
    before = kept(sqlite)
    async with amig.asgi.lifespan(project.config, mode)() as _:
        pass
    assert kept(sqlite) == before


async def test_one_that_fails_keeps_the_app_from_starting(sqlite, tmp_path) -> None:
    """As in the run that it was left over from; the next start goes on behind the batches that are done."""
    project = await stopped(tmp_path, sqlite)
    path = tmp_path / "migrations" / "versions" / "fill0.py"
    sound = path.read_text()
    path.write_text(sound.replace(ADDS.strip().splitlines()[-1], '    raise ValueError("of its own")'))
    with pytest.raises(amig.AmigError, match="of its own"):
        async with amig.asgi.lifespan(project.config)():
            pass
    path.write_text(sound)
    async with amig.asgi.lifespan(project.config)():
        assert values(sqlite) == {(1, 25)}
