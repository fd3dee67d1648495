"""The lifespan of an app whose database is to be there first."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Any, Literal, get_args

from amig import errors
from amig.asgi.database import Databases, prepare
from amig.asgi.signals import stoppable
from amig.asgi.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncEngine

    from amig.config import Config
    from amig.outcome import Ran

Mode = Literal["migrate", "wait", "check", "background"]
State = Literal["current", "behind", "migrating", "ahead", "failed"]
Inner = Callable[[Any], AbstractAsyncContextManager[Any]]

_POLL = 0.5
logger = logging.getLogger("amig.asgi")


def lifespan(
    config: Config | str | Path | None = None,
    mode: Mode = "migrate",
    *,
    engine: AsyncEngine | None = None,
    url: str | URL | None = None,
    engines: Iterable[AsyncEngine] = (),
    inner: Inner | None = None,
    startup_deadline: float = 1800.0,
    retry_every: float | None = 30.0,
    x: tuple[str, ...] = (),
) -> Startup:
    """The lifespan of an app: first the database, then `inner`, the app's own.

    `migrate`: replicas share the work, and all go on when it is done. `wait`: until somebody else has done it. `check`:
    refuse to start when the database is behind. `background`: serve at once; a failure is tried again after
    `retry_every` seconds (None: it is kept). `engines` are the app's pools, which drop what they have prepared
    when the version moves. Times are in seconds. Raises BadStartupError.
    """
    if mode not in get_args(Mode):
        raise errors.BadStartupError("mode", f"is {mode!r}; it can be {', '.join(get_args(Mode))}")
    for name, value in (("startup_deadline", startup_deadline), ("retry_every", retry_every)):
        if value is not None and value <= 0:
            raise errors.BadStartupError(name, f"is {value}; it must be more than 0")
    if engine is not None and url is not None:
        raise errors.BadStartupError("engine", "and `url` are both given; one of them says where the database is")
    bind = {"engine": engine} if engine is not None else {} if url is None else {"url": url}
    prepare(bind)
    pools = tuple(engines) if engine is None else (*engines, engine)
    return Startup(Databases(config, bind, pools, x), mode, inner, startup_deadline, retry_every)


class Startup:
    """What `lifespan` gives: called with an app it is its lifespan; `async with startup():` where there is none.

    `state` is the one word for it, `standing` where the database was last seen, `error` why the app is not ready.
    """

    def __init__(
        self, databases: Databases, mode: Mode, inner: Inner | None, deadline: float, retry_every: float | None
    ) -> None:
        self.mode: Mode = mode
        self.standing = Standing()
        self.error: errors.AmigError | Exception | None = None
        self.busy = self.seen = False
        self._databases, self._inner = databases, inner
        self._deadline, self._retry_every = deadline, retry_every

    @property
    def state(self) -> State:
        if self.busy and self.mode in ("migrate", "background"):
            return "migrating"
        if self.error is not None and self.standing.refused is None:
            return "failed"
        return self.standing.place if self.seen else "behind"

    @property
    def ready(self) -> bool:
        """Whether the database is such that the app can work on it."""
        return self.seen and not self.busy and self.error is None and self.standing.flaw is None

    @asynccontextmanager
    async def __call__(self, app: Any = None) -> AsyncGenerator[Any, None]:
        """The lifespan of this app; it is put on `app.state.amig`, and what `inner` yields is yielded on."""
        if hasattr(app, "state"):
            app.state.amig = self
        before = self._in_background if self.mode == "background" else self._before
        async with before(), self._inner(app) if self._inner else nullcontext() as given:
            yield given

    async def refresh(self) -> Standing:
        """Look at the database now; engines are told when somebody has moved the version."""
        if not self.busy:
            self._found(await self._databases.look(history=not self.seen))
        return self.standing

    def _found(self, at: Standing) -> None:
        self.standing, self.seen = at, True
        self.error = self.error if at.place == "behind" and not at.refused else at.refused

    @asynccontextmanager
    async def _before(self) -> AsyncGenerator[None, None]:
        work = {"migrate": self._migrate, "wait": self._wait, "check": self.refresh}[self.mode]
        try:
            await stoppable(work())
        except Exception as error:
            self.error = error
            raise
        if self.standing.flaw is not None:
            raise self.standing.flaw
        yield

    @asynccontextmanager
    async def _in_background(self) -> AsyncGenerator[None, None]:
        task = asyncio.create_task(self._until_done())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _until_done(self) -> None:
        """Migrate; what fails is told, and tried again."""
        while not await self._tried() and self._retry_every is not None:  # noqa: ASYNC110 - between tries
            await asyncio.sleep(self._retry_every)

    async def _tried(self) -> bool:
        try:
            await self._migrate()
        except Exception as error:
            self.error = error
            again = "" if self._retry_every is None else f"; trying again in {self._retry_every:g} s"
            logger.exception("the database could not be brought up to date in the background%s", again)
            return False
        if self.error is not None:
            logger.error("the database is not as this application needs it: %s", self.error)
        return self.ready

    async def _migrate(self) -> None:
        until = asyncio.get_running_loop().time() + self._deadline
        self.busy = True
        try:
            self._found(await self._databases.migrate(until, self._deadline, self))
        finally:
            self.busy = False

    def begun(self, at: Standing) -> None:
        """What is to be done, before it is."""
        self.standing = at

    def ran(self, ran: Ran) -> None:
        """One less to do, for those who ask meanwhile."""
        left = tuple(id_ for id_ in self.standing.pending if id_ != ran.revision)
        self.standing = self.standing._replace(pending=left)

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._deadline):
                while (await self.refresh()).place == "behind":  # noqa: ASYNC110 - a database rings no bell
                    await asyncio.sleep(_POLL)
        except TimeoutError:
            lacking = ", ".join(self.standing.pending)
            problem = f"it still lacks {lacking}" if lacking else "it did not answer"
            raise errors.StartupDeadlineError(self._deadline, problem) from None
