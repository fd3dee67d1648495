"""A revision that stops at a moment until it is let go, on each database, and a look at what is left."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.projects import Project, new_project
from tests.servers.databases import Backend

BODY = """
    import asyncio
    from pathlib import Path

    await op.create_table("half", sa.Column("id", sa.Integer()))
    await op.execute("INSERT INTO marks (id) VALUES (2)")
    Path("{reached}").touch()
    {line}
"""
WAIT = 'while Path("{hold}").exists():\n        await asyncio.sleep(0.02)'
LINES = {
    "ddl": 'await op.add_column("busy", sa.Column("extra", sa.Integer()))',
    "data": 'await op.execute("UPDATE busy SET n = n + 1")',
    "autocommit": 'await op.add_column("busy", sa.Column("extra", sa.Integer()))',
    "commit": 'await op.execute("INSERT INTO late (id) VALUES (1)")',
    "python": WAIT,
}
SQLITE_LINES = {
    "ddl": 'await op.execute("CREATE TABLE extra AS SELECT n FROM slow")',
    "data": 'await op.execute("INSERT INTO busy (id, n) SELECT 2, n FROM slow")',
    "autocommit": 'await op.create_index("ix_heavy", "heavy", [sa.text("length(hex(zeroblob(n)))")])',
    "python": WAIT,
}
COMMON = ("CREATE TABLE marks (id INTEGER)", "CREATE TABLE busy (id INTEGER PRIMARY KEY, n INTEGER)")
BUSY = "UPDATE busy SET n = n + 1 WHERE id = 1"
FUNCTION = f"CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {BUSY}; RETURN NEW; END $$"
LATE = (
    "CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON late DEFERRABLE INITIALLY DEFERRED"
    " FOR EACH ROW EXECUTE FUNCTION wait()"
)
SLOW = (
    "CREATE VIEW slow AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c"
    " WHERE x < (SELECT most FROM speed)) SELECT max(x) AS n FROM c"
)
HEAVY = (
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5000)"
    " INSERT INTO heavy SELECT 10000000 FROM c"
)
SETUP: dict[tuple[str, str], tuple[str, ...]] = {
    ("postgresql", "version"): (
        FUNCTION,
        "CREATE TRIGGER wait BEFORE UPDATE ON amig_version FOR EACH ROW EXECUTE FUNCTION wait()",
    ),
    ("postgresql", "commit"): (
        "CREATE TABLE late (id INTEGER)",
        FUNCTION,
        LATE,
    ),
    ("mysql", "version"): (f"CREATE TRIGGER wait BEFORE UPDATE ON amig_version FOR EACH ROW {BUSY}",),
    ("sqlite", "autocommit"): (
        "CREATE TABLE heavy (n INTEGER)",
        HEAVY,
    ),
    ("sqlite", "version"): (
        "CREATE TRIGGER wait BEFORE UPDATE ON amig_version BEGIN INSERT INTO busy (id, n) SELECT 3, n FROM slow; END",
    ),
}
SQLITE = ("CREATE TABLE speed (most INTEGER)", "INSERT INTO speed VALUES (1000000000000)", SLOW)
OTHERS = {
    "postgresql": "SELECT pid, state, wait_event_type, query FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name = 'amig'",
    "mysql": "SELECT id, command, state, info FROM information_schema.processlist WHERE db = database()"
    " AND id <> connection_id() AND id <> {mine}",
}
LOCKED = {
    "postgresql": "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
    " (SELECT oid FROM pg_database WHERE datname = current_database())",
    "mysql": "SELECT IS_USED_LOCK(CONCAT('amig:', SHA1(CONCAT(DATABASE(), '.amig_version')))) IS NOT NULL",
}
TAKE = {
    "postgresql": "SELECT pg_advisory_lock(hashtextextended('amig:public.amig_version', 0))",
    "mysql": "SELECT GET_LOCK(CONCAT('amig:', SHA1(CONCAT(DATABASE(), '.amig_version'))), 0)",
    "sqlite": "BEGIN IMMEDIATE",
}


async def until(holds: Callable[[], Any], *, seconds: float = 120.0) -> Any:
    """Ask again and again, from a thread, until it is so."""
    deadline = time.monotonic() + seconds
    while not (found := await asyncio.to_thread(holds)):
        assert time.monotonic() < deadline, holds
        await asyncio.sleep(0.05)
    return found


class Scene:
    """One database at revision 1, and revision 2, which stops at the moment while the scene holds it."""

    def __init__(self, backend: Backend, folder: Path, moment: str, answer_wait: float = 30.0) -> None:
        self.backend, self.moment = backend, moment
        self.reached, self.hold = folder / "reached", folder / "hold"
        self.project = self._project(folder, answer_wait)
        self.blocker: Any = None
        self.seen: set[Any] = set()

    def _project(self, folder: Path, answer_wait: float) -> Project:
        project = new_project(folder / "p")
        project.table("whole")
        waits = f"lock_timeout = 600\nlock_wait = 600\nanswer_wait = {answer_wait}\n"
        project.config.write_text(f"{project.config.read_text()}{waits}")
        return project

    def prepare(self) -> None:
        """After revision 1: what the moment needs, and revision 2."""
        sqlite = self.backend.name == "sqlite"
        setup = SETUP.get((self.backend.name, self.moment), ())
        for sql in (*COMMON, "INSERT INTO busy VALUES (1, 0)", *(SQLITE if sqlite else ()), *setup):
            self.backend.execute(sql)
        lines = SQLITE_LINES if sqlite else LINES
        line = lines.get(self.moment, "").format(hold=self.hold)
        header = "transactional = False" if self.moment == "autocommit" else ""
        self.project.up(BODY.format(reached=self.reached, line=line), header=header)

    def begin(self) -> None:
        """From now on whoever comes to the moment stays there."""
        self.hold.touch()
        if self.backend.name == "sqlite" and self.moment != "lock":
            return
        self.blocker = self.backend.connect()
        cursor = self.blocker.cursor()
        if self.moment == "lock":
            cursor.execute(TAKE[self.backend.name])
        elif self.moment != "python":
            cursor.execute("BEGIN")
            cursor.execute("UPDATE busy SET n = n WHERE id = 1" if self.backend.name != "mysql" else BUSY)

    def is_there(self) -> bool:
        """Whether the migrator has come to the moment."""
        if self.moment == "lock":
            return self.backend.name == "sqlite" or self._stays()
        if not self.reached.exists():
            return False
        if self.backend.name == "sqlite" or self.moment == "python":
            return True
        return any(self._waits(row) for row in self.sessions())

    def _stays(self) -> bool:
        """Whether a session is there that was there before: our own last look may not be quite gone."""
        before, self.seen = self.seen, {row[0] for row in self.sessions()}
        return bool(before & self.seen)

    def _waits(self, row: tuple[Any, ...]) -> bool:
        words = {"version": ("amig_version", "busy"), "commit": ("COMMIT",)}.get(self.moment, ("busy",))
        waiting = row[2] == "Lock" if self.backend.name == "postgresql" else row[1] != "Sleep"
        return waiting and any(word in str(row[3]) for word in words)

    def sessions(self) -> list[tuple[Any, ...]]:
        """Of migrators, as the server sees them; a file has none."""
        if self.backend.name == "sqlite":
            return []
        mine = self.blocker.thread_id() if self.blocker is not None and self.backend.name == "mysql" else 0
        return self.backend.rows(OTHERS[self.backend.name].format(mine=mine))

    def end_session(self) -> None:
        """What an administrator does to the migrator's session."""
        for row in self.sessions():
            kill = "SELECT pg_terminate_backend({})" if self.backend.name == "postgresql" else "KILL {}"
            with suppress(Exception):
                self.backend.execute(kill.format(row[0]))

    def release(self) -> None:
        """Nobody is held any more."""
        self.hold.unlink(missing_ok=True)
        if self.blocker is not None:
            with suppress(Exception):
                self.blocker.close()
            self.blocker = None
        if self.backend.name == "sqlite":
            self.backend.execute("UPDATE speed SET most = 1")
            if self.moment == "autocommit":
                self.backend.execute("UPDATE heavy SET n = 0")

    def is_free(self) -> bool:
        """Whether no statement runs, and nobody holds the lock."""
        if self.backend.name == "sqlite":
            return True
        return not self.sessions() and not self.backend.rows(LOCKED[self.backend.name])[0][0]
