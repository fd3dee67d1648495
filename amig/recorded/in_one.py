"""The part of a run that carries closed steps out in one go; the run itself does everything else."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from amig.aftermath import commit, what_became_of
from amig.impl.failure import classify
from amig.impl.settled import unhurried
from amig.recorded.carrier import BusyError, MovedError, StringError
from amig.recorded.strings import Strings

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.errors import StepFailedError
    from amig.recorded.value import Part
    from amig.remember import Memory
    from amig.script.plan import Goal, Step
    from amig.state.lock import Heads, Lock
    from amig.state.patience import Patience


class TooLateError(Exception):
    """A cancellation, `asked`, met what was committed already."""

    def __init__(self, asked: BaseException) -> None:
        super().__init__("committed")
        self.asked = asked


class InOne(ABC):
    """A run that can send closed steps as strings. `heads` is where it is, `kept` where the last commit left it."""

    def __init__(self, context: MigrationContext, lock: Lock, memory: Memory, goal: Goal, heads: Heads) -> None:
        self.context, self.lock, self.memory, self.goal = context, lock, memory, goal
        self.heads = self.kept = heads
        self.strings = Strings(context, lock, memory, goal)
        self._patience: Patience | None = None

    def patience(self) -> Patience:
        """How to wait for the lock: once others had it, tries are made as seldom as before."""
        self._patience = self._patience.anew() if self._patience else self.context.patience()
        return self._patience

    def next(self) -> Step | None:
        """The step that is due."""
        return self.context.script.next(self.goal, self.heads)

    def goes_on(self, step: Step) -> bool:
        """Whether another step follows this one at once: no backfill stands between them."""
        following = self.context.script.next(self.goal, step.leaves)
        return following is not None and not (step.revision.backfill or following.revision.requires_backfill)

    @abstractmethod
    def did(self, step: Step, seconds: float) -> None:
        """Count a step as done."""

    @abstractmethod
    def tell_done(self) -> None:
        """Say of the last step that was counted that it is done, for good."""

    @abstractmethod
    def tell_running(self, step: Step) -> None:
        """Say that a step begins."""

    @abstractmethod
    def go_on_from(self, found: Heads) -> None:
        """Plan from these rows."""

    @abstractmethod
    async def failed(self, step: Step, error: BaseException, began: float) -> StepFailedError | None:
        """What is told of a failure instead of the error itself."""

    async def as_strings(self, parts: Sequence[Part]) -> None:
        """Carry out closed steps, each as a transaction of its own, in one go.

        Afterwards it goes on from `heads`. Where not all was done, one of them goes the ordinary way, or somebody else
        has done it, and another is due.
        """
        left, patience = deque(parts), self.patience()
        self.tell_running(parts[0].step)
        while left:
            began = time.perf_counter()
            try:
                await self._watched(self._answered(left, began), lambda: (left or parts[-1:])[0].step, began)
            except StringError:
                self.strings.refuse(left[0])
                return
            except MovedError:
                self.strings.doubt(left[0], await self._moved())
                return
            except BusyError:
                if await patience.wait(self._moved):
                    return
                patience.progress(self.heads)

    async def _answered(self, left: deque[Part], began: float) -> None:
        """Send what is left, each as a transaction of its own; what is done is counted, and left no more.

        Where no answer came, the database is asked what became of it; raises CommitLostError. A cancellation that came
        too late is raised once all counts as done.
        """
        parts = tuple(left)
        try:
            await self.strings.send(parts)
        except (StringError, BusyError, MovedError) as error:
            self._count(left, await self.strings.done_of(parts, error), began)
            raise
        except BaseException as error:
            if isinstance(error, Exception) and classify(error) != "lost":
                self._count(left, self.strings.committed or 0, began)
                raise
            if (known := self.strings.committed) is not None:
                self._count(left, known, began)
            else:
                steps = [part.step for part in parts]
                done, lost = await unhurried(what_became_of(self.context, steps, self.kept, error))
                self._count(left, done, began)
                if isinstance(error, Exception):
                    raise lost from error
            if not left and not isinstance(error, Exception):
                raise TooLateError(error) from error
            raise
        self._count(left, len(parts), began)

    def _count(self, left: deque[Part], done: int, began: float) -> None:
        """So many are done, and took the same time each, as far as that is known."""
        seconds = (time.perf_counter() - began) / max(done, 1)
        for place in range(done):
            step = left.popleft().step
            if place:
                self.tell_running(step)
            self.heads = self.kept = step.leaves
            self.did(step, seconds)
            self.tell_done()
        if done and left:
            self.tell_running(left[0].step)

    async def _moved(self) -> bool:
        """Whether the version rows are others now; then it goes on from those."""
        if (found := await self.context.heads()) == self.heads:
            return False
        self.go_on_from(found)
        return True

    async def together(self, step: Step) -> bool:
        """Carry out closed steps that follow each other in the transaction that is open; False where none was done."""
        began = time.perf_counter()
        if self.strings.is_open_inside():
            await self._watched(self.memory.ready(), lambda: step, began)
        if not (parts := await self.strings.together(step)):
            self.strings.interrupted()
            return False
        for part in parts:
            self.tell_running(part.step)
        self.context.revision = step.revision.id
        try:
            await self._watched(self.strings.send_within(parts), lambda: self.strings.at or step, began)
        except StringError:
            self.strings.refuse(*parts)
            await self.strings.take_back()
            return False
        self.heads = parts[-1].step.leaves
        for part in parts:
            self.did(part.step, (time.perf_counter() - began) / len(parts))
        if self.next() is None:
            await self._watched(self._committed(parts[-1].step), lambda: parts[-1].step, began)
        return True

    async def _committed(self, step: Step) -> None:
        if (asked := await self.commit(step)) is not None:
            raise TooLateError(asked) from asked

    async def commit(self, step: Step) -> asyncio.CancelledError | None:
        """Commit, and with it what the ledger was told; gives back a cancellation that came meanwhile."""
        if self.lock.unmoved is None:  # else the rows move with the COMMIT, and that may fail as a step does
            self.context.channel.watch = self.context.journal = None  # type: ignore[union-attr]
        asked = await commit(self.context, self.lock, step, self.kept, goes_on=self.goes_on(step))
        self.context.channel.watch = self.context.journal = None  # type: ignore[union-attr]
        self.memory.kept()
        return asked

    async def _watched(self, work: Coroutine[Any, Any, None], at: Callable[[], Step], began: float) -> None:
        """Do it; a failure that is no affair of the strings is told as that of the step it is `at` then."""
        self.context.committed, self.context.journal = [], None
        self.context.channel.forget()
        try:
            await work
        except (StringError, BusyError, MovedError):
            raise
        except TooLateError as late:
            raise late.asked from None
        except BaseException as error:
            if (failure := await unhurried(self.failed(at(), error, began))) is None:
                raise
            raise failure from error
