"""EnvironmentContext: what env.py is given; and the built-in env when there is no such file."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TextIO, TypedDict, TypeVar, Unpack, overload

from sqlalchemy import MetaData
from sqlalchemy.exc import DBAPIError

from amig.aside import aside, loop_is_running
from amig.context import MigrationContext, RunOptions
from amig.errors import AmigError, BadConfigError, BadUrlError, BookkeepingError, EnvError, UnreachableError
from amig.impl import offline_dialect
from amig.impl.connect import make_engine, masked, parse_url
from amig.impl.failure import classify, number, reason, sqlite_name
from amig.impl.guard import Guard, acquire
from amig.ops import Operations

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from amig.config import Config
    from amig.script.directory import ScriptDirectory
    from amig.state.lock import Heads

T = TypeVar("T")
_NO_DATABASE = 1046
Work = Callable[[MigrationContext], Awaitable[None]]


class Bind(TypedDict, total=False):
    """Which database a command works on, where the configuration does not say: one of the three."""

    engine: AsyncEngine
    connection: AsyncConnection
    url: str | URL


class RunOverrides(TypedDict, total=False):
    """What env.py may decide for one database, instead of the configuration."""

    version_table: str
    version_table_schema: str | None
    transaction: Literal["revision", "run", "none"]
    lock_wait: float
    operations: type[Operations]
    target_metadata: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command wants of the environment. With `output` SQL is written, from `start`; nothing is opened."""

    work: Work
    bind: Bind
    x: tuple[str, ...] = ()
    output: TextIO | None = None
    start: Heads = frozenset()


class EnvironmentContext:
    """The facade that env.py is given: configuration, arguments, connections, and the command's work."""

    def __init__(self, config: Config, script: ScriptDirectory, request: Request) -> None:
        self.config, self.script, self._request = config, script, request
        self.ran = 0

    def is_offline_mode(self) -> bool:
        """Whether SQL is written and no database is there."""
        return self._request.output is not None

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
    async def connect(self) -> AsyncGenerator[AsyncConnection, None]:
        """A connection to the configured database: the caller's own, or one that is closed at the end.

        Raises UnreachableError, BadUrlError, MissingDriverError.
        """
        if not loop_is_running():
            raise BadConfigError("the call", "the event loop", "is not asyncio's, and the drivers know no other")
        if (connection := self._request.bind.get("connection")) is not None:
            yield connection
            return
        async with self._engine() as engine:
            connection = await _opened(engine)
            try:
                yield connection
            finally:
                await Guard().finish(connection.close())

    @asynccontextmanager
    async def _engine(self) -> AsyncGenerator[AsyncEngine, None]:
        bind = self._request.bind
        given = bind.get("engine") or (self.config.engine if "url" not in bind else None)
        if given is not None:
            yield await self._resolve_engine(given)
            return
        engine = await aside(make_engine, self._url())
        try:
            yield engine
        finally:
            await Guard().finish(engine.dispose())

    async def _resolve_engine(self, given: Any) -> AsyncEngine:
        engine = await aside(_imported, self.config, "engine", given) if isinstance(given, str) else given
        if not hasattr(engine, "sync_engine"):
            raise BadConfigError(_where(self.config), "engine", "is no AsyncEngine: make it with `create_async_engine`")
        found: AsyncEngine = engine
        return found

    def _url(self) -> str | URL:
        url = self._request.bind.get("url") or self.config.database
        if not url:
            raise BadConfigError(
                _where(self.config), "url", "is not set, and no `--url`, `engine` or connection was given"
            )
        return url

    async def run_migrations(
        self, connection: AsyncConnection | None = None, **overrides: Unpack[RunOverrides]
    ) -> None:
        """Carry out the command's work on one database; offline without a connection."""
        self.ran += 1
        given: dict[str, Any] = dict(overrides)
        convention = partial(_convention, self.config, given.pop("target_metadata", self.config.metadata))
        options = replace(await self._options(), convention=convention, **given)
        if (output := self._request.output) is not None:
            dialect = await aside(self._offline_dialect)
            context = MigrationContext.offline(dialect, output, self.script, options, self._request.start)
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
        except DBAPIError as error:  # a script's own errors come as StepFailedError
            raise _untold(connection.engine.url, options, error) from error

    async def _options(self) -> RunOptions:
        config, operations = self.config, self.config.operations
        return RunOptions(
            version_table=config.version_table,
            version_table_schema=config.version_table_schema,
            transaction=config.transaction,
            lock_wait=config.lock_wait,
            operations=await aside(_operations, config) if operations else None,
        )

    def _offline_dialect(self) -> Any:
        bind = self._request.bind
        if (connection := bind.get("connection")) is not None:
            return connection.dialect
        given = bind.get("engine") or (self.config.engine if "url" not in bind else None)
        if given is not None:
            return (_imported(self.config, "engine", given) if isinstance(given, str) else given).dialect
        return offline_dialect(parse_url(self._url()).render_as_string(hide_password=False))


