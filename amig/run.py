"""The run loop: lock, re-read, run one revision, move the rows, commit; until the goal is reached."""

from __future__ import annotations

import asyncio
import inspect
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from traceback import walk_tb
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.errors import (
    AmigError,
    BadOperationError,
    CannotResumeError,
    ConcurrentChangeError,
    DestructiveError,
    InterruptedRevisionError,
    MixedRevisionError,
    StatementChangedError,
    StepFailedError,
    UnawaitedError,
    UnclearStatementError,
)
from amig.impl.failure import classify, number, reason, remedy
from amig.impl.kept import kept, one_line
from amig.impl.offline import Offline
from amig.impl.online import Online
from amig.preview.check import check, transactional
from amig.preview.consent import needs_consent, refuse_destructive
from amig.recorded.in_one import InOne
from amig.recorded.replay import replay
from amig.remember import Memory, watch_edits
from amig.resume import begin, count
from amig.script.info import MigrationInfo, of_step
from amig.state.blockers import blockers
from amig.state.retries import Retries
from amig.state.timeouts import Timeouts
from amig.step import Body, run_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.context import MigrationContext
    from amig.script.plan import Goal, Step
    from amig.state.lock import Heads, Lock

logger = logging.getLogger("amig.run")


@dataclass(frozen=True, slots=True)
class Ran:
    """One step of a run. `elsewhere`: another migrator did it meanwhile. `seconds` is the time it took here.

    `database` is its name where the configuration has several.
    """

    revision: str
    direction: str
    message: str
    seconds: float = 0.0
    elsewhere: bool = False
    database: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did: the version rows before and after, and every step in between."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    steps: tuple[Ran, ...] = ()


Tell = Callable[[Ran], None]
_PLAIN = (UnawaitedError, MixedRevisionError, ConcurrentChangeError, DestructiveError)
_UNRESUMED = (InterruptedRevisionError, UnclearStatementError, CannotResumeError, StatementChangedError)
logger = logging.getLogger("amig.run")


async def reach(context: MigrationContext, goal: Goal, heads: Heads, tell: Tell | None = None) -> Outcome:
    """Carry out the steps from `heads` to a goal; all migrators that want it return when it is reached."""
    if not (steps := context.script.steps(goal, heads)):
        return Outcome(in_order(heads), in_order(heads))
    await aside(check, context, steps)
    kind = "transactional" if context.impl.transactional_ddl else "non-transactional"
    logger.info("%s, %s DDL: %d steps to %s", context.impl.dialect_name, kind, len(steps), goal.target)
    context.impl.convention = await aside(context.options.convention)
    if isinstance(context.channel, Offline):
        return Outcome(in_order(heads), in_order(steps[-1].leaves), await _write(context, steps))
    assert context.lock is not None  # noqa: S101 - for the type checker
    if context.ledger is None and not context.impl.transactional_ddl:
        logger.warning("`ledger = false`: what a revision did before it fails stays, and nothing can be resumed")
    await watch_edits(context)
    await refuse_destructive(context, steps)
    run = _Run(context, goal, context.lock, heads, tell or (lambda _: None))
    whole = context.options.transaction == "run" and context.lock.transactional
    done = await (run.as_one() if whole or context.channel.external else run.one_by_one())
    mine = {ran.revision for ran in done}
    others = [_ran(context, step, elsewhere=True) for step in steps if step.revision.id not in mine]
    return Outcome(in_order(heads), in_order(run.heads), (*done, *others))


def in_order(heads: Heads) -> tuple[str, ...]:
    """Version rows as they are told."""
    return tuple(sorted(heads))


def _ran(context: MigrationContext, step: Step, seconds: float = 0.0, *, elsewhere: bool = False) -> Ran:
    revision, database = step.revision, context.options.name
    return Ran(revision.id, step.direction, revision.message, seconds, elsewhere, database)


