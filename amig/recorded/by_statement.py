"""MySQL: under a lock that is held already, a closed step is its statements and a COMMIT, and nothing around them."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from amig.impl.facts import ready_for
from amig.impl.failure import classify
from amig.impl.settled import unhurried
from amig.preview.consent import needs_consent
from amig.recorded.carrier import MovedError, StringError, is_unseen
from amig.recorded.replay import replay
from amig.state.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from amig.context import MigrationContext
    from amig.impl.online import Online
    from amig.recorded.value import Part, Recorded
    from amig.script.plan import Goal, Step
    from amig.state.events import Who
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
        if not step.expects or self.lock.left is None:
            return False
        if following is None or following.revision.requires_backfill:  # what is the session's is put back before
            return False
        return context.timeouts is not None and context.timeouts.holds(step.revision, context.options)

    def prepare(self, part: Part) -> None:
        """What it says is told by the journal, statement by statement."""

    def most(self, allowed: int) -> int:
        return allowed

    def fits(self, recorded: Recorded) -> bool:
        return not recorded.silent

    def is_inside(self) -> bool:
        return False

    async def send(self, parts: Sequence[Part]) -> None:
        """Each COMMIT goes out with the first statement of the next step, as far as that can be; else by itself."""
        ledger = self.context.ledger
        assert ledger is not None  # noqa: S101 - for the type checker
        self.committed, done, by = 0, 0, await ledger.by()
        for part in parts:
            await ready_for(part.recorded.statements, self.context.impl.flavour)
        if self.lock.left != parts[0].step.expects:
            await self._given_back()
            raise MovedError
        try:
            for some in _chains(parts):
                await self.lock.enter(unread=True)
                await self.online.straight(self._chain(some, done, ledger, by))
                self.committed = None
                await unhurried(self._commit(done := done + len(some)))
        except MovedError:
            await self._given_back()
            raise

    async def _given_back(self) -> None:
        """Nothing of what was to be done was, and whoever comes next looks where the database is."""
        self.context.journal = self.online.watch = None
        await self.lock.rollback()

    async def _chain(self, parts: Sequence[Part], done: int, ledger: Ledger, by: Who) -> None:
        """Some steps, the last of which is not committed; `done` steps are, from before."""
        context, online = self.context, self.online
        for place, part in enumerate(parts):
            if place:
                self.lock.commit_later(partial(self._has_committed, done + place))
                await self.lock.enter(unread=True)
            step, last = part.step, (context.journal, online.sent, online.completed)
            journal = Journal(ledger, self.lock, step.revision.id, step.direction, by)
            context.journal = online.watch = journal
            context.guarded = needs_consent(context, step)
            try:
                await self._carried_out(part, journal, ledger, done + place)
            except BaseException as error:
                if place and (late := await self._not_committed(done + place, error)) is not None:
                    context.revision = parts[place - 1].step.revision.id
                    context.journal, online.sent, online.completed = last
                    online.watch = context.journal
                    if late is not error:
                        raise late from error
                raise

    def _has_committed(self, count: int) -> None:
        self.committed = count

    async def _not_committed(self, count: int, error: BaseException) -> BaseException | None:
        """What the end of the step before has failed with, where it has; a COMMIT that was not sent yet is sent now.

        Where the session is lost, nobody here can tell.
        """
        try:
            await unhurried(self._pay())
        except BaseException as late:  # noqa: BLE001 - it is given back
            error = late
        if self.committed == count:
            return None
        if isinstance(error, MovedError):
            return await self.lock.moved_away()
        if not isinstance(error, Exception) or classify(error) == "lost":
            self.committed = None
        return error

    async def _pay(self) -> None:
        if (packets := self.online.packets) is not None:
            await packets.pay()

    async def _carried_out(self, part: Part, journal: Journal, ledger: Ledger, committed: int) -> None:
        """What the step says; the move of the rows and what is told of it then go out with COMMIT."""
        began, step = time.perf_counter(), part.step
        await replay(self.context, step, part.recorded)
        if self.committed != committed:  # it says nothing, with which the COMMIT before it could have gone
            await self._pay()
        journal.close()
        await self.lock.move(step.moves, step.expects)
        took = round(time.perf_counter() - began, 6)
        await ledger.add(*(replace(event, seconds=took) for event in part.events), where=self.lock.unmoved)

    async def _commit(self, count: int) -> None:
        await self.lock.commit(goes_on=True)
        self.committed = count
        self.context.journal = self.online.watch = None

    async def send_within(self, parts: Sequence[Part]) -> None:  # noqa: ARG002
        raise StringError

    def interrupted(self) -> None:
        """Nothing is sent in a transaction that stays open."""

    async def take_back(self) -> None:
        """Nothing can be taken back here."""


def _chains(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Steps of which each but the last of a chain is nothing but texts, and one row that moves."""
    chain: list[Part] = []
    for part in parts:
        chain.append(part)
        moves = part.step.moves
        plain = len(moves.updates) == 1 and not (moves.deletes or moves.inserts)
        if not plain or any(one.construct is not None for call in part.recorded.calls for one in call.statements):
            yield chain
            chain = []
    if chain:
        yield chain
