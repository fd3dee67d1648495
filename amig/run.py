"""The run loop: lock, re-read, run one revision, move the rows, commit; until the goal is reached."""

from __future__ import annotations

import asyncio
import inspect
import logging
import time
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from amig.aside import aside, undisturbed
from amig.backfilling.required import comments, follow, left_over, meet
from amig.errors import BadOperationError, CommitLostError, ConcurrentChangeError, StepFailedError
from amig.failing import failure_of, in_the_way, total
from amig.impl.failure import classify
from amig.impl.offline import Offline
from amig.impl.online import Online
from amig.impl.settled import unhurried
from amig.outcome import Outcome as Outcome
from amig.outcome import Ran as Ran
from amig.outcome import Tell as Tell
from amig.outcome import in_order as in_order
from amig.preview.check import check, transactional
from amig.preview.consent import needs_consent, refuse_destructive
from amig.recorded.carrier import MovedError, is_unseen
from amig.recorded.in_one import InOne
from amig.recorded.replay import replay
from amig.remember import Memory, watch_edits
from amig.resume import begin
from amig.script.info import MigrationInfo, of_step
from amig.state.retries import Retries
from amig.state.timeouts import Timeouts
from amig.step import Body, run_body

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.context import MigrationContext
    from amig.recorded.value import Recorded
    from amig.script.plan import Goal, Step
    from amig.state.lock import Heads, Lock
    from amig.state.patience import Patience

logger = logging.getLogger("amig.run")


async def reach(context: MigrationContext, goal: Goal, heads: Heads, tell: Tell | None = None) -> Outcome:
    """Carry out the steps from `heads` to a goal; all migrators that want it return when it is reached."""
    tell = tell or (lambda _: None)
    if not (steps := context.script.steps(goal, heads)):
        return Outcome(in_order(heads), in_order(heads), await _left_over(context, goal, tell))
    await aside(undisturbed(check), context, steps)
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
    run = _Run(context, goal, context.lock, heads, tell)
    whole = context.options.transaction == "run" and context.lock.transactional
    try:
        done = await (run.as_one() if whole or context.channel.external else run.one_by_one())
    except BaseException:
        with suppress(Exception):
            await run.timeouts.restore()
        raise
    mine = {ran.revision for ran in done}
    others = [_ran(context, step, elsewhere=True) for step in steps if step.revision.id not in mine]
    rest = await _left_over(context, goal, tell)
    return Outcome(in_order(heads), in_order(run.heads), (*done, *others, *rest))


def _ran(context: MigrationContext, step: Step, seconds: float = 0.0, *, elsewhere: bool = False) -> Ran:
    revision, database = step.revision, context.options.name
    return Ran(revision.id, step.direction, revision.message, seconds, elsewhere, database)


async def _left_over(context: MigrationContext, goal: Goal, tell: Tell) -> tuple[Ran, ...]:
    """Backfills that an upgrade runs itself, and that another one did not bring to their end."""
    found = tuple(await left_over(context)) if goal.direction == "upgrade" else ()
    for ran in found:
        tell(ran)
    return found


