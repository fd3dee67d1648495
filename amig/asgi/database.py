"""The databases of a configuration as an app's start uses them: looked at, and migrated."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from amig.asgi.engines import freshen
from amig.asgi.standing import Standing, standing, together
from amig.aside import aside
from amig.commands.project import opened
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import AmigError, LockTimeoutError, StartupDeadlineError, UnknownRevisionError
from amig.impl.stop import no_blocking_engines

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from amig.context import MigrationContext
    from amig.run import Ran
    from amig.script.directory import ScriptDirectory


class Progress(Protocol):
    """Who is told how far it is."""

    def begun(self, at: Standing) -> None: ...
    def ran(self, ran: Ran) -> None: ...


Work = Callable[["MigrationContext"], Awaitable[Standing]]


@dataclass
class Databases:
    """What `lifespan` was given. The files are read once; when version rows have moved, pools are told."""

    config: Config | str | Path | None
    bind: Bind
    engines: tuple[AsyncEngine, ...]
    x: tuple[str, ...] = ()
    _folders: list[tuple[Config, ScriptDirectory]] | None = None
    _rows: tuple[str, ...] | None = None

    async def look(self) -> Standing:
        """Where they are now; nothing is created, no script is imported."""
        return await self._each(standing, reads_only=True)

    async def migrate(self, until: float, deadline: float, progress: Progress) -> Standing:
        """Bring them to the newest revisions; another migrator is waited for while it lives, `until` the deadline.

        Raises StartupDeadlineError, StepFailedError, and whatever else a run raises. What is ahead is left alone.
        """

        async def work(context: MigrationContext) -> Standing:
            at = await standing(context)
            if at.place != "behind":
                return at
            progress.begun(at)
            reach = await aside(_reach)
            context.options = replace(context.options, lock_wait=math.inf, lock_until=until)
            heads = frozenset(at.rows)
            with no_blocking_engines():
                await reach(context, context.script.resolve("heads", heads, "upgrade"), heads, progress.ran)
            return await standing(context)

        try:
            return await self._each(work)
        except UnknownRevisionError:  # a newer image went on from where this one was
            return await self.look()
        except LockTimeoutError as error:
            problem = f"another migrator holds the lock: {error.holder}"
            raise StartupDeadlineError(deadline, problem) from error

    async def _each(self, work: Work, *, reads_only: bool = False) -> Standing:
        found: list[Standing] = []
        used = set(self.engines)

        async def one(context: MigrationContext) -> None:
            found.append(await work(context))
            if context.connection is not None:
                used.add(context.connection.engine)

        for settings, script in await self._opened():
            try:
                await run_env(settings, script, Request(work=one, bind=self.bind, x=self.x, reads_only=reads_only))
            except AmigError as error:
                if settings.name:
                    error.add_note(f"this was the database `{settings.name}`")
                raise
        return await self._noted(together(found), used)

    async def _opened(self) -> list[tuple[Config, ScriptDirectory]]:
        if self._folders is None:
            whole = await aside(Config.of, self.config)
            self._folders = [await opened(one) for one in ((whole,) if self.bind else whole.each())]
            await aside(lambda: [script.graph.real_heads for _, script in self._folders or ()])
        return self._folders

    async def _noted(self, at: Standing, used: set[AsyncEngine]) -> Standing:
        """Whoever moved the rows: what the pools have prepared was for other tables."""
        if at.rows != self._rows:
            await freshen(used)
        self._rows = at.rows
        return at


def _reach() -> Any:
    """The run loop, imported where there is something to do."""
    from amig.run import reach

    return reach
