"""Only one coordinator leads a fleet: a lease in the fleet ledger, renewed each second; orders are read on the way."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from amig.errors import FleetLedError
from amig.impl.failure import reason

if TYPE_CHECKING:
    from amig.fleet.brake import Brake, Word
    from amig.fleet.ledger import FleetLedger

logger = logging.getLogger("amig.fleet")
LEASE, EVERY = 10.0, 1.0
"""Seconds for which the lead is taken, and after which it is renewed."""


@dataclass
class Lead:
    """The lead of one coordinator over a run. `lost_to` is who took it, where it could not be renewed in time."""

    ledger: FleetLedger
    brake: Brake
    owner: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}")
    run: str = field(default_factory=lambda: str(uuid4()))
    lost_to: str | None = None
    _last_order: int = 0
    _state: str = "running"
    _renewed: float = 0.0

    async def take(self, wait: float) -> None:
        """Become the one who leads; another is waited for, from the last sign of life. Raises FleetLedError."""
        loop = asyncio.get_running_loop()
        until, told = loop.time() + wait, False
        while (other := await self.ledger.lead(self.owner, self.run, LEASE)) is not None:
            if loop.time() > until or self.brake.stopped:
                raise FleetLedError(other)
            if not told:
                logger.warning("another coordinator leads this fleet, and is waited for: %s", other)
                told = True
            await asyncio.sleep(EVERY)
        self._renewed = loop.time()

    async def tick(self) -> None:
        """Renew it, write what is kept, do what was ordered, and write whether tenants may begin."""
        loop = asyncio.get_running_loop()
        try:
            other = await self.ledger.lead(self.owner, self.run, LEASE)
            await self.ledger.flush()
            await self._obey()
        except Exception as error:  # noqa: BLE001 - the run goes on as long as the lease lasts
            logger.warning("the fleet ledger cannot be reached: %s", reason(error))
            other = "nobody, for all that is known" if loop.time() - self._renewed > LEASE else None
            if other is None:
                return
        if other is None:
            self._renewed = loop.time()
        elif self.lost_to is None:
            self.lost_to = other
            self.brake.stop(f"the lead was lost to {other}")

    async def _obey(self) -> None:
        for number, word, by in await self.ledger.orders(self.run, self._last_order):
            self._last_order = number
            self.brake.say(cast("Word", word), f" by {by}")
        state = "stopping" if self.brake.stopped else "paused" if self.brake.paused else "running"
        if state != self._state:
            await self.ledger.state(self.run, state, self.brake.why)
            self._state = state

    async def over(self, run: str) -> None:
        """Lead a run that began before: whose it is is written at once, and what was ordered before is over."""
        self.run = run
        await self.ledger.lead(self.owner, run, LEASE)
        self._last_order = max((number for number, _, _ in await self.ledger.orders(self.run, 0)), default=0)

    @asynccontextmanager
    async def held(self, also: Callable[[], Awaitable[None]]) -> AsyncGenerator[None, None]:
        """Keep it while the block runs, and give it up at the end. `also` is called each second.

        It has a task of its own: what waits for a connection there must not keep the lead from being renewed.
        """
        tasks = [asyncio.create_task(_each_second(one)) for one in (self.tick, also)]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with suppress(Exception):
                await self.ledger.flush()
                await self.ledger.leave(self.owner)


async def _each_second(work: Callable[[], Awaitable[None]]) -> None:
    while True:
        await asyncio.sleep(EVERY)
        await work()
