"""Apps as people write them, under uvicorn: first the database, then the app's own lifespan."""

from __future__ import annotations

import signal

import pytest

from tests.asgi.serving import serving
from tests.projects import new_project


@pytest.mark.parametrize("app", ["fastapi", "starlette", "litestar"])
def test_an_app_migrates_and_serves(app, postgresql, tmp_path) -> None:
    """Its own lifespan finds the tables; the state is on the app; the probes answer."""
    project = new_project(tmp_path / "p")
    project.table("first")
    with serving(tmp_path, postgresql.url, project.config, app=app) as server:
        server.up()
        assert server.get("/rows").json()["told"] == ["begun"]
        assert server.get("/state").json() == {"state": "current", "greeting": "hello"}
        ready = server.get("/health/ready")
        assert (ready.status_code, ready.json()) == (
            200,
            {
                "ready": True,
                "state": "current",
                "revisions": ["rev00001"],
                "pending": [],
                "unknown": [],
                "reason": None,
            },
        )
        assert server.get("/health/other").status_code == 404
        assert server.client.post(f"http://127.0.0.1:{server.port}/health/ready").status_code == 405
        assert server.client.head(f"http://127.0.0.1:{server.port}/health/ready").status_code == 200
    assert server.ended() == -signal.SIGTERM  # uvicorn ends by the signal that it was given
    assert "Application shutdown complete" in server.said()


@pytest.mark.full
@pytest.mark.parametrize("app", ["fastapi", "starlette", "litestar"])
def test_an_app_that_cannot_start_says_why(app, postgresql, tmp_path) -> None:
    """`check` refuses to start, and uvicorn ends."""
    project = new_project(tmp_path / "p")
    project.table("first")
    with serving(tmp_path, postgresql.url, project.config, app=app, mode="check") as server:
        assert server.ended() != 0
    assert "the database lacks `rev00001`" in server.said()


@pytest.mark.full
def test_each_backend(backend, tmp_path) -> None:
    """The same app on SQLite, PostgreSQL and MariaDB."""
    project = new_project(tmp_path / "p")
    project.table("first")
    with serving(tmp_path, backend.url, project.config) as server:
        server.up()
        assert server.get("/rows").json()["rows"] == []
        assert server.get("/health/ready").json()["state"] == "current"
    with serving(tmp_path, backend.url, project.config, mode="check") as server:
        server.up()
