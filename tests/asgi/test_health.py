"""What probes are told, and what asking costs."""

from __future__ import annotations

import asyncio
import json

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
import amig.asgi
from tests.projects import new_project


async def asked(app, path: str) -> tuple[int, dict]:
    sent: list = []

    async def send(message) -> None:
        sent.append(message)

    await app({"type": "http", "method": "GET", "path": path}, None, send)
    return sent[0]["status"], json.loads(sent[1]["body"])


async def test_one_read_serves_many_probes(postgresql, tmp_path) -> None:
    """A hundred at once are one statement; `live` is none."""
    project = new_project(tmp_path / "p")
    project.table("first")
    engine = create_async_engine(postgresql.url)
    startup = amig.asgi.lifespan(project.config, engine=engine)
    app = amig.asgi.health(startup, ttl=60)
    async with startup():
        sent: list[str] = []
        event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
        answers = await asyncio.gather(*(asked(app, "/health/ready") for _ in range(100)))
        assert {status for status, _ in answers} == {200}
        assert len(sent) == 1
        sent.clear()
        assert await asked(app, "/live") == (200, {"state": "live"})
        assert sent == []
    await engine.dispose()


async def test_a_database_that_is_gone(postgresql, through_proxy, tmp_path) -> None:
    """Not ready, with the reason; ready again when it is back. `live` does not care."""
    project = new_project(tmp_path / "p")
    project.table("first")
    proxy, url = through_proxy(postgresql.url)
    startup = amig.asgi.lifespan(project.config, url=url)
    app = amig.asgi.health(startup, ttl=0)
    async with startup():
        assert (await asked(app, "/ready"))[0] == 200
        was, proxy.target = proxy.target, ("127.0.0.1", 1)
        status, said = await asked(app, "/ready")
        assert (status, said["ready"], said["state"]) == (503, False, "failed")
        assert "cannot connect" in said["reason"]
        assert (await asked(app, "/live"))[0] == 200
        proxy.target = was
        assert (await asked(app, "/ready"))[0] == 200


async def test_a_database_that_does_not_answer(postgresql, through_proxy, tmp_path) -> None:
    """The probe has an answer in time."""
    project = new_project(tmp_path / "p")
    project.table("first")
    proxy, url = through_proxy(postgresql.url)
    startup = amig.asgi.lifespan(project.config, url=url)
    app = amig.asgi.health(startup, ttl=0, timeout=0.3)
    async with startup():
        proxy.delay = 5
        status, said = await asyncio.wait_for(asked(app, "/ready"), 3)
        assert (status, said["reason"]) == (503, "the database did not answer within 0.3 s")
        proxy.delay = 0


async def test_before_it_has_started(tmp_path) -> None:
    """No app is ready before its lifespan began; the configuration may even be missing."""
    startup = amig.asgi.lifespan(tmp_path / "nowhere.toml")
    status, said = await asked(amig.asgi.health(startup), "/ready")
    assert (status, said["ready"], said["state"]) == (503, False, "failed")
    assert "nowhere.toml" in said["reason"]


@pytest.mark.parametrize("header", ["", "compatible = True"])
async def test_a_newer_image_goes_on(header, sqlite, tmp_path) -> None:
    """Ahead: ready where older code can go on, else not, with the reason."""
    project = new_project(tmp_path / "p")
    project.table("first")
    startup = amig.asgi.lifespan(project.config, url=sqlite.url)
    app = amig.asgi.health(startup, ttl=0)
    async with startup():
        newer = new_project(tmp_path / "newer")
        newer.table("first")
        newer.up("pass", header=header)
        await amig.upgrade(newer.config, url=sqlite.url)
        status, said = await asked(app, "/ready")
        assert (said["state"], said["unknown"]) == ("ahead", ["rev00002"])
        assert (status, said["reason"] is None) == ((200, True) if header else (503, False))
