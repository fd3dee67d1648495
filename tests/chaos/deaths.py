"""Ways to end a run at its nth word to the database, from inside, from the side, and with the whole process."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import anyio
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.chaos import marks
from tests.chaos.cutting import CuttingProxy
from tests.servers.databases import Backend

Ending = Callable[[], object]
REFUSED = {True: "DROP TABLE there_is_no_such_table", False: "SELECT * FROM there_is_no_such_table"}
WAYS = {
    "sqlite": ("task", "scope", "kill", "refuse", "raise"),
    "postgresql": ("task", "scope", "kill", "refuse", "raise", "end", "cut"),
    "mysql": ("task", "scope", "kill", "refuse", "raise", "end", "cut"),
}


class Death(NamedTuple):
    """How, at which word, and when: before it is sent, after it is answered, or that many seconds after it left.

    `raise` counts the marks of scripts instead.
    """

    way: str
    at: int
    moment: str
    after: float = 0.0


def death(dice: random.Random, backend: str, total: int) -> Death:
    """One that may come in a run of so many words."""
    way, moment = dice.choice(WAYS[backend]), dice.choice(("before", "after", "during"))
    most = max(2, total // 6) if way == "raise" else total
    return Death(way, dice.randint(1, max(1, most)), moment, dice.uniform(0, 0.004))


@dataclass
class Watch:
    """Counts the words of a run to its database: statements, COMMIT and ROLLBACK. At one of them the run ends."""

    backend: Backend
    death: Death | None = None
    proxy: CuttingProxy | None = None
    stop: Ending = lambda: None
    seen: int = 0
    said: list[str] = field(default_factory=list)
    fell: bool = False
    cancelled: bool = False
    sent: Callable[[Connection, str], None] = lambda _connection, _text: None
    answered: Callable[[Connection, str], None] = lambda _connection, _text: None

    def on(self, engine: AsyncEngine) -> None:
        sync = engine.sync_engine
        event.listen(sync, "before_cursor_execute", self._before, retval=True)
        event.listen(sync, "after_cursor_execute", self._after)
        event.listen(sync, "commit", lambda connection: self._word(connection, "COMMIT"))
        event.listen(sync, "rollback", lambda connection: self._word(connection, "ROLLBACK"))
        if self.death is not None and self.death.way == "raise":
            marks.LEFT[:] = [self.death.at]

    def _before(
        self, connection: Connection, _cursor: Any, text: str, given: Any, _context: Any, _many: bool
    ) -> tuple[str, Any]:
        self.sent(connection, text)
        due = self._word(connection, text)
        if due and self.death is not None and self.death.way == "refuse" and not given:
            self.fell = True
            return REFUSED[text.lstrip()[:6].upper() in ("CREATE", "ALTER ", "DROP T", "DROP I", "RENAME")], given
        return text, given

    def _after(self, connection: Connection, _cursor: Any, text: str, *_: Any) -> None:
        self.answered(connection, text)
        if self._is_due("after"):
            self._die(connection)

    def _is_due(self, *moments: str) -> bool:
        return self.death is not None and self.seen == self.death.at and self.death.moment in moments

    def _word(self, connection: Connection, text: str) -> bool:
        self.seen += 1
        self.said.append(" ".join(text.split())[:120])
        if self._is_due("before", "during"):
            self._die(connection)
        return self.death is not None and self.seen == self.death.at

    def _die(self, connection: Connection) -> None:
        assert self.death is not None
        now = self.death.moment != "during"
        match self.death.way:
            case "task" | "scope":
                self.fell = True
                loop = asyncio.get_running_loop()
                self.stop() if now else loop.call_later(self.death.after, self.stop)
            case "kill":
                self._later(lambda: os.kill(os.getpid(), signal.SIGKILL), now=now)
            case "end":
                self.fell = True
                self._later(self._ending(connection), now=now)
            case "cut":
                assert self.proxy is not None
                self.fell = True
                self.proxy.cut(at_once=now)
            case _:
                pass

    def _later(self, ending: Ending, *, now: bool) -> None:
        assert self.death is not None
        if now:
            ending()
        else:
            threading.Timer(self.death.after, ending).start()

    def _ending(self, connection: Connection) -> Ending:
        """Ends the session at the server, from the side."""
        driver: Any = connection.connection.driver_connection
        if self.backend.name == "postgresql":
            sql = f"SELECT pg_terminate_backend({driver.get_server_pid()})"
        else:
            sql = f"KILL {driver.thread_id()}"

        def end() -> None:
            with suppress(Exception):  # it may be gone by itself
                self.backend.rows(sql)

        return end


async def survived(work: Callable[[], Any], watch: Watch) -> None:
    """Do the work, cancelled in the way of the watch; what it raises is raised."""
    if watch.death is not None and watch.death.way == "scope":
        with anyio.CancelScope() as scope:
            watch.stop = scope.cancel
            await work()
        watch.cancelled = scope.cancelled_caught
        return
    task = asyncio.ensure_future(work())
    watch.stop = task.cancel
    await asyncio.wait([task])
    watch.cancelled = task.cancelled()
    if not watch.cancelled:
        task.result()
