"""Waiting for another migrator: as long as it gets on."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import inf

from amig.errors import LockTimeoutError
from amig.state.holders import Holder

logger = logging.getLogger("amig.lock")
_LOOK_EVERY, _TELL_EVERY = 1.0, 10.0
_SHARE, _LONGEST = 10, 2.0
"""A try that took long is followed by this many times as long a pause, at most so many seconds."""

_NOTICED = 0.4
"""Seconds between two looks at what others do: a look costs little, and ends the waiting as soon as it can end."""


def _now() -> float:
    return asyncio.get_running_loop().time()


@dataclass
class Patience:
    """How long to wait for the lock: `seconds` from the last sign of progress, polled with jitter.

    Where many wait for one, and their tries slow each other and the holder down, they try less often.

    `holder` finds out who has it; another holder and another statement of it are progress, as other heads are.
    Every 10 s of waiting it is told. At `until`, by the loop's clock, the waiting ends whatever moves.
    """

    seconds: float
    holder: Callable[[], Awaitable[Holder | None]] | None = None
    until: float = inf
    pause: float = 0.02
    longest_pause: float = 0.25
    seen: object = None
    since: float = field(default_factory=_now)
    began: float = field(default_factory=_now)
    held_by: Holder | None = None
    _looked: float = 0.0
    _told: float = 0.0
    _woke: float = field(default_factory=_now)

    def progress(self, sign: object) -> None:
        """Start to count anew when something is not as it was."""
        mine = (sign, self.held_by and (self.held_by.session, self.held_by.query))
        if mine != self.seen:
            self.seen, self.since = mine, _now()

    def anew(self) -> Patience:
        """The same for what is waited for next: it counts from now, and tries are made as seldom as before."""
        self.since = self.began = _now()
        return self

    async def wait(self, look: Callable[[], Awaitable[bool]] | None = None) -> bool:
        """Sleep until the next try is due; True as soon as `look` says that none is needed.

        Raises LockTimeoutError when nothing has moved for too long.
        """
        now = _now()
        waited = now - self.since
        over = waited > self.seconds or now > self.until
        due = now - max(self._looked, self.began) > _LOOK_EVERY or over
        if self.holder is not None and due:
            self.held_by, self._looked = await self.holder(), now
        if over:
            raise LockTimeoutError(waited, str(self.held_by) if self.held_by else "another process")
        if now - max(self._told, self.began) > _TELL_EVERY:
            self._told = now
            said = "waiting for another migrator, for %.0f s now: %s"
            logger.warning(said, now - self.began, self.held_by or "another process")
        pause = max(self.pause, min(_SHARE * (now - self._woke), _LONGEST))
        ended = await _rested(pause * random.uniform(0.5, 1.5), look)  # noqa: S311 - jitter, not a secret
        self.pause, self._woke = min(self.pause * 1.3, self.longest_pause), _now()
        return ended


async def _rested(pause: float, look: Callable[[], Awaitable[bool]] | None) -> bool:
    """Sleep, and look every now and then, and at the end; whether that ended it."""
    while pause > 0:
        await asyncio.sleep(min(pause, _NOTICED))
        if look is not None and await look():
            return True
        pause -= _NOTICED
    return False
