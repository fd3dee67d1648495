"""The databases of a configuration as an app's start uses them: looked at, and migrated."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from amig import errors
from amig.asgi.standing import Standing, plainly, together
from amig.aside import aside
from amig.config import Config
from amig.glance import glance

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from amig.asgi.engined import Used
    from amig.outcome import Ran
    from amig.script.directory import ScriptDirectory

    class Progress(Protocol):
        """Who is told how far it is."""

        def begun(self, at: Standing) -> None: ...
        def ran(self, ran: Ran) -> None: ...


_NEEDED = ("amig.commands.project", "concurrent.futures.thread", "tomllib")

Folders = list[tuple[Config, "ScriptDirectory"]]


class Databases:
    """What `lifespan` was given. The files are read once; when version rows have moved, pools are told."""

    def __init__(
        self,
        config: Config | str | Path | None,
        bind: Mapping[str, Any],
        engines: tuple[AsyncEngine, ...],
        x: tuple[str, ...] = (),
    ) -> None:
        self.config, self.bind, self.engines, self.x = config, bind, engines, x
        self._folders: Folders | None = None
        self._rows: tuple[str, ...] | None = None

    async def look(self, *, history: bool = False) -> Standing:
        """Where they are now; nothing is created, no script is imported. `history`: an interruption is warned about."""

        async def one(config: Config, script: ScriptDirectory) -> Used:
            if (at := await self._glanced(config, script, history=history)) is not None:
                return [at], _own(config)
            by_engine = await aside(_engined, script)
            found: Used = await by_engine.look(config, script, self.bind, self.x, history=history)
            return found

        return await self._each(one)

    async def migrate(self, until: float, deadline: float, progress: Progress) -> Standing:
        """Bring them to the newest revisions; another migrator is waited for while it lives, `until` the deadline.

        Raises StartupDeadlineError, StepFailedError, and whatever else a run raises. What is ahead is left alone.
        """

        async def one(config: Config, script: ScriptDirectory) -> Used:
            at = await self._glanced(config, script, history=True)
            if at is not None and at.place != "behind":
                return [at], _own(config)
            by_engine = await aside(_engined, script)
            try:
                found: Used = await by_engine.migrate(
                    config, script, self.bind, self.x, until=(until, deadline), progress=progress
                )
            except errors.UnknownRevisionError:  # a newer image went on from where this one was
                found = await by_engine.look(config, script, self.bind, self.x)
            return found

        return await self._each(one)

    async def _glanced(self, config: Config, script: ScriptDirectory, *, history: bool) -> Standing | None:
        """What can be told without opening more than it takes to read the rows."""
        seen = await glance(config, script, self.bind, history=history)
        return None if seen is None or seen.unclear else await plainly(script, seen.rows)

    async def _each(self, work: Callable[[Config, ScriptDirectory], Awaitable[Used]]) -> Standing:
        found: list[Standing] = []
        pools = set(self.engines)
        for config, script in await self._opened():
            try:
                standings, used = await work(config, script)
            except errors.AmigError as error:
                if config.name:
                    error.add_note(f"this was the database `{config.name}`")
                raise
            found += standings
            pools.update(used)
        return await self._noted(together(found), pools)

    async def _opened(self) -> Folders:
        if self._folders is None:
            self._folders = await aside(_opened, self.config, bool(self.bind))
        return self._folders

    async def _noted(self, at: Standing, pools: set[AsyncEngine]) -> Standing:
        """Whoever moved the rows: what the pools have prepared was for other tables."""
        if at.rows != self._rows and pools:
            from amig.asgi.engines import freshen

            await freshen(pools)
        self._rows = at.rows
        return at


def prepare(bind: Mapping[str, Any]) -> None:
    """Import what a look needs while nobody waits: later it would hold the loop that serves already."""
    by = ("amig.glance.engine",) if "engine" in bind else ("amig.glance.hurried", "amig.glance.plain")
    for name in (*_NEEDED, *by):
        import_module(name)


def _opened(config: Config | str | Path | None, given: bool) -> Folders:
    """The configuration of each database, and its files, read as far as a comparison needs them."""
    from amig.commands.project import read

    whole = Config.of(config)
    return [(one, read(one, brief=True)) for one in ((whole,) if given else whole.each())]


def _own(config: Config) -> Iterable[AsyncEngine]:
    """The engine that a configuration made in code has."""
    return (config.engine,) if hasattr(config.engine, "sync_engine") else ()


def _engined(script: ScriptDirectory) -> Any:
    """What opens databases and runs revisions, imported where a glance did not do; the history is made, too."""
    from amig.asgi import engined

    script.graph  # noqa: B018 - here, beside the event loop
    return engined
