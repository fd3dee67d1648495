"""How often a run speaks with the server, told by a proxy in between."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import create_async_engine

import amig
from tests.projects import new_project

CONNECTING = 9
"""What SQLAlchemy and the driver say to each other before anybody asks for anything."""


async def test_one_pending_revision(postgresql, tmp_path, through_proxy) -> None:
    """On an empty database, on one that waits for it, and on an engine that is warm: a handful, and one of them does it."""
    proxy, url = through_proxy(postgresql.url)
    project = new_project(tmp_path / "p")
    project.table("a")
    trips = []
    for number in range(2):
        engine = create_async_engine(url)
        for part in ("cold", "warm"):
            proxy.reset()
            assert len((await amig.upgrade(project.config, engine=engine)).steps) == 1
            trips.append((part, proxy.round_trips))
            project.up(f'await op.add_column("a", sa.Column("{part}{number}", sa.Integer()))')
        await engine.dispose()
    cold, warm = (max(count for part, count in trips if part == which) for which in ("cold", "warm"))
    assert cold <= CONNECTING + 16
    assert warm <= 13
