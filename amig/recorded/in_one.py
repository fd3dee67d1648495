"""The part of a run that carries closed steps out in one go; the run itself does everything else."""

from __future__ import annotations

import asyncio
import time
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from amig.aftermath import commit, what_became
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
    def tell_running(self, step: Step) -> None:
        """Say that a step begins."""

    @abstractmethod
    def go_on_from(self, found: Heads) -> None:
        """Plan from these rows."""

    @abstractmethod
    async def failed(self, step: Step, error: BaseException, began: float) -> StepFailedError | None:
        """What is told of a failure instead of the error itself."""

    async def as_string(self, part: Part) -> bool:
        """Carry out a closed step as one transaction in one go.

        False where nothing was done: it goes the ordinary way, or somebody else has done it, and another is due.
        """
        step, began, patience = part.step, time.perf_counter(), self.patience()
        self.tell_running(step)
        while True:
            try:
                await self._watched(self._answered(self.strings.send(part), step, began), step, began)
                break
            except StringError:
                self.strings.refuse(part)
                return False
            except MovedError:
                self.strings.doubt(part, await self._moved())
                return False
            except BusyError:
                if await patience.wait(self._moved):
                    return False
                patience.progress(self.heads)
        self._is_done(step, began)
        return True

    def _is_done(self, step: Step, began: float) -> None:
        self.heads = self.kept = step.leaves
        self.did(step, time.perf_counter() - began)

    async def _answered(self, work: Coroutine[Any, Any, None], step: Step, began: float) -> None:
        """Do what commits by itself; where no answer came, the database is asked what became of it.

        Raises CommitLostError. A cancellation that came too late, is raised once the step counts as done.
        """
        try:
            await work
        except (StringError, BusyError, MovedError):
            raise
        except BaseException as error:
            if isinstance(error, Exception) and classify(error) != "lost":
                raise
            if self.strings.committed is not None:
                self._stopped(step, began, error, committed=self.strings.committed)
                raise
            lost = await unhurried(what_became(self.context, step, self.kept, error))
            if isinstance(error, Exception):
                raise lost from error
            if lost.outcome == "committed":
                self._is_done(step, began)
                raise TooLateError(error) from error
            raise

    def _stopped(self, step: Step, began: float, asked: BaseException, *, committed: bool) -> None:
        """A cancellation, of which is known what became; raises TooLateError where it came too late."""
        if committed and not isinstance(asked, Exception):
            self._is_done(step, began)
            raise TooLateError(asked) from asked

    async def _moved(self) -> bool:
        """Whether the version rows are others now; then it goes on from those."""
        if (found := await self.context.heads()) == self.heads:
            return False
        self.go_on_from(found)
        return True

    async def together(self, step: Step) -> bool:
        """Carry out closed steps that follow each other in the transaction that is open; False where none was done."""
        if not (parts := await self.strings.together(step)):
            return False
        began = time.perf_counter()
        for part in parts:
            self.tell_running(part.step)
        self.context.revision = step.revision.id
        try:
            await self._watched(self.strings.send_within(parts), step, began)
        except StringError:
            self.strings.refuse(*parts)
            await self.strings.take_back()
            return False
        self.heads = parts[-1].step.leaves
        for part in parts:
            self.did(part.step, (time.perf_counter() - began) / len(parts))
        if self.next() is None:
            await self._watched(self._committed(parts[-1].step), parts[-1].step, began)
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

    async def _watched(self, work: Coroutine[Any, Any, None], step: Step, began: float) -> None:
        """Do it; a failure that is no affair of the strings is told as that of the step."""
        self.context.committed, self.context.journal = [], None
        self.context.channel.forget()
        try:
            await work
        except (StringError, BusyError, MovedError):
            raise
        except TooLateError as late:
            raise late.asked from None
        except BaseException as error:
            if (failure := await unhurried(self.failed(self.strings.at or step, error, began))) is None:
                raise
            raise failure from error
