"""What a probe is told, and how often the database is asked for it."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.asgi.lifespan import Startup


class Readiness:
    """The answer to probes; one read serves all who ask within `ttl` seconds."""

    def __init__(self, startup: Startup, ttl: float, timeout: float) -> None:
        self.startup, self.ttl, self.timeout = startup, ttl, timeout
        self._turn = asyncio.Lock()
        self._until = 0.0
        self._lost: str | None = None

    async def asked(self) -> dict[str, Any]:
        """`ready`, the state, and what belongs to it; while this process migrates the database is left alone."""
        if not self.startup.busy:
            async with self._turn:
                await self._looked()
        return self._said()

    async def _looked(self) -> None:
        if self.startup.busy or time.monotonic() < self._until:
            return
        try:
            async with asyncio.timeout(self.timeout):
                await self.startup.refresh()
        except TimeoutError:
            self._lost = f"the database did not answer within {self.timeout:g} s"
        except Exception as error:  # noqa: BLE001 - a probe is answered, whatever the database does
            self._lost = str(error) or type(error).__name__
        else:
            self._lost = None
        self._until = time.monotonic() + self.ttl

    def _said(self) -> dict[str, Any]:
        startup = self.startup
        at = startup.standing
        return {
            "ready": startup.ready and self._lost is None,
            "state": "failed" if self._lost is not None else startup.state,
            "revisions": list(at.rows),
            "pending": list(at.pending),
            "unknown": list(at.unknown),
            "reason": self._lost or (str(why) if (why := startup.error or at.flaw) else None),
        }
