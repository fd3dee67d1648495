"""One tenant: tried until it is at the target, cannot get there, or was tried often enough."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from amig.config import masked
from amig.errors import AmigError, LockTimeoutError, NoSchemaError, StepFailedError, TenantTimeoutError
from amig.fleet.carry import Carried, carry
from amig.fleet.events import TenantBegan, TenantDone, TenantFailed, TenantRetried, TenantSkipped
from amig.fleet.fingerprint import fingerprint
from amig.impl.failure import Failure, classify, reason

if TYPE_CHECKING:
    from amig.fleet.budget import Budget
    from amig.fleet.course import Way
    from amig.fleet.desk import Desk
    from amig.fleet.events import FleetEvent
    from amig.fleet.found import Found
    from amig.fleet.order import Order

_FIRST, _LONGEST = 0.25, 15.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """A tenant's way to the target, with room for one connection, which is given back while it waits."""

    desk: Desk
    order: Order
    found: Found
    way: Way
    budget: Budget

    async def run(self) -> bool:
        """Try it, once it has begun; what becomes of it is told, never raised. Whether it is done."""
        number, began = 1, time.monotonic()
        while True:
            started = time.monotonic()
            try:
                done = await self._once()
            except Exception as error:  # noqa: BLE001 - one tenant never stops the others
                if (pause := self._pause(error, number)) is None:
                    self.desk.tell(self._ended(error, time.monotonic() - began, number))
                    return False
                self.desk.tell(TenantRetried(self.name, told(error), number, pause, self.order.wave))
            else:
                self.took(time.monotonic() - started)
                self.end(done, time.monotonic() - began, number)
                return True
            number += 1
            await self._wait(pause)
            self.begin(number)

    def begin(self, number: int = 1) -> None:
        """Say that it is about to be tried."""
        self.desk.tell(TenantBegan(self.name, self.before, number, self.order.wave, self.found.state == "new"))

    def took(self, seconds: float) -> None:
        """An attempt with this way has succeeded in so many seconds."""
        self.budget.took(seconds / max(1, len(self.way.steps)))

    def end(self, done: Carried, seconds: float, number: int = 1) -> None:
        """Say that it is at the target, after so many seconds."""
        after, ran = done
        self.desk.tell(TenantDone(self.name, self.before, after, ran, seconds, number, self.order.wave))

    @property
    def name(self) -> str:
        return self.found.tenant.name

    @property
    def before(self) -> tuple[str, ...]:
        return tuple(sorted(self.found.rows))

    async def _once(self) -> Carried:
        limit = self.order.tenant_timeout or None
        within = asyncio.timeout(limit)
        try:
            async with within:
                return await carry(self.desk, self.order, self.found, self.way)
        except TimeoutError:
            if within.expired():
                raise TenantTimeoutError(self.name, limit or 0.0) from None
            raise

    def _pause(self, error: Exception, number: int) -> float | None:
        """How long to wait before the next attempt in seconds; None where there is none."""
        kind = kind_of(error)
        if kind == "busy":
            self.budget.pressure("busy")
        elif kind == "lost":
            self.budget.pressure("lost")
        if kind not in ("busy", "lost") or number >= self.order.attempts:
            return None
        return float(min(_FIRST * 2**number, _LONGEST) * random.uniform(0.5, 1.5))  # noqa: S311 - jitter, not a secret

    async def _wait(self, pause: float) -> None:
        self.budget.release()
        try:
            await asyncio.sleep(pause)
            await self.budget.acquire()
        except asyncio.CancelledError:
            self.budget.retake()
            raise

    def _ended(self, error: Exception, seconds: float, attempts: int) -> FleetEvent:
        if any(isinstance(one, NoSchemaError) for one in (error, error.__cause__)):
            return TenantSkipped(self.name, "gone", told(error), self.order.wave)
        return failed(self.found, self.order, error, seconds, attempts)


def failed(found: Found, order: Order, error: Exception, seconds: float = 0.0, attempts: int = 1) -> TenantFailed:
    """What is told of a tenant that is not at the target."""
    step = error if isinstance(error, StepFailedError) else None
    before = tuple(sorted(found.rows))
    schema = found.place.schema or found.place.url.database or ""
    return TenantFailed(
        found.tenant.name,
        before,
        before if step is None else step.at,
        "" if step is None else step.revision,
        told(error),
        masked((error.hint if isinstance(error, AmigError) else "") or ""),
        fingerprint(error, found.tenant.name, schema),
        seconds,
        attempts,
        order.wave,
    )


def told(error: BaseException) -> str:
    """An error in one line, without passwords."""
    return masked(str(error) if isinstance(error, AmigError) else f"{type(error).__name__}: {reason(error)}")


def kind_of(error: Exception) -> Failure:
    """What can be done about it. Statements that were kept are resumed by another run, not by another attempt."""
    if isinstance(error, StepFailedError) and error.kept:
        return "fatal"
    if isinstance(error, TenantTimeoutError):
        return "fatal"
    return "busy" if isinstance(error, LockTimeoutError) else classify(error)
