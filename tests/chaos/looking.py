"""What a database holds: as amig sees it, every row of it, and what its own tables say."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import Any

from sqlalchemy.ext.asyncio import create_async_engine

from amig.impl import impl_for
from amig.impl.online import Online
from amig.look.shapes import Snapshot
from amig.look.survey import survey
from tests.servers.databases import Backend

_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
    "mysql": "SELECT table_name FROM information_schema.tables WHERE table_schema = database()",
}
_OTHERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master",
    "postgresql": "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "mysql": "SELECT routine_name FROM information_schema.routines WHERE routine_schema = database()",
}
_INVALID = "SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid"
_DONE = "SELECT revision, direction FROM {ledger} WHERE event = 'done' AND statement IS NULL ORDER BY id"
_STARTED = """
SELECT revision, direction, statement FROM amig_ledger
WHERE event = 'started' AND statement IS NOT NULL ORDER BY id DESC LIMIT 1
"""


def rows(backend: Backend) -> dict[str, list[str]]:
    """All rows of all tables and views but the ledger's."""
    tables = sorted(str(name) for (name,) in backend.rows(_TABLES[backend.name]))
    return {
        name: sorted(map(str, backend.rows(f"SELECT * FROM {name}")))
        for name in tables
        if not name.startswith("amig_ledger")
    }


def fingerprint(backend: Backend) -> str:
    """Of all rows, and of the functions."""
    told = [rows(backend), sorted(map(str, backend.rows(_OTHERS[backend.name])))]
    return hashlib.sha1(str(told).encode(), usedforsecurity=False).hexdigest()


async def schema(backend: Backend) -> Snapshot:
    """Everything that a comparison would see."""
    engine = create_async_engine(backend.url)
    async with engine.connect() as connection:
        with Online(connection) as online:
            kinds = frozenset({"view", "function", "trigger"})
            seen = await survey(online, impl_for(connection.dialect), [None], kinds)
    await engine.dispose()
    return seen


def steps(backend: Backend) -> list[tuple[str, str]]:
    """Which revisions were done and undone, in order."""
    return [(str(one), str(way)) for one, way in backend.rows(_DONE.format(ledger="amig_ledger"))]


def last_started(backend: Backend) -> str:
    """Which statement of which revision was written down last, before it acted; several may have one text."""
    if ("amig_ledger",) not in backend.rows(_TABLES[backend.name]):
        return "none"
    return str(backend.rows(_STARTED))


async def end_state(backend: Backend) -> dict[str, Any]:
    """What must be the same however often a walk was disturbed."""
    done = steps(backend)
    applied: Counter[str] = Counter()
    for revision, direction in done:
        applied[revision] += 1 if direction == "upgrade" else -1
    seen = await schema(backend)
    return {
        "tables": seen.tables,
        "views": seen.views,
        "functions": seen.functions,
        "sequences": seen.sequences,
        "rows": rows(backend),
        "invalid": backend.rows(_INVALID) if backend.name == "postgresql" else [],
        "applied": applied,
        "done": Counter(done),
    }