class _Run(InOne):
    """One run towards one goal."""

    def __init__(self, context: MigrationContext, goal: Goal, lock: Lock, heads: Heads, tell: Tell) -> None:
        super().__init__(context, lock, Memory(context, lock), goal, heads)
        self.tell = tell
        self.retries = Retries(context.options.retries)
        self.timeouts = Timeouts(context.channel, context.impl)
        self.done: list[Ran] = []
        self.straight = False
        """Whether what was recorded of the step goes past SQLAlchemy."""

    def did(self, step: Step, seconds: float) -> None:
        self.done.append(_ran(self.context, step, seconds))

    async def one_by_one(self) -> list[Ran]:
        """A transaction and a lock for each step; others may do some of them."""
        while step := self.next():
            if parts := await self.strings.several(step):
                await self.as_strings(parts)
                continue
            self._note(await meet(self.context, step))
            autocommit = not transactional(self.context, step)
            unforced = step.revision.id in self.context.unforced and not autocommit
            recorded = await self.strings.to_replay(step)
            self.straight = recorded is not None and not step.revision.backfill and self._is_unheard()
            unread = self.straight and self.context.ledger is not None
            if not await self._enter(autocommit=autocommit, unforced=unforced, unread=unread):
                break
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
            self._note(await follow(self.context, due))
        return self.done

    def _note(self, found: Sequence[Ran]) -> None:
        """Backfills on the way are told like steps."""
        for ran in found:
            self.done.append(ran)
            self.tell(ran)

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
            self.done += await meet(self.context, due, inside=True)
            self.heads = due.leaves
            last = self.next() is None
            await self._carry_out(due, last=last)
            if not last or self.context.channel.external:  # type: ignore[union-attr]
                self.done += await follow(self.context, due, inside=True)
        await self.lock.restore()
        for ran in self.done:
            self.tell(ran)
        return self.done

    async def _enter(self, *, autocommit: bool, unforced: bool = False, unread: bool = False) -> bool:
        """Take the lock; afterwards `heads` are those read under it. False when others reached the goal meanwhile."""
        patience = self.patience()
        look = None if self.context.channel.external else partial(self._is_reached, patience)  # type: ignore[union-attr]
        while (found := await self.lock.enter(autocommit=autocommit, unforced=unforced, unread=unread)) is None:
            if await patience.wait(look):
                return False
        try:
            self.go_on_from(found)
        except ConcurrentChangeError:
            await self.lock.rollback()
            raise
        return True

    async def _is_reached(self, patience: Patience) -> bool:
        """Whether others have reached the goal meanwhile; what they have done so far is progress."""
        patience.progress(seen := await self.context.heads())
        self.go_on_from(seen)
        return self.next() is None

    def go_on_from(self, found: Heads) -> None:
        """Go on from what others have left; raises ConcurrentChangeError where that is against this run's direction."""
        if not self.context.script.progressed(self.heads, found, self.goal.direction):
            raise ConcurrentChangeError(in_order(self.heads), in_order(found))
        self.heads = self.kept = found

    async def _tried(self, step: Step) -> bool:
        """Carry a step out; False where nothing of it stays: somebody moved the rows, or the server was busy."""
        try:
            await self._carry_out(step, last=True)
        except MovedError:
            return False
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
        context, began, asked = self.context, time.perf_counter(), None
        assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
        recorded = await self.strings.to_replay(step)
        if not self.strings.has_failed(step):  # else it was told when its string went out
            self.tell_running(step)
        timeouts = context.timeouts = self.timeouts
        try:
            context.committed = []
            context.channel.forget()
            await self.memory.begun(step)
            context.journal = context.channel.watch = await begin(
                context, step, None if recorded is None else recorded.statements
            )
            timeouts.pooled = self.lock.pooled
            await timeouts.set(step.revision, context.options, autocommit=self.lock.autocommit)
            context.guarded = needs_consent(context, step)
            if context.journal is not None and context.journal.resumed:
                recorded = None
            work = self._body(step, recorded, began)
            await (context.channel.straight(work) if self.straight and recorded is not None else work)
            if last:
                asked = await self.commit(step)
        except MovedError:
            context.journal = context.channel.watch = None
            await self.lock.rollback()
            raise
        except BaseException as error:
            failure = await unhurried(self.failed(step, error, began))
            if failure is None:
                raise
            raise failure from error
        self.did(step, time.perf_counter() - began)
        if asked is not None:  # what is committed was not interrupted
            raise asked

    async def _body(self, step: Step, recorded: Recorded | None, began: float) -> None:
        """What the step says, and the move of the rows."""
        context, journal = self.context, self.context.journal
        if recorded is None:
            await _run_script(context, step, explicit=not transactional(context, step))
        else:
            with self.strings.meanwhile():
                await replay(context, step, recorded)
        if journal is not None:
            journal.close()
        stays = recorded is not None and not self.lock.transactional and self.goes_on(step)
        await self.timeouts.restore(stays=stays)
        await self.lock.move(step.moves, step.expects)
        await applied(context, of_step(step, context.script.graph), step.leaves)
        await self.memory.done(step, time.perf_counter() - began, read=recorded is not None)

    def _is_unheard(self) -> bool:
        """Whether texts may go to aiomysql past SQLAlchemy: nobody would miss them."""
        channel = self.context.channel
        assert isinstance(channel, Online)  # noqa: S101 - for the type checker
        told = self.context.options.on_version_apply
        return not told and channel.sync.dialect.driver == "aiomysql" and is_unseen(channel)

    def tell_done(self) -> None:
        self.tell(self.done[-1])

    def tell_running(self, step: Step) -> None:
        self.context.revision = step.revision.id
        if logger.isEnabledFor(logging.INFO):
            logger.info("running %s %s, %s", step.direction, _arrow(self.context, step), step.revision.message)

    async def failed(self, step: Step, error: BaseException, began: float) -> StepFailedError | None:
        """A step failed: it is rolled back, and the ledger is told; what is raised instead of the error."""
        context = self.context
        assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
        if context.journal is not None:
            await context.journal.ended(error)
        failure = failure_of(context, self.lock, step, error, self.kept)
        context.channel.watch = None
        with suppress(Exception):
            await self.lock.rollback()
            await self.timeouts.restore()
        context.channel.guard.reopen()
        if failure is not None and failure.resumes_at:
            failure.total = await total(context, step)
        if failure is not None and classify(error) == "busy":
            failure.in_the_way = await in_the_way(context)
        if not isinstance(error, CommitLostError) or error.outcome == "taken back":
            recorded = await self.memory.failed(step, failure or error, time.perf_counter() - began)
            if failure is not None:
                failure.recorded = recorded
        return failure


async def _run_script(context: MigrationContext, step: Step, *, explicit: bool) -> None:
    module = context.script.loaded(step.revision) or await aside(context.script.load, step.revision)
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
        for said in comments(step):
            channel.comment(said)
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
