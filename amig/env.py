"""EnvironmentContext: what env.py is given; and the built-in env when there is no such file."""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TextIO, TypedDict, Unpack, overload

from sqlalchemy.exc import DBAPIError

from amig.active import environment
from amig.aside import aside, loop_is_running, on_a_loop
from amig.context import MigrationContext, RunOptions
from amig.errors import (
    AmigError,
    BadCallError,
    BadConfigError,
    BadScriptError,
    BadUrlError,
    BookkeepingError,
    ConnectionLostError,
    EnvError,
    ExclusiveError,
    NoDatabaseError,
    UnreachableError,
)
from amig.impl import offline_dialect
from amig.impl.connect import make_engine, masked, parse_url
from amig.impl.failure import classify, number, reason, sqlite_name
from amig.impl.guard import Guard
from amig.impl.opened import opened
from amig.impl.urls import unblocked
from amig.ini import Sections, old_sections
from amig.options import EnvOptions, imported, run_options, where
from amig.script.target import parse

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from amig.config import Config
    from amig.script.directory import ScriptDirectory
    from amig.state.lock import Heads

_NO_DATABASE = 1046
_OFFLINE = "ask `env.is_offline_mode()` first: that is true only with `--sql`"
_ASK_FIRST = "only `amig upgrade`, `amig downgrade`, `amig stamp` and `amig plan` have one"
_ALEMBICS = re.compile(r"^\s*(from alembic import .*\bcontext\b|import alembic\b)", re.MULTILINE)
Work = Callable[[MigrationContext], Awaitable[None]]


