"""A migrator in a process of its own that is killed at a statement; and what a database holds, to be compared."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from tests.chaos.forking import serve, survived
from tests.servers.databases import Backend

ROOT = Path(__file__).parents[2]


def killed(
    project: Any, url: str, at: int, *, moment: str = "before", command: str = "upgrade", after: str = ""
) -> int | None:
    """Run a command that is killed just before, or after, its nth statement; the number of all when it came through.

    With `after` it is killed when a statement of this text has acted, before anything else is sent.
    """
    return survived("tests.resume.dying", str(project.config), url, command, moment, at, after)


def _run(config: str, url: str, command: str, moment: str, at: int, after: str, told: str) -> None:
    """What the process does that may be killed; `told` is the file that takes the number of its statements."""
    seen = 0 if after else 1

    def count(_connection: Any, _cursor: Any, text: str, *_given: Any) -> None:
        nonlocal seen
        if seen == at:
            os.kill(os.getpid(), signal.SIGKILL)
        seen += not after or text == after

    async def run() -> None:
        engine = create_async_engine(url)
        event.listen(engine.sync_engine, f"{moment}_cursor_execute", count)
        await getattr(amig, command)(Path(config), "head", engine=engine)
        await engine.dispose()

    asyncio.run(run())
    Path(told).write_text(str(seen - 1))


_COLUMNS = {
    "mysql": "SELECT table_name, column_name, column_type, is_nullable, column_comment FROM information_schema.columns"
    " WHERE table_schema = database() AND table_name <> 'amig_ledger' ORDER BY 1, ordinal_position",
    "postgresql": "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name <> 'amig_ledger' ORDER BY 1, ordinal_position",
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'amig_ledger%' AND type = 'table' ORDER BY 1",
}
_INDEXES = {
    "mysql": "SELECT table_name, index_name, column_name, non_unique FROM information_schema.statistics"
    " WHERE table_schema = database() AND table_name <> 'amig_ledger' ORDER BY 1, 2, seq_in_index",
    "postgresql": "SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
    " WHERE c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'amig_ledger%' ORDER BY 1",
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'amig_ledger%' AND type = 'index' ORDER BY 1",
}
_ROWS = re.compile(r"^[a-z_]+$")


def state(backend: Backend) -> dict[str, Any]:
    """Columns, indexes, the rows of every table, the version, and what the ledger says of whole revisions."""
    columns = backend.rows(_COLUMNS[backend.name])
    tables = sorted({str(row[0]) for row in columns if _ROWS.match(str(row[0]))})
    return {
        "columns": columns,
        "indexes": backend.rows(_INDEXES[backend.name]),
        "rows": {table: sorted(map(str, backend.rows(f"SELECT * FROM {table}"))) for table in tables},
        "ledger": backend.rows(
            "SELECT revision, direction FROM amig_ledger WHERE event = 'done' AND statement IS NULL ORDER BY id"
        ),
    }


if __name__ == "__main__":
    serve(_run)
