"""MigrationContext: the engine for one database, online or offline."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from amig.errors import BadOperationError, DestructiveError, ForeignTransactionError, MixedRevisionError
from amig.glance.question import questions
from amig.impl import impl_for, impl_met
from amig.impl.asked_beside import ward_of
from amig.impl.offline import Offline
from amig.impl.online import Online
from amig.look import look
from amig.look.reflected import overrides
from amig.ops.batch import Rebuild
from amig.ops.destructive import destroys
from amig.state.belongings import refuse_shared
from amig.state.holders import Holder, holder_now
from amig.state.ledger import ledger_for
from amig.state.lock import Heads, Lock, compare
from amig.state.locks import lock_for
from amig.state.patience import Patience
from amig.state.versions import VersionTable, heads_of, is_missing_table

if TYPE_CHECKING:
    from typing import TextIO

    from sqlalchemy import Connection, Dialect
    from sqlalchemy.ext.asyncio import AsyncConnection

    from amig.config import Config
    from amig.impl.base import Impl
    from amig.impl.ends import How
    from amig.ops import Operations
    from amig.ops.base import Directive, OnTable
    from amig.ops.seen import Seen
    from amig.ops.statement import Statement
    from amig.script.directory import ScriptDirectory
    from amig.state.journal import Journal
    from amig.state.ledger import Ledger
    from amig.state.timeouts import Timeouts

R = TypeVar("R")
logger = logging.getLogger("amig.context")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How a run treats its database. Times are in seconds; `lock_wait` counts from the last sign of progress."""

    version_table: str = "amig_version"
    version_table_schema: str | None = None
    version_table_pk: bool = True
    search_path: tuple[str, ...] = ()
    """Schemas in which scripts find what they do not qualify: the tenant's own, then those it shares; () as it is."""
    transaction: Literal["revision", "run", "none"] = "revision"
    pooler: Literal["none", "transaction"] = "none"
    """What stands between: behind a transaction pooler no session is kept, and a lease is taken instead of its lock."""
    lock_wait: float = 60.0
    lock_until: float = inf
    """When waiting ends whatever moves, by the loop's clock."""
    lock_timeout: float = 5.0
    """How long a statement of a transactional revision waits for others; 0: as the server has it."""
    statement_timeout: float = 0.0
    answer_wait: float = 30.0
    """After how long without an answer the server is asked over another connection; 0: never."""
    retries: int = 5
    """How often a revision that met a busy server is tried again."""
    destructive: Literal["allow", "refuse"] = "allow"
    ledger: bool = True
    strict: bool = False
    app: str | None = None
    """What the application calls itself in the ledger."""
    operations: type[Operations] | None = None
    convention: Callable[[], Mapping[str, Any] | None] = lambda: None
    """Finds the naming convention; asked once, in a worker thread, when there is something to do."""
    arguments: Mapping[str, Any] = field(default_factory=dict)
    """What the scripts' functions are given, where they have a parameter of that name."""
    on_version_apply: Sequence[Callable[..., Awaitable[None] | None]] = ()
    """Called after each step and stamp, before its transaction ends; plain or async."""
    name: str | None = None
    separators: Mapping[str, str | None] = field(default_factory=dict)
    """Dialect -> what stands after each statement of written SQL, instead of its own."""
    opts: Mapping[str, Any] = field(default_factory=dict)
    config: Config | None = None