class Bind(TypedDict, total=False):
    """Which database a command works on, where the configuration does not say: one of the three."""

    engine: AsyncEngine
    connection: AsyncConnection
    url: str | URL


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command wants of the environment. With `output` SQL is written, from `start`; nothing is opened.

    `target` is as asked, None where the command has none. `tag` is for env.py alone. `reads_only`: it creates nothing.
    """

    work: Work
    bind: Bind
    x: tuple[str, ...] = ()
    output: TextIO | None = None
    start: Heads = frozenset()
    target: str | None = None
    tag: str | None = None
    reads_only: bool = False


class EnvironmentContext:
    """The facade that env.py is given: configuration, arguments, connections, and the command's work."""

    def __init__(self, config: Config, script: ScriptDirectory, request: Request) -> None:
        self.config, self.script, self._request = config, script, request
        self.ran = 0
        self.alembic: Sections = {}
        """What the ini file of a project holds that was Alembic's: for scripts that read it."""

    def is_offline_mode(self) -> bool:
        """Whether SQL is written and no database is there."""
        return self._request.output is not None

    @property
    def name(self) -> str | None:
        """Which of several databases of the configuration this is; None where there is one."""
        return self.config.name

    def requires_connection(self) -> bool:
        """Whether a database has to be opened: not where SQL is only written."""
        return not self.is_offline_mode()

    def get_tag_argument(self) -> str | None:
        """What `--tag` said."""
        return self._request.tag

    def get_revision_argument(self) -> str | tuple[str, ...] | None:
        """The command's target by its ids, None for base; as it was asked where only the database could tell.

        Raises EnvError where the command has no target, and TargetError.
        """
        if self._request.target is None:
            raise EnvError(_env_name(self.script), "asks for a target, and this command has none", _ASK_FIRST)
        if parse(self._request.target).symbol == "current":
            return self._request.target
        found = tuple(revision.id for revision in self.script.revisions(self._request.target))
        return found if len(found) > 1 else next(iter(found), None)

    def get_starting_revision_argument(self) -> str | tuple[str, ...] | None:
        """Where written SQL starts from; None for base. Raises EnvError where nothing is written."""
        if not self.is_offline_mode():
            raise EnvError(_env_name(self.script), "asks where SQL starts from, and none is written", _OFFLINE)
        start = tuple(sorted(self._request.start))
        return start if len(start) > 1 else next(iter(start), None)

    def get_head_revision(self) -> str | None:
        """The head of the files; raises MultipleHeadsError where there are several."""
        return next((revision.id for revision in self.script.revisions("head")), None)

    def get_head_revisions(self) -> tuple[str, ...]:
        """All heads of the files."""
        return self.script.heads

    def static_output(self, text: str) -> None:
        """Write a text into the SQL as it is, on a line of its own; raises EnvError where none is written."""
        if self._request.output is None:
            raise EnvError(_env_name(self.script), "writes into the SQL, and none is written", _OFFLINE)
        self._request.output.write(f"{text}\n\n")

    @overload
    def get_x_argument(self, as_dictionary: Literal[False] = False) -> list[str]: ...
    @overload
    def get_x_argument(self, as_dictionary: Literal[True]) -> dict[str, str]: ...
    def get_x_argument(self, as_dictionary: bool = False) -> list[str] | dict[str, str]:
        """The `-x` arguments, in order; as a dictionary split at the first `=`."""
        if not as_dictionary:
            return list(self._request.x)
        pairs = (argument.partition("=") for argument in self._request.x)
        return {key: value for key, _, value in pairs}

    @asynccontextmanager
    async def connect(self, url: str | URL | None = None) -> AsyncGenerator[AsyncConnection, None]:
        """A connection to the configured database: the caller's own, or one that is closed at the end.

        `url` is for where neither the command nor the configuration says which; in a project that was Alembic's a
        blocking driver becomes an async one. Raises UnreachableError, BadUrlError, MissingDriverError.
        """
        if self.is_offline_mode():
            instead = "ask `env.is_offline_mode()` first, and await `env.run_migrations()` without a connection there"
            raise EnvError(_env_name(self.script), "opens a database, and `--sql` has none", instead)
        if not loop_is_running():
            raise BadCallError("the event loop", "is not asyncio's", "the drivers know no other: run amig in asyncio")
        if (connection := self._request.bind.get("connection")) is not None:
            yield connection
            return
        async with self._engine(url) as engine:
            connection = await opened(engine, self.config.connect_wait, self.config.answer_wait)
            try:
                yield connection
            finally:
                await Guard().finish(connection.close())

    @asynccontextmanager
    async def _engine(self, url: str | URL | None) -> AsyncGenerator[AsyncEngine, None]:
        bind = self._request.bind
        given = bind.get("engine") or (self.config.engine if "url" not in bind else None)
        if given is not None:
            yield await self._resolve_engine(given)
            return
        engine = await aside(make_engine, self._url(url), reads_only=self._request.reads_only)
        try:
            yield engine
        finally:
            await Guard().finish(engine.dispose())

    async def _resolve_engine(self, given: Any) -> AsyncEngine:
        engine = await aside(imported, self.config, "engine", given) if isinstance(given, str) else given
        if not hasattr(engine, "sync_engine"):
            raise BadConfigError(where(self.config), "engine", "is no AsyncEngine: make it with `create_async_engine`")
        found: AsyncEngine = engine
        return found

    def _url(self, otherwise: str | URL | None = None) -> str | URL:
        url = self._request.bind.get("url") or self.config.needed_url or otherwise
        if not url:
            raise NoDatabaseError(where(self.config))
        return unblocked(url) if self.config.alembic_config else url

    async def run_migrations(self, connection: AsyncConnection | None = None, **given: Unpack[EnvOptions]) -> None:
        """Carry out the command's work on one database; offline without a connection.

        The options are those of the configuration, for this database, and more that only code can say.
        Raises UnknownOptionError for one that is nearly the name of another; what is no option at all is kept in
        `op.get_context().opts`.
        """
        self.ran += 1
        options = await aside(run_options, self.config, given)
        output = given.get("output_buffer") if self.is_offline_mode() else None
        if self._request.output is not None:
            dialect = await aside(self._offline_dialect, given)
            start = await aside(self._start, given)
            context = MigrationContext.offline(dialect, output or self._request.output, self.script, options, start)
            await self._request.work(context)
        elif connection is None or not hasattr(connection, "sync_connection"):
            said = "without a connection" if connection is None else f"with {connection!r}, which is no AsyncConnection"
            raise EnvError(_env_name(self.script), f"calls `env.run_migrations()` {said}")
        else:
            await self._migrate(connection, options)

    async def _migrate(self, connection: AsyncConnection, options: RunOptions) -> None:
        try:
            async with MigrationContext.online(connection, self.script, options) as online:
                await self._request.work(online)
        except (DBAPIError, ConnectionError, TimeoutError) as error:  # a script's own come as StepFailedError
            raise _untold(connection.engine.url, options, error) from error

    def _start(self, given: EnvOptions) -> Heads:
        start = given.get("starting_rev")
        return self._request.start if start is None else self.script.stamped([start], ())

    def _offline_dialect(self, given: EnvOptions) -> Any:
        bind, opts = self._request.bind, given.get("dialect_opts") or {}
        if name := given.get("dialect_name"):
            return offline_dialect(f"{name}://", **opts)
        if url := given.get("url"):
            return offline_dialect(parse_url(url).render_as_string(hide_password=False), **opts)
        if (connection := bind.get("connection")) is not None:
            return connection.dialect
        engine = bind.get("engine") or (self.config.engine if "url" not in bind else None)
        if engine is not None:
            found = imported(self.config, "engine", engine) if isinstance(engine, str) else engine
            return found.dialect
        return offline_dialect(parse_url(self._url()).render_as_string(hide_password=False), **opts)


