"""The same in Litestar: two workers, not ready while the links are locked, then ready."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.examples.running import example
from tests.examples.test_fastapi_startup import applied, workers

LINKS, FOLLOWED = "5e07c9b3", "c4a81f26"
LINK = {"name": "w", "target": "https://example.org/"}


@pytest.mark.timeout(300)  # three processes import a framework
def test_not_ready_then_ready_and_one_worker_migrated(postgresql, tmp_path) -> None:
    """Routes that need the tables answer 503 until they are there."""
    here = example("litestar", tmp_path, DATABASE_URL=postgresql.url)
    here.run(f"amig upgrade {LINKS}")
    with closing(postgresql.connect()) as other:
        other.autocommit = False
        other.execute("LOCK TABLE links")
        with here.serving(here.commands[0]) as server:
            server.up()
            waiting = server.until("/health/ready", lambda answer: answer.json()["pending"] == [FOLLOWED])
            assert (waiting.status_code, waiting.json()["state"]) == (503, "migrating")
            refused = server.get("/links")
            assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
            other.rollback()
            server.until("/health/ready", lambda answer: answer.status_code == 200)
            assert len(workers(server, "/links")) == 2
            address = f"http://127.0.0.1:{server.port}/links"
            assert server.client.post(address, json=LINK).status_code == 201
            assert server.get("/links/w").headers["Location"] == LINK["target"]
            assert server.get("/links").json()["links"] == {"w": 1}
    assert applied(here) == [LINKS, FOLLOWED]


@pytest.mark.full
def test_from_nothing_on_each_database(backend, tmp_path) -> None:
    """An empty database; the two workers share what is to be done."""
    here = example("litestar", tmp_path, DATABASE_URL=backend.url)
    with here.serving(here.commands[0]) as server:
        server.up()
        server.until("/links", lambda answer: answer.status_code == 200)
    assert applied(here) == [LINKS, FOLLOWED]