class MigrationContext:
    """One database, and what is being done to it. `as_sql` tells scripts that SQL is only written.

    Made by `online()` and `offline()`; everything else reaches the database through its `channel`.
    """

    channel: Online | Offline

    def __init__(self, impl: Impl, script: ScriptDirectory, options: RunOptions) -> None:
        self.impl, self.script, self.options = impl, script, options
        self.versions = VersionTable(
            impl, options.version_table, options.version_table_schema, options.version_table_pk
        )
        self.opts, self.config = options.opts, options.config
        self.lock: Lock | None = None
        self.ledger: Ledger | None = None
        self.journal: Journal | None = None
        self.timeouts: Timeouts | None = None
        self.recordings: Any = None
        self.start: Heads = frozenset()
        self.revision = ""
        self.explicit = self.blocking = self.guarded = False
        self.unforced: set[str] = set()
        self.batch = 0
        """How many rows a batch should have, while a backfill runs."""
        self.committed: list[str] = []
        self.saved: Heads | None = None

    @classmethod
    @asynccontextmanager
    async def online(
        cls, connection: AsyncConnection, script: ScriptDirectory, options: RunOptions
    ) -> AsyncGenerator[MigrationContext, None]:
        """A context on an open connection, which is given back as it was."""
        context = cls(await impl_met(connection.dialect), script, options)
        with Online(connection) as online:
            context.channel = online
            online.guard.ward = ward_of(connection, options.answer_wait)
            online.ends.told = context.script_ends
            lock = context.lock = lock_for(online, context.versions, options)
            context.ledger = ledger_for(online, context.versions, options)
            try:
                yield context
            finally:
                await lock.restore()

    @classmethod
    def offline(
        cls, dialect: Dialect, output: TextIO, script: ScriptDirectory, options: RunOptions, start: Heads = frozenset()
    ) -> MigrationContext:
        """A context that writes SQL, and which of several databases it is for; `start` is where that is taken to be."""
        context = cls(impl_for(dialect), script, options)
        separator = options.separators.get(context.impl.dialect_name, context.impl.separator)
        context.channel = Offline(output, context.impl, separator or "")
        if options.name is not None:
            context.channel.comment(f"Database {options.name}")
        context.start = start
        return context

    @property
    def as_sql(self) -> bool:
        return self.channel.as_sql

    @property
    def dialect(self) -> Dialect:
        return self.impl.dialect

    @property
    def bind(self) -> Connection | AsyncConnection:
        """What `op.get_bind()` gives to the script that runs; raises OfflineError where there is no database."""
        return self.channel.bind(blocking=self.blocking)

    @property
    def connection(self) -> AsyncConnection | None:
        return self.channel.connection if isinstance(self.channel, Online) else None

    async def heads(self) -> Heads:
        """The version rows now: one cheap read that takes no lock and creates nothing; no table means at base."""
        if isinstance(self.channel, Offline):
            return self.start
        if self.channel.external:
            return await self._heads_inside()
        try:
            async with self.glance():
                return heads_of(await self.channel.fetch(self.versions.peek()))
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            return frozenset()

    async def position(self) -> tuple[Heads, bool]:
        """The version rows, and whether the ledger may tell of a revision that did not come to its end: one read."""
        for question in self._asked()[:1]:
            with suppress(DBAPIError):
                async with self.glance():
                    rows = await self.channel.fetch(self.impl.dml(text(question), result=True))
                return heads_of([row for row in rows if row[0] is not None]), any(row[1] for row in rows)
        return await self.heads(), False

    def _asked(self) -> tuple[str, ...]:
        """What `position` asks; nothing where the caller's transaction, or engine, wants more care."""
        if self.ledger is None or isinstance(self.channel, Offline) or self.channel.external:
            return ()
        if "schema_translate_map" in self.channel.sync.get_execution_options():
            return ()
        return questions(self.impl.dialect_name, self.versions.name, self.versions.schema, history=True)

    @asynccontextmanager
    async def glance(self) -> AsyncGenerator[None, None]:
        """A read before the lock; it shares no transaction with the work, but for the caller's own."""
        assert isinstance(self.channel, Online)  # noqa: S101 - for the type checker
        if self.channel.external:
            yield
            return
        if self.impl.dialect_name == "postgresql":
            await self.channel.isolation("AUTOCOMMIT")
        try:
            yield
        finally:
            await self.channel.rollback()

    async def _heads_inside(self) -> Heads:
        """The same in the caller's transaction, which a failed read must not spoil."""
        assert isinstance(self.channel, Online)  # noqa: S101 - for the type checker
        try:
            async with self.channel.connection.begin_nested():
                return heads_of(await self.channel.fetch(self.versions.peek()))
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            return frozenset()

    def patience(self) -> Patience:
        """How long this run waits for others, and how it finds out who they are."""
        return Patience(self.options.lock_wait, self._holder, self.options.lock_until)

    async def _holder(self) -> Holder | None:
        if self.lock is None or not isinstance(self.channel, Online):
            return None
        return await holder_now(self.channel, self.lock)

    async def look(self, directive: Directive[Any], tables: tuple[OnTable, ...]) -> Seen | None:
        """What the database holds of these tables; None where there is no database."""
        if isinstance(self.channel, Offline):
            return None
        seen = await look(self.channel, self.impl, tables)
        if isinstance(directive, Rebuild) and (directive.batch.reflect_args or directive.batch.reflect_kwargs):
            was = self.channel.record(on=False)
            reflecting = self.channel.connection.run_sync(overrides, self.impl, directive.batch)
            seen = replace(seen, overrides=await self.channel.guard.run(reflecting))
            self.channel.record(on=was)
        return seen

    async def admit(self, statement: Statement, directive: Directive[Any]) -> None:
        """Get ready for a statement: one that needs autocommit leaves the transaction, and the next one comes back.

        What came before is committed, as by an autocommit block. Raises MixedRevisionError where no ledger could tell
        how far a revision of both kinds came, DestructiveError for one that destroys what it was not allowed to, and
        SharedTableError for what would change another schema's.
        """
        if self.guarded and (lost := destroys(directive, statement, self.impl.flavour)):
            done = (*self.committed, *self.channel.sent)
            raise DestructiveError(self.revision, lost, f"`{_line(statement.text)}`", len(done))
        if len(self.options.search_path) > 1 and isinstance(self.channel, Online):
            await refuse_shared(self.channel, self.impl, directive, self.options.search_path)
        inside = self.lock.autocommit if self.lock else self.channel.outside  # type: ignore[union-attr]
        if self.explicit or inside is statement.autocommit:
            return
        if self.options.transaction == "run" or self.options.ledger:
            await self._cross(statement)
        elif not statement.autocommit or self.channel.sent:
            raise self._mixed(statement)
        else:
            await self._leave_transaction()

    async def _cross(self, statement: Statement) -> None:
        """Out of the transaction for a statement that needs it, and back for the next."""
        await self.channel.flush()
        if not statement.autocommit:
            self._keep(self.channel.completed)
            await self._return_to_transaction(self.start)
            return
        what = "revision %s: `%s` cannot run in a transaction: what the %s did before it is committed"
        whole = self.options.transaction == "run"
        level = logging.WARNING if whole else logging.INFO
        logger.log(level, what, self.revision, _line(statement.text), "run" if whole else "revision")
        await self._leave_transaction()
        self._keep(len(self.channel.sent))

    def _keep(self, count: int) -> None:
        """So many of the statements can no longer be taken back."""
        self.committed += self.channel.sent[:count]
        self.channel.forget()

    async def script_ends(self, how: How, file: str, line: int) -> None:
        """A plain script's own `bind.commit()` or `bind.rollback()` ends the segment; the lock is taken anew."""
        if self.explicit or self.lock is None or self.lock.autocommit:
            assert isinstance(self.channel, Online)  # noqa: S101 - for the type checker
            await (self.channel.commit() if how == "commit" else self.channel.rollback())
            return
        said = "revision %s: `%s()` in %s, line %d, ends the transaction%s"
        after = ": what came before it stays, whatever happens next" if how == "commit" else ""
        logger.warning(said, self.revision, how, file, line, after)
        if how == "commit":
            await self._leave_transaction()
            self._keep(len(self.channel.sent))
            await self._return_to_transaction(self.start)
        else:
            await self._roll_back(file, line)

    async def _roll_back(self, file: str, line: int) -> None:
        assert isinstance(self.channel, Online)  # noqa: S101 - for the type checker
        assert self.lock is not None  # noqa: S101 - for the type checker
        if self.channel.external:
            raise ForeignTransactionError("and the script rolls it back", "hand over an engine")
        was = self.channel.record(on=False)
        await self.lock.rollback()
        patience, unforced = self.patience(), self.revision in self.unforced
        while (found := await self.lock.enter(unforced=unforced)) is None:
            await patience.wait()
        self.channel.record(on=was)
        self.channel.forget()
        if found != self.start and self.options.transaction == "run":
            problem = f"rolls back in {file}, line {line}, and takes the revisions before it along"
            raise BadOperationError(
                f"revision {self.revision}", problem, 'set `transaction = "revision"` in the configuration'
            )
        compare(self.start, found)

    def _mixed(self, statement: Statement) -> MixedRevisionError:
        before = self.channel.sent[0] if self.channel.sent else "what came before"
        one, other = (statement.text, before) if statement.autocommit else (before, statement.text)
        done = () if statement.autocommit else tuple(_line(text) for text in self.channel.sent)
        return MixedRevisionError(self.revision, f"`{_line(one)}`", f"`{_line(other)}`", done)

    async def _leave_transaction(self) -> None:
        was = self.channel.record(on=False)
        if self.lock:
            await self.lock.open_autocommit()
            self.saved = self.start
            if self.timeouts is not None:
                await self.timeouts.outside()
        elif isinstance(self.channel, Offline):
            self.channel.leave_transaction()
        self.channel.record(on=was)

    async def _return_to_transaction(self, expected: Heads) -> None:
        was = self.channel.record(on=False)
        if self.lock:
            patience = self.patience()
            while (found := await self.lock.close_autocommit()) is None:
                await patience.wait()
            compare(expected, found)
            if self.timeouts is not None:
                await self.timeouts.again()
        elif isinstance(self.channel, Offline):
            self.channel.outside = False
        self.channel.record(on=was)

    def autocommit_block(self) -> AutocommitBlock:
        """`async with` (in a plain `def`: `with`): statements outside any transaction. Commits what came before."""
        return AutocommitBlock(self)


class AutocommitBlock:
    """Leaves the transaction and comes back; the lock is held all the while."""

    def __init__(self, context: MigrationContext) -> None:
        self.context = context
        self.nested = False

    async def __aenter__(self) -> None:
        context = self.context
        self.nested = context.explicit
        if self.nested:
            return
        if context.channel.sent:
            said = "revision %s: an autocommit block commits the %d statements before it"
            logger.warning(said, context.revision, len(context.channel.sent))
        await context._leave_transaction()
        context._keep(len(context.channel.sent))
        context.explicit = True

    async def __aexit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if self.nested:
            return
        self.context._keep(self.context.channel.completed)
        self.context.explicit = False
        with suppress(Exception) if error else nullcontext():
            await self.context._return_to_transaction(self.context.start)

    def __enter__(self) -> None:
        self._wait(self.__aenter__())

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._wait(self.__aexit__(kind, error, trace))

    def _wait(self, work: Coroutine[Any, Any, R]) -> R:
        return self.context.channel.wait(work)


def _line(text: str) -> str:
    return " ".join(text.split())[:100]
