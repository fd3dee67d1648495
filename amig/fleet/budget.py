"""How many connections to one server may be used: taken before connecting, fewer where the server suffers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

_START, _MOST = 4, 64
_CALM, _STRAINED = 1.6, 3.0
"""How a window's latency compares with the best one: up to which it is calm, and from which on it is too much."""

_WORTH = 0.4
"""How much of what more connections could bring they must bring: on a busy server each only waits longer."""

_CONTENT = 12
"""Windows for which it is left at that, before more are tried again."""


class Budget:
    """The connections of one server. It begins with few and grows while latency is calm and the whole gets faster.

    Pressure halves it. `most` is what the server has left, or what was asked for; with `fixed` it is that all the time.
    """

    def __init__(self, most: int, *, fixed: bool = False, told: Callable[[int, str], None] | None = None) -> None:
        self.most = max(1, most if fixed else min(most, _MOST))
        self.fixed = fixed
        self.allowed = self.most if fixed else min(_START, self.most)
        self.used = 0
        self.highest = 0
        self._told = told or (lambda _allowed, _why: None)
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._window: list[float] = []
        self._best: float | None = None
        self._rest = 0
        self._grown_from: tuple[int, float] | None = None
        """Before the last growth: how many they were, and how many things a second they did."""
        self._unsettled = 0

    @asynccontextmanager
    async def connection(self) -> AsyncGenerator[None, None]:
        """Room for one connection, as long as the block lasts."""
        await self.acquire()
        try:
            yield
        finally:
            self.release()

    async def acquire(self) -> None:
        """Wait for room; first come, first served."""
        while self.used >= self.allowed or self._waiting:
            mine = asyncio.get_running_loop().create_future()
            self._waiting.append(mine)
            try:
                await mine
            except asyncio.CancelledError:
                if mine in self._waiting:
                    self._waiting.remove(mine)
                elif not mine.cancelled():
                    self.used -= 1
                    self._wake()
                raise
            return
        self._take()

    def retake(self) -> None:
        """Take room at once, be there any or not: for whoever is about to give it back."""
        self._take()

    def _take(self) -> None:
        self.used += 1
        self.highest = max(self.highest, self.used)

    def release(self) -> None:
        """Give room back."""
        self.used -= 1
        self._wake()

    def _wake(self) -> None:
        while self._waiting and self.used < self.allowed:
            one = self._waiting.popleft()
            if not one.done():
                self._take()
                one.set_result(None)

    def took(self, seconds: float) -> None:
        """Something like what others do took so long; after as many as there are connections it is judged."""
        if self.fixed:
            return
        if self._unsettled:  # it began when fewer were at it, or more
            self._unsettled -= 1
            return
        self._window.append(seconds)
        if len(self._window) < max(4, self.allowed):
            return
        usual = sorted(self._window)[len(self._window) // 2]
        self._window.clear()
        self._best = usual if self._best is None else min(self._best * 1.02, usual)
        self._judge(usual, self.allowed / usual if usual else 0.0)

    def _judge(self, usual: float, rate: float) -> None:
        """What a window's latency, and the things a second that come of it, are taken for."""
        best, before, self._grown_from = self._best or usual, self._grown_from, None
        if before is not None and rate < before[1] * (1 + _WORTH * (self.allowed / before[0] - 1)):
            self._rest = _CONTENT
            self._set(before[0], "no faster")
        elif self._rest:
            self._rest -= 1
        elif usual <= best * _CALM:
            self._grown_from = self.allowed, rate
            self._set(self.allowed + max(1, self.allowed // 4), "calm")
        elif usual > best * _STRAINED:
            self._set(self.allowed - 1, "slower")

    def pressure(self, why: str) -> None:
        """The server suffers: half of it, and no growth for a while."""
        self._window.clear()
        self._rest, self._grown_from = 4, None
        if not self.fixed:
            self._set(self.allowed // 2, why)

    def _set(self, allowed: int, why: str) -> None:
        allowed = max(1, min(allowed, self.most))
        if allowed != self.allowed:
            self._unsettled = max(allowed, self.allowed)
            self.allowed = allowed
            self._told(allowed, why)
            self._wake()