class _Run(InOne):
    """One run towards one goal."""

    def __init__(self, context: MigrationContext, goal: Goal, lock: Lock, heads: Heads, tell: Tell) -> None:
        super().__init__(context, lock, Memory(context, lock), goal, heads)
        self.tell = tell
        self.retries = Retries(context.options.retries)
        self.timeouts = Timeouts(context.channel, context.impl)
        self.done: list[Ran] = []

    def did(self, step: Step, seconds: float) -> None:
        self.done.append(_ran(self.context, step, seconds))

    async def one_by_one(self) -> list[Ran]:
        """A transaction and a lock for each step; others may do some of them."""
        while step := self.next():
            if part := await self.strings.part(step):
                if await self.as_string(part):
                    self.tell(self.done[-1])
                continue
            autocommit = not transactional(self.context, step)
            unforced = step.revision.id in self.context.unforced and not autocommit
            await self._enter(autocommit=autocommit, unforced=unforced)
            due = self.next()
            if due is None or self._is_another_kind(due, autocommit=autocommit, unforced=unforced):
                await self.lock.rollback()
                await self.lock.restore()
                continue
            if not await self._tried(due):
                continue
            self.heads = self.kept = due.leaves
            self.context.saved = None
            if autocommit:
                await self.lock.restore()
            self.tell(self.done[-1])
        return self.done

    def _is_another_kind(self, due: Step, *, autocommit: bool, unforced: bool) -> bool:
        """Whether another step is due under the lock than the one that the transaction was made for."""
        outside = not transactional(self.context, due)
        return outside is not autocommit or (due.revision.id in self.context.unforced and not outside) is not unforced

    async def as_one(self) -> list[Ran]:
        """One transaction and one lock around all steps: amig's own, or the caller's."""
        for step in self.context.script.steps(self.goal, self.heads):
            if not step.revision.transactional:
                raise BadOperationError(
                    f"revision {step.revision.id}",
                    "must run outside a transaction, and this run is all in one",
                    "run it by itself, with a transaction per revision",
                )
        due_now = (step.revision.id for step in self.context.script.steps(self.goal, self.heads))
        await self._enter(autocommit=False, unforced=not self.context.unforced.isdisjoint(due_now))
        while due := self.next():
            if await self.together(due):
                continue
            self.heads = due.leaves
            await self._carry_out(due, last=self.next() is None)
        await self.lock.restore()
        for ran in self.done:
            self.tell(ran)
        return self.done

    async def _enter(self, *, autocommit: bool, unforced: bool = False) -> None:
        """Take the lock; afterwards `heads` are those read under it."""
        patience = self.context.patience()
        while (found := await self.lock.enter(autocommit=autocommit, unforced=unforced)) is None:
            await patience.wait()
            patience.progress(await self.context.heads() if not self.context.channel.external else self.heads)  # type: ignore[union-attr]
        if not self.context.script.progressed(self.heads, found, self.goal.direction):
            await self.lock.rollback()
        self.go_on_from(found)

    def go_on_from(self, found: Heads) -> None:
        """Plan from these rows; raises ConcurrentChangeError where somebody moved them against this run."""
        if not self.context.script.progressed(self.heads, found, self.goal.direction):
            raise ConcurrentChangeError(in_order(self.heads), in_order(found))
        self.heads = self.kept = found

    async def _tried(self, step: Step) -> bool:
        """Carry a step out; False where the server was busy, all of it was taken back, and it may be tried again."""
        try:
            await self._carry_out(step, last=True)
        except StepFailedError as error:
            cause, outside = error.__cause__, self.lock.autocommit or not self.lock.transactional
            if error.kept or outside or cause is None or classify(cause) != "busy":
                raise
            if (pause := self.retries.next(step.revision.id)) is None:
                raise
            said = "revision %s met a busy server and is tried again in %.1f s: %s"
            logger.warning(said, step.revision.id, pause, error.problem)
            await asyncio.sleep(pause)
            return False
        return True

    async def _carry_out(self, step: Step, *, last: bool) -> None:
        """Run the body, move the rows, and commit where nothing follows; a failure is rolled back and told."""
        context, began, journal = self.context, time.perf_counter(), None
        assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
        recorded = self.strings.to_replay(step)
        if recorded is None:
            self.tell_running(step)
        timeouts = context.timeouts = self.timeouts
        try:
            context.committed = []
            context.channel.forget()
            await self.memory.begun()
            journal = context.journal = context.channel.watch = await begin(context, step)
            await timeouts.set(step.revision, context.options, autocommit=self.lock.autocommit)
            context.guarded = needs_consent(context, step)
            if recorded is None or (journal is not None and journal.resumed):
                await _run_script(context, step, explicit=not transactional(context, step))
            else:
                await replay(context, step, recorded)
            if journal is not None:
                journal.close()
            await timeouts.restore()
            await self.lock.move(step.moves, step.expects)
            await applied(context, of_step(step, context.script.graph), step.leaves)
            await self.memory.done(step, time.perf_counter() - began)
            if last:
                await self.commit()
        except BaseException as error:
            if (failure := await self.failed(step, error, began)) is None:
                raise
            raise failure from error
        self.did(step, time.perf_counter() - began)

    def tell_running(self, step: Step) -> None:
        logger.info("running %s %s, %s", step.direction, _arrow(self.context, step), step.revision.message)

    async def failed(self, step: Step, error: BaseException, began: float) -> StepFailedError | None:
        """Take back what can be, and write down how it ended; gives back what is told of it instead of the error."""
        context, channel = self.context, self.context.channel
        if context.journal is not None:
            await context.journal.ended(error)
        failure = self._failure(step, error)
        channel.watch = None  # type: ignore[union-attr]
        with suppress(Exception):
            await self.lock.rollback()
            await self.timeouts.restore()
        if failure is not None and failure.resumes_at:
            failure.total = await self._total(step)
        if failure is not None and classify(error) == "busy":
            failure.in_the_way = await self._in_the_way()
        await self.memory.failed(step, failure or error, time.perf_counter() - began)
        return failure

    async def _in_the_way(self) -> str:
        """The sessions that hold what the statement waited for, as far as can be told."""
        channel = self.context.channel
        assert isinstance(channel, Online)  # noqa: S101 - for the type checker
        found = await blockers(channel, self.context.impl, channel.sent[-1] if channel.sent else "")
        return "; ".join(map(str, found))

    def _failure(self, step: Step, error: BaseException) -> StepFailedError | None:
        """What is told instead of the error itself; None where that says it all."""
        kept_now = self._kept(error)
        plain = isinstance(error, _PLAIN)
        if not isinstance(error, Exception):
            self._tell_kept(step, kept_now)
            return None
        if isinstance(error, _UNRESUMED) or (plain and not kept_now):
            return None
        channel, committed, journal = self.context.channel, self.context.committed, self.context.journal
        failed = channel.completed < len(channel.sent)
        counted = len(committed) + len(channel.sent) if failed else 0
        return StepFailedError(
            step.revision.id,
            step.direction,
            self._reason(step, error),
            statement=counted if journal is None else journal.failed_at,
            kept=kept_now,
            at=in_order(self.kept if self.context.saved is None else self.context.saved),
            advice_of_cause=self._advice(error),
            resumes_at=journal.kept + 1 if journal is not None and (kept_now or journal.resumed) else 0,
            database="MySQL" if not self.lock.transactional else "",
        )

    async def _total(self, step: Step) -> int | None:
        """How many statements the revision has, where its source says it."""
        connection = self.context.connection
        if connection is None or connection.closed or connection.invalidated:
            return None
        with suppress(Exception):
            return await count(self.context, step)
        return None

    def _tell_kept(self, step: Step, kept_now: Sequence[str]) -> None:
        """A cancellation carries no words of ours; what it left half done is told all the same."""
        if kept_now:
            said = "%s of revision %s was stopped; the database kept %d of its statements: %s"
            logger.warning(said, step.direction, step.revision.id, len(kept_now), "; ".join(kept_now))

    def _reason(self, step: Step, error: Exception) -> str:
        where = f" ({self.context.channel.failing})" if self.context.channel.failing else ""
        if isinstance(error, AmigError):
            return str(error) + where
        return reason(error) + (where or ("" if hasattr(error, "orig") else _raised_at(error, str(step.revision.path))))

    def _advice(self, error: Exception) -> str | None:
        if self.context.channel.external:  # type: ignore[union-attr]
            return "roll back the transaction that you handed over"
        return error.hint if isinstance(error, AmigError) else remedy(error)

    def _kept(self, error: BaseException) -> tuple[str, ...]:
        """The statements of this step that a rollback does not take back."""
        channel, outside = self.context.channel, self.lock.autocommit
        if self.lock.transactional and not outside:
            return one_line(self.context.committed)
        done = channel.completed - channel.taken_back
        rest = kept(channel.sent, done, autocommit=outside, error_number=number(error))
        return one_line([*self.context.committed, *rest])


