"""MySQL: under a lock that is held already, a closed step is its statements and a COMMIT, and nothing around them."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from amig.impl.facts import ready_for
from amig.impl.settled import unhurried
from amig.preview.consent import needs_consent
from amig.recorded.carrier import MovedError, StringError, is_unseen
from amig.recorded.replay import replay
from amig.state.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.context import MigrationContext
    from amig.impl.online import Online
    from amig.recorded.value import Part, Recorded
    from amig.script.plan import Goal, Step
    from amig.state.ledger import Ledger
    from amig.state.mysql import MySQLLock


class ByStatement:
    """The strategy of MySQL, through aiomysql: for steps between the first and the last of a run.

    Each statement commits by itself, so that a failure is that of the step: it is told, and resumed, as always.
    """

    makes_tables = False
    waits = True
    at: Step | None = None

    def __init__(self, context: MigrationContext, online: Online, lock: MySQLLock, goal: Goal) -> None:
        self.context, self.online, self.lock, self.goal = context, online, lock, goal
        self.committed: int | None = None

    async def locate(self) -> None:
        """The first step finds out where the tables are."""

    def is_open(self) -> bool:
        context, lock = self.context, self.lock
        if context.ledger is None or context.timeouts is None or lock.name is None or lock.autocommit:
            return False
        return self.online.sync.dialect.driver == "aiomysql" and is_unseen(self.online)

    def takes(self, step: Step) -> bool:
        context, following = self.context, self.context.script.next(self.goal, step.leaves)
        if not step.expects or self.lock.left != step.expects:
            return False
        if following is None or following.revision.requires_backfill:  # what is the session's is put back before
            return False
        return context.timeouts is not None and context.timeouts.holds(step.revision, context.options)

    def prepare(self, part: Part) -> None:
        """What it says is told by the journal, statement by statement."""

    def most(self, allowed: int) -> int:  # noqa: ARG002
        return 1

    def fits(self, recorded: Recorded) -> bool:
        return not recorded.silent

    def is_inside(self) -> bool:
        return False

    async def send(self, parts: Sequence[Part]) -> None:
        (part,) = parts
        context, step, ledger = self.context, part.step, self.context.ledger
        assert ledger is not None  # noqa: S101 - for the type checker
        self.committed = 0
        await self.lock.enter(unread=True)
        await ready_for(part.recorded.statements, context.impl.flavour)
        journal = Journal(ledger, self.lock, step.revision.id, step.direction, await ledger.by())
        context.journal = self.online.watch = journal
        context.guarded = needs_consent(context, step)
        try:
            await self.online.straight(self._carried_out(part, journal, ledger))
        except MovedError:
            context.journal = self.online.watch = None
            await self.lock.rollback()
            raise
        self.committed = None
        await unhurried(self._commit())

    async def _carried_out(self, part: Part, journal: Journal, ledger: Ledger) -> None:
        """What the step says; the move of the rows and what is told of it then go out with COMMIT."""
        began, step = time.perf_counter(), part.step
        await replay(self.context, step, part.recorded)
        journal.close()
        await self.lock.move(step.moves, step.expects)
        took = round(time.perf_counter() - began, 6)
        await ledger.add(*(replace(event, seconds=took) for event in part.events), where=self.lock.unmoved)

    async def _commit(self) -> None:
        await self.lock.commit(goes_on=True)
        self.committed = 1
        self.context.journal = self.online.watch = None

    async def send_within(self, parts: Sequence[Part]) -> None:  # noqa: ARG002
        raise StringError

    def interrupted(self) -> None:
        """Nothing is sent in a transaction that stays open."""

    async def take_back(self) -> None:
        """Nothing can be taken back here."""
