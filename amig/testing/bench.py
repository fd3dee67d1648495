"""What the checks of one project share: a scratch database that climbs the history with them."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from amig.errors import StepFailedError
from amig.testing.database import Database, scratched
from amig.testing.replicas import Replicas, replicas

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from amig.script.plan import Step
    from amig.testing.project import Project


class NotReachedError(Exception):
    """A revision below the one that is wanted fails; it is told of in its own place."""

    def __init__(self, wanted: str, error: StepFailedError) -> None:
        super().__init__(f"not reached: going up to `{wanted}`, {error.sentence}")


class Bench:
    """One project's checks while they run, on one event loop."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.steps: dict[str, Step] = {step.revision.id: step for step in project.steps()}
        self._open, self._working = AsyncExitStack(), AsyncExitStack()
        self._climbed: Database | None = None
        self._replicas: Replicas | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.begin_anew()
        await self._working.aclose()

    async def replicas(self) -> Replicas:
        """Processes for all checks; raises BadCallError, ReplicaError."""
        if self._replicas is None:
            self._replicas = await self._working.enter_async_context(replicas(self.project))
        return self._replicas

    async def below(self, revision: str) -> Database:
        """The database right before a revision is due; raises NotReachedError, NoScratchError."""
        want = self.steps[revision].expects
        if self._climbed is None or not await self._can_climb(self._climbed, want):
            await self.begin_anew()
            self._climbed = await self._open.enter_async_context(scratched(self.project))
        if want:
            try:
                await self._climbed.go("upgrade", want)
            except StepFailedError as error:
                await self.begin_anew()
                raise NotReachedError(revision, error) from error
        return self._climbed

    async def begin_anew(self) -> None:
        """Drop the database: what comes next begins with an empty one."""
        opened, self._open, self._climbed = self._open, AsyncExitStack(), None
        await opened.aclose()

    async def _can_climb(self, database: Database, want: frozenset[str]) -> bool:
        have = frozenset(await database.heads())
        return have == want or (bool(want) and self.project.script.progressed(have, want, "upgrade"))