async def run_env(config: Config, script: ScriptDirectory, request: Request) -> None:
    """Run env.py's `run(env)`, or the built-in one; raises EnvError when it never ran migrations."""
    _one_bind(request.bind)
    if request.output is None:
        await on_a_loop()
    env = EnvironmentContext(config, script, request)
    env.alembic = await aside(lambda: old_sections(config.folder, config.alembic_config))
    token = environment.set(env)
    try:
        await (builtin_run(env) if script.env_path is None else _run_file(env, config, script))
    finally:
        environment.reset(token)


async def _run_file(env: EnvironmentContext, config: Config, script: ScriptDirectory) -> None:
    await aside(config.put_on_path)
    run = await aside(_run_of, script)
    try:
        await run(env)
    except AmigError:
        raise
    except Exception as error:
        said = f"raised {type(error).__name__}: {error}"
        raise EnvError(_env_name(script), said, "correct env.py; `--debug` shows where it was raised") from error
    if not env.ran:
        raise EnvError(_env_name(script), "ended its `run(env)` without running migrations")


def _run_of(script: ScriptDirectory) -> Callable[[EnvironmentContext], Awaitable[None]]:
    """What env.py defines; raises EnvError where that is nothing to await, and BadScriptError."""
    try:
        run: Callable[[EnvironmentContext], Awaitable[None]] | None = getattr(script.load_env(), "run", None)
    except BadScriptError as error:
        if script.env_path and _ALEMBICS.search(script.env_path.read_text(encoding="utf-8", errors="replace")):
            raise EnvError(_env_name(script), "is Alembic's", "take the project over with `amig adopt`") from error
        raise
    if inspect.iscoroutinefunction(run):
        return run
    if inspect.isasyncgenfunction(run):
        raise EnvError(_env_name(script), "defines a `run` with `yield` in it")
    raise EnvError(_env_name(script), "defines no `async def run(env)`")


async def builtin_run(env: EnvironmentContext) -> None:
    """What happens without an env.py: one database, the configured one."""
    if env.is_offline_mode():
        await env.run_migrations()
        return
    async with env.connect() as connection:
        await env.run_migrations(connection)


def _untold(url: URL, options: RunOptions, error: Exception) -> AmigError:
    """What it means that the first read, or the bookkeeping, failed."""
    if classify(error) == "lost":
        return ConnectionLostError(masked(url), reason(error))
    if number(error) == _NO_DATABASE:
        return BadUrlError(masked(url), "names no database")
    if sqlite_name(error) == "SQLITE_NOTADB":
        return UnreachableError(masked(url), reason(error))
    return BookkeepingError(options.version_table, reason(error))


def _one_bind(bind: Bind) -> None:
    if len(bind) > 1:
        raise ExclusiveError(tuple(bind))


def _env_name(script: ScriptDirectory) -> str:
    return str(script.env_path or "the built-in env")
