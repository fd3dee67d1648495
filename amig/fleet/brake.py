"""When no further tenant begins: too many failures, one cause again and again, or somebody says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, TypeAlias

from amig.fleet.events import Continued, FleetEvent, Paused, Stopping, TenantFailed

if TYPE_CHECKING:
    from amig.fleet.events import Tell

Word: TypeAlias = Literal["pause", "continue", "stop"]


class Brake:
    """Whether tenants may begin. What runs is always finished; only a cancellation stops that.

    `max_failures` is how many are borne, None any number; the `same_failures`th of one cause stops, 0 never.
    """

    def __init__(self, max_failures: int | None = None, same_failures: int = 0) -> None:
        self.max_failures, self.same_failures = max_failures, same_failures
        self.why = ""
        self.stopped = self.paused = False
        self.failures = 0
        self._same: dict[str, int] = {}
        self._go, self._stop = asyncio.Event(), asyncio.Event()
        self._go.set()
        self.tell: Tell = lambda _event: None

    def heed(self, event: FleetEvent) -> None:
        """Look at what happened."""
        if not isinstance(event, TenantFailed):
            return
        self.failures += 1
        same = self._same[event.fingerprint] = self._same.get(event.fingerprint, 0) + 1
        if self.max_failures is not None and self.failures > self.max_failures:
            self.stop(f"{self.failures} tenants failed, and no more than {self.max_failures} may")
        elif same == self.same_failures:
            self.stop(f"{same} tenants failed for the same cause: {event.problem}")

    def say(self, word: Word, by: str = "") -> None:
        """What was ordered from elsewhere."""
        actions: dict[Word, Callable[[], None]] = {
            "pause": lambda: self.pause(f"asked for{by}"),
            "continue": self.go_on,
            "stop": lambda: self.stop(f"asked for{by}"),
        }
        actions[word]()

    def pause(self, why: str) -> None:
        """No further tenant begins until `go_on`."""
        if not (self.paused or self.stopped):
            self.paused = True
            self._go.clear()
            self.tell(Paused(why))

    def go_on(self) -> None:
        """Tenants begin again."""
        if self.paused and not self.stopped:
            self.paused = False
            self._go.set()
            self.tell(Continued())

    def stop(self, why: str) -> None:
        """No further tenant begins in this run."""
        if not self.stopped:
            self.stopped, self.why = True, why
            self._go.set()
            self._stop.set()
            self.tell(Stopping(why))

    async def may_go(self) -> bool:
        """Wait as long as it is paused; False where it was stopped."""
        await self._go.wait()
        return not self.stopped

    async def rest(self, seconds: float) -> None:
        """A pause between waves, which a stop ends at once."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)
