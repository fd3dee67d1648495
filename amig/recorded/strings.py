"""The closed steps of one run as strings: which they are, what they say, and which of them failed once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import TYPE_CHECKING

from amig.impl.online import Online
from amig.ops.destructive import destroys
from amig.preview.check import transactional
from amig.preview.consent import needs_consent
from amig.recorded.by_statement import ByStatement
from amig.recorded.by_string import ByString
from amig.recorded.carrier import BusyError, MovedError
from amig.recorded.in_thread import InThread
from amig.recorded.recordings import Recordings
from amig.recorded.value import Part
from amig.state.mysql import MySQLLock
from amig.state.postgresql import PostgreSQLLock
from amig.state.sqlite import SQLiteLock

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.recorded.carrier import Carrier
    from amig.recorded.value import Recorded
    from amig.remember import Memory
    from amig.script.plan import Goal, Step
    from amig.state.lock import Lock

_AHEAD = 64
"""Steps that are recorded at a time, in one worker thread."""
_FEW = 8
"""The same where each string that is at the server leaves the time to record the next one."""
_SHORT = 20_000
"""Characters of a script that is recorded without a worker thread: in about a millisecond."""
_MOMENT = 0.001
"""Seconds for which steps are recorded before the loop has its turn."""
_ENOUGH = 5
"""Strings that failed though their statements did not: something else is in the way of them, and no more are tried."""
_LONGEST = 1 << 19
"""Characters of a string of several steps, from which on no more are added."""
_MOST = 500
"""Steps in a string, at the most."""
_BRIEF = 0.1
"""Seconds that a string of several transactions may take longer than one of one: so late is told what is done."""
_MANY = 64
"""Steps in such a string, at the most."""


class Strings:
    """What a run knows of its recorded steps."""

    def __init__(self, context: MigrationContext, lock: Lock, memory: Memory, goal: Goal) -> None:
        self.context, self.lock, self.memory, self.goal = context, lock, memory, goal
        self.carrier = _carrier(context, lock, goal)
        self.recordings = context.recordings or Recordings(context.script)
        self._refused: dict[str, Recorded] = {}
        self._doubtful: set[str] = set()
        self._located = False
        self._recording: asyncio.Handle | None = None
        self._made: dict[str, Part] = {}
        self._latest: Step | None = None
        """Up to which step all that follows is recorded."""
        self._several = 1
        """How many steps the next string may have, each as a transaction of its own."""
        self._shortest = inf
        """Seconds that a string has taken at the least: the way there and back."""

    async def to_replay(self, step: Step) -> Recorded | None:
        """What is sent statement by statement instead of running the script.

        Its string has failed, or each of its statements commits by itself, and could not go into one.
        """
        if step.revision.id in self._refused:
            return self._refused[step.revision.id]
        if self.lock.transactional or self.context.options.operations is not None:
            return None
        if not transactional(self.context, step):
            return None
        recorded = await self._recorded(step)
        return None if recorded is None or recorded.silent else recorded

    def has_failed(self, step: Step) -> bool:
        """Whether it was tried as a string, and none of it was done."""
        return step.revision.id in self._refused

    def refuse(self, *parts: Part) -> None:
        """A string with these has failed."""
        self._refused |= {part.step.revision.id: part.recorded for part in parts}

    def doubt(self, part: Part, moved: bool) -> None:
        """A string found something else than was read. Where that is no other place, only the ordinary way can tell."""
        if not moved:
            self._doubtful.add(part.step.revision.id)

    async def part(self, step: Step) -> Part | None:
        """A step as it goes into a string; None where it goes the ordinary way."""
        if self.carrier is not None and not self._located:
            self._located = True
            await self.carrier.locate()
        if not self._is_open() or not (self._is_told or self._sender.makes_tables) or not self._takes(step):
            return None
        await self._recorded(step)
        return self._part(step)

    def _part(self, step: Step) -> Part | None:
        """The same of a step that is recorded, where strings can be sent."""
        if (made := self._made.get(step.revision.id)) is not None and made.step is step:
            return made
        if not self._takes(step) or (recorded := self.recordings.known(self.context.impl, step)) is None:
            return None
        if not self._sender.fits(recorded) or self._destroys(recorded, step):
            return None
        made = self._made[step.revision.id] = Part(recorded, step, self.memory.events(step))
        return made

    async def several(self, step: Step) -> list[Part]:
        """The step and what follows it, each to be a transaction of its own, as far as one string takes them now.

        Nothing where the step goes the ordinary way. What is not recorded yet is left behind: a server need not wait.
        """
        if (first := await self.part(step)) is None:
            return []
        found, length = [first], _length(first)
        for one in self._after(step, self._sender.most(self._several) - 1):
            if length > _LONGEST or (part := self._part(one)) is None:
                break
            found.append(part)
            length += _length(part)
        return found

    def is_open_inside(self) -> bool:
        """Whether a transaction is open that a string can be sent in."""
        return self._is_open() and self._sender.is_inside()

    async def together(self, step: Step) -> list[Part]:
        """The step and what follows it, as far as one string inside a transaction takes them."""
        found: list[Part] = []
        length = 0
        if not self._is_told or not self.is_open_inside():
            return found
        for one in (step, *self._after(step, _MOST)):
            timed = one.revision.lock_timeout is not None or one.revision.statement_timeout is not None
            part = None if timed else self._part(one) if found else await self.part(one)
            if part is None or not part.recorded.within or length > _LONGEST:
                break
            found.append(part)
            length += _length(part)
        return found

    async def send(self, parts: Sequence[Part]) -> None:
        """Carry out steps, each as a transaction of its own; raises as a carrier does."""
        began, several = time.perf_counter(), self._several
        self._several = 1
        with self._sending(parts):
            await self._sender.send(parts)
        self._several = self._as_many(len(parts), several, time.perf_counter() - began)

    def _as_many(self, sent: int, before: int, seconds: float) -> int:
        """How many steps may share the next string: that it is brief, as far as can be told from the last one."""
        self._shortest = min(self._shortest, seconds)
        fit = 1 + (sent - 1) * _BRIEF / max(seconds - self._shortest, 1e-9) if sent > 1 else _MANY
        return max(1, min(2 * before, _MANY, int(min(fit, _MANY))))

    async def done_of(self, parts: Sequence[Part], error: BaseException) -> int:
        """How many of the steps that were sent last are done, when one of them has failed."""
        if (known := self._sender.committed) is not None or len(parts) == 1:
            return known or 0
        ids = [part.step.revision.id for part in parts]
        if isinstance(error, BusyError | MovedError) and error.at in ids:
            return ids.index(error.at)
        heads = await self.context.heads()
        return next((count for count, part in enumerate(parts[:-1], 1) if part.step.leaves == heads), 0)

    @contextmanager
    def _sending(self, parts: Sequence[Part]) -> Iterator[None]:
        """While they are at the server, what follows is recorded."""
        for part in parts:
            self._made.pop(part.step.revision.id, None)
        with self._channel.sending([text for part in parts for text in part.recorded.statements]), self.meanwhile():
            yield

    @contextmanager
    def meanwhile(self) -> Iterator[None]:
        """While a server is at work next steps are recorded, right here: a worker thread would take turns with it."""
        if self._waits:
            self._recording = asyncio.get_running_loop().call_later(0, self._record_next)
        try:
            yield
        finally:
            if self._recording is not None:
                self._recording.cancel()

    async def send_within(self, parts: list[Part]) -> None:
        """Carry out steps in the transaction that is open; raises as a carrier does."""
        with self._sending(parts):
            await self._sender.send_within(parts)

    async def _recorded(self, step: Step) -> Recorded | None:
        """A step as text; what follows it is recorded with it."""
        alone = self._waits and (self.carrier is None or not self.carrier.is_inside())
        most = _FEW if alone else _AHEAD
        return await self.recordings.of(self.context.impl, step, self._following(step, most))

    def _following(self, step: Step, most: int) -> Iterator[Step]:
        """What follows a step, which is taken down as that up to which all is recorded."""
        for one in self._after(step, most):
            self._latest = one
            yield one

    def _record_next(self) -> None:
        """Record some steps, for a moment, and then some more: meanwhile the loop does what else it has to do."""
        until = time.perf_counter() + _MOMENT
        while (step := self._first_unknown()) is not None:
            self.recordings.record_now(self.context.impl, step)
            if self.carrier is not None and (part := self._part(step)) is not None:
                self.carrier.prepare(part)
            if time.perf_counter() > until:
                self._recording = asyncio.get_running_loop().call_soon(self._record_next)
                return

    def _first_unknown(self) -> Step | None:
        """The next step to be recorded, if that takes no longer than a moment."""
        for step in self._following(self._latest, 1) if self._latest is not None else ():
            return step if self.context.script.is_loaded(step.revision, _SHORT) else None
        return None

    def interrupted(self) -> None:
        """A step goes out the ordinary way, in the transaction that is open."""
        if self.carrier is not None:
            self.carrier.interrupted()

    async def take_back(self) -> None:
        """Undo what `send_within` left when it failed."""
        await self._sender.take_back()

    @property
    def committed(self) -> int | None:
        """How many of the steps that were sent last are committed; None where only the database can tell."""
        return self._sender.committed

    @property
    def at(self) -> Step | None:
        """Where the last sending stopped; None where that cannot be told."""
        return None if self.carrier is None else self.carrier.at

    @property
    def _sender(self) -> Carrier:
        assert self.carrier is not None  # noqa: S101 - for the type checker
        return self.carrier

    @property
    def _waits(self) -> bool:
        """Whether a server is at work, and this process has time meanwhile."""
        return self.carrier is None or self.carrier.waits

    @property
    def _is_told(self) -> bool:
        """Whether there is a ledger to be told, or none is wanted."""
        return self.context.ledger is None or bool(self.context.ledger.exists)

    @property
    def _channel(self) -> Online:
        assert isinstance(self.context.channel, Online)  # noqa: S101 - for the type checker
        return self.context.channel

    def _is_open(self) -> bool:
        """Whether strings can be sent now, and nothing would be missed that the ordinary way does."""
        options, channel = self.context.options, self.context.channel
        if options.on_version_apply or options.operations is not None or self.carrier is None:
            return False
        if len(self._refused) > _ENOUGH:
            return False
        if len(options.search_path) > 1:  # what a directive would hit of a shared schema is looked at before each
            return False
        if not isinstance(channel, Online) or channel.external or channel.connection.invalidated:
            return False
        return self.carrier.is_open()

    def _takes(self, step: Step) -> bool:
        """Whether a step may go out in a string."""
        id_, revision = step.revision.id, step.revision
        if id_ in self._doubtful or id_ in self._refused or revision.backfill or revision.requires_backfill:
            return False
        return transactional(self.context, step) and self._sender.takes(step)

    def _after(self, step: Step, most: int) -> Iterator[Step]:
        """What follows a step, as far as `most` steps."""
        for _ in range(most):
            if (following := self.context.script.next(self.goal, step.leaves)) is None:
                return
            yield (step := following)

    def _destroys(self, recorded: Recorded, step: Step) -> bool:
        """Whether it holds what was not allowed: the ordinary way says so at the statement."""
        flavour = self.context.impl.flavour
        return needs_consent(self.context, step) and any(
            destroys(call.directive, one, flavour) for call in recorded.calls for one in call.statements
        )


def _carrier(context: MigrationContext, lock: Lock, goal: Goal) -> Carrier | None:
    """The strategy of the connection's backend; None for one that has no such way."""
    if not isinstance(context.channel, Online):
        return None
    if isinstance(lock, PostgreSQLLock):
        return ByString(context, context.channel, lock)
    if isinstance(lock, MySQLLock):
        return ByStatement(context, context.channel, lock, goal)
    return InThread(context, context.channel, lock) if isinstance(lock, SQLiteLock) else None


def _length(part: Part) -> int:
    texts = sum(map(len, part.recorded.statements))
    return texts + sum(len(str(event.data.get("source", ""))) for event in part.events)