async def run_env(config: Config, script: ScriptDirectory, request: Request) -> None:
    """Run env.py's `run(env)`, or the built-in one; raises EnvError when it never ran migrations."""
    _one_bind(request.bind)
    env = EnvironmentContext(config, script, request)
    if script.env_path is None:
        await builtin_run(env)
        return
    await aside(_on_path, config)
    module = await aside(script.load_env)
    run = getattr(module, "run", None)
    if not inspect.iscoroutinefunction(run):
        raise EnvError(_env_name(script), "defines no `async def run(env)`")
    try:
        await run(env)
    except AmigError:
        raise
    except Exception as error:
        said = f"raised {type(error).__name__}: {error}"
        raise EnvError(_env_name(script), said, "correct env.py; `--debug` shows where it was raised") from error
    if not env.ran:
        raise EnvError(_env_name(script), "ended its `run(env)` without running migrations")


async def builtin_run(env: EnvironmentContext) -> None:
    """What happens without an env.py: one database, the configured one."""
    if env.is_offline_mode():
        await env.run_migrations()
        return
    async with env.connect() as connection:
        await env.run_migrations(connection)


def _untold(url: URL, options: RunOptions, error: DBAPIError) -> AmigError:
    """What it means that the first read, or the bookkeeping, failed."""
    if number(error) == _NO_DATABASE:
        return BadUrlError(masked(url), "names no database")
    if sqlite_name(error) == "SQLITE_NOTADB":
        return UnreachableError(masked(url), reason(error))
    return BookkeepingError(options.version_table, reason(error))


def _one_bind(bind: Bind) -> None:
    if len(bind) > 1:
        raise BadConfigError(
            "the call", " and ".join(bind), "exclude each other: give one of engine, connection and url"
        )


async def _opened(engine: AsyncEngine) -> AsyncConnection:
    try:
        return await acquire(_start(engine), lambda connection: connection.close())
    except Exception as error:
        if engine.dialect.name == "sqlite":
            await asyncio.sleep(0.05)  # aiosqlite's thread still tells this loop that it stops
        if hasattr(error, "orig") or classify(error) == "lost":
            raise UnreachableError(masked(engine.url), reason(error)) from error
        if isinstance(error, TypeError) and engine.url.query:
            raise BadUrlError(masked(engine.url), f"was refused by the driver: {error}") from error
        raise


async def _start(engine: AsyncEngine) -> AsyncConnection:
    return await engine.connect().start()


def _imported(config: Config, key: str, name: str) -> Any:
    """The object that `pkg.module:name` means; raises BadConfigError."""
    module, _, attribute = name.partition(":")
    if not attribute:
        raise BadConfigError(_where(config), key, f"is `{name}`; write it as `package.module:name`")
    try:
        _on_path(config)
        found = importlib.import_module(module)
        for part in attribute.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError) as error:
        raise BadConfigError(_where(config), key, f"names `{name}`, which cannot be imported: {error}") from error
    return found


def _operations(config: Config) -> type[Operations]:
    found = _imported(config, "operations", config.operations or "")
    if not (isinstance(found, type) and issubclass(found, Operations)):
        raise BadConfigError(
            _where(config), "operations", f"names `{config.operations}`, which is no subclass of Operations"
        )
    return found


def _convention(config: Config, metadata: Any) -> Mapping[str, Any] | None:
    """The naming convention of the models' metadata, where it has one of its own; raises BadConfigError."""
    found = _imported(config, "metadata", metadata) if isinstance(metadata, str) else metadata
    for one in found if isinstance(found, list | tuple) else [found]:
        if one is not None and not isinstance(one, MetaData):
            raise BadConfigError(_where(config), "metadata", f"is {one!r}, which is no MetaData")
        if one is not None and one.naming_convention != MetaData().naming_convention:
            return one.naming_convention
    return None


def _on_path(config: Config) -> None:
    """From now on the project's own packages can be imported, as `prepend_sys_path` says."""
    for path in reversed(config.import_paths):
        if str(path) not in sys.path:
            sys.path.insert(0, str(path))


def _where(config: Config) -> str:
    return str(config.file) if config.file else "Config"


def _env_name(script: ScriptDirectory) -> str:
    return str(script.env_path or "the built-in env")
