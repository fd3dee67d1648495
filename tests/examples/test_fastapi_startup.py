"""Two workers of real uvicorn: neither is ready while one of them migrates, then both are."""

from __future__ import annotations

import json
from contextlib import closing

import httpx
import pytest

from tests.asgi.serving import Server
from tests.examples.running import Example, example

NOTES, DONE = "2f6d10a4", "83b5c7e1"


def applied(here: Example) -> list[str]:
    """The revisions that were finished, in order, as `amig log` tells."""
    entries = json.loads(here.run("amig log --json"))["entries"]
    return [entry["revision"] for entry in reversed(entries) if entry["event"] == "done"]


def workers(server: Server, path: str) -> set[int]:
    """Ask over new connections until both workers have answered."""
    found: set[int] = set()
    for _ in range(200):
        found.add(httpx.get(f"http://127.0.0.1:{server.port}{path}", trust_env=False).json()["worker"])
        if len(found) == 2:
            break
    return found


@pytest.mark.timeout(300)  # three processes import a framework
def test_not_ready_then_ready_and_one_worker_migrated(postgresql, tmp_path) -> None:
    """A locked table keeps the migration from being done; the app serves, and says that it is not ready."""
    here = example("fastapi-startup", tmp_path, DATABASE_URL=postgresql.url)
    serve, _, log = here.commands
    here.run(f"amig upgrade {NOTES}")
    with closing(postgresql.connect()) as other:
        other.autocommit = False
        other.execute("LOCK TABLE notes")
        with here.serving(serve) as server:
            server.up()
            waiting = server.until("/health/ready", lambda answer: answer.json()["pending"] == [DONE])
            assert (waiting.status_code, waiting.json()["state"]) == (503, "migrating")
            assert server.get("/notes").status_code == 503
            other.rollback()
            server.until("/health/ready", lambda answer: answer.status_code == 200)
            server.until("/notes", lambda answer: answer.status_code == 200)
            address = f"http://127.0.0.1:{server.port}/notes"
            server.until("/notes", lambda _: server.client.post(address, json={"text": "milk"}).status_code == 201)
            assert server.get("/notes").json()["notes"] == [{"text": "milk", "done": False}]
            assert len(workers(server, "/notes")) == 2
    assert applied(here) == [NOTES, DONE]
    assert "notes can be done" in here.run(log)


@pytest.mark.full
def test_from_nothing_on_each_database(backend, tmp_path) -> None:
    """An empty database; the two workers share what is to be done."""
    here = example("fastapi-startup", tmp_path, DATABASE_URL=backend.url)
    with here.serving(here.commands[0]) as server:
        server.up()
        server.until("/notes", lambda answer: answer.status_code == 200)
    assert applied(here) == [NOTES, DONE]