def _raised_at(error: Exception, path: str) -> str:
    """The line of the script at which its own error left it; nothing where that is in none of its lines."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == path]
    return f" ({path}, line {lines[-1]})" if lines else ""


async def _run_script(context: MigrationContext, step: Step, *, explicit: bool) -> None:
    module = await aside(context.script.load, step.revision)
    context.revision, context.explicit, context.start, context.committed = step.revision.id, explicit, step.expects, []
    context.channel.forget()
    context.channel.record(on=True)
    try:
        body, options = Body(context, step.revision.id), context.options
        await run_body(body, getattr(module, step.direction), options.operations, options.arguments)
    finally:
        context.channel.record(on=False)


async def _write(context: MigrationContext, steps: Sequence[Step]) -> tuple[Ran, ...]:
    """Write the steps as SQL text."""
    channel = context.channel
    assert isinstance(channel, Offline)  # noqa: S101 - for the type checker
    for index, step in enumerate(steps):
        channel.outside = not transactional(context, step)
        channel.comment(f"Running {step.direction} {_arrow(context, step)}")
        if step.revision.id in context.unforced:
            channel.let_go_of_foreign_keys()
        if index == 0 and not step.expects:
            await channel.put(context.versions.create())
        timeouts = Timeouts(channel, context.impl)
        await timeouts.set(step.revision, context.options, autocommit=channel.outside)
        await _run_script(context, step, explicit=channel.outside)
        await timeouts.restore()
        channel.outside = False
        for statement in context.versions.moving(step.moves):
            await channel.put(statement)
        await applied(context, of_step(step, context.script.graph), step.leaves)
        if context.options.transaction != "run":
            channel.commit()
    channel.commit()
    return tuple(_ran(context, step) for step in steps)


def _arrow(context: MigrationContext, step: Step) -> str:
    """From where to where, by parents: what rows move does not say it where branches part or depend on others."""
    below = ", ".join(context.script.graph.view(step.expects).parents(step.revision.id)) or "base"
    return f"{below} -> {step.revision.id}" if step.direction == "upgrade" else f"{step.revision.id} -> {below}"


async def applied(context: MigrationContext, step: MigrationInfo, heads: Heads) -> None:
    """Tell those who want to know, before the transaction ends; what they raise fails the step."""
    for callback in context.options.on_version_apply:
        told = callback(ctx=context, step=step, heads=set(heads), run_args=dict(context.options.arguments))
        if inspect.isawaitable(told):
            await told
