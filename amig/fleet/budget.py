"""How many connections to one server may be used: taken before connecting, fewer where the server suffers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from statistics import fmean, median

_START, _MOST = 2, 64
_CALM, _STRAINED = 1.6, 3.0
"""How a window's latency compares with the best one: up to which it is calm, and from which on it is too much."""

_WORTH = 0.4
"""How much of what more connections could bring they must bring: on a busy server each only waits longer."""

_AS_GOOD = 0.95
"""How much of the whole's speed is to be left with fewer: where a server's processors are the limit, all of it is."""

_CAREFUL = 4
"""How many times as many of them are looked at once more have been no gain: what is won from there is little."""

_CONTENT, _SETTLED = 8, 64
"""Windows for which it is left at that, before more are tried again: each time twice as many, up to that many."""


class Budget:
    """The connections of one server. It begins with few and grows while latency is calm and the whole gets faster.

    Where more are no gain, fewer are tried, as long as the whole stays as fast: what waits in a server that has no
    processor left for it is in the way of the others. Pressure halves it. `most` is what the server has left, or what
    was asked for; with `fixed` it is that all the time.
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
        self._content = _CONTENT
        self._fewer = False
        """Whether more have been no gain, and fewer are tried."""
        self._before: tuple[int, float] | None = None
        """Before the change that is on trial: how many they were, and how many things a second they did."""
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
        careful = self._fewer or self._content > _CONTENT
        if len(self._window) < max(4, self.allowed) * (_CAREFUL if careful else 1):
            return
        usual, rate = median(self._window), self.allowed / max(fmean(self._window), 1e-9)
        self._window.clear()
        self._best = usual if self._best is None else min(self._best * 1.02, usual)
        self._judge(usual, self._best, rate)

    def _judge(self, usual: float, best: float, rate: float) -> None:
        """What a window's latency, and the things a second that come of it, are taken for."""
        before, self._before = self._before, None
        if before is not None and self.allowed > before[0] and not self._is_gain(rate, *before):
            self._fewer = True
            self._set(before[0], "no faster")
        elif before is not None and self.allowed < before[0] and rate < before[1] * _AS_GOOD:
            self._settle()
            self._set(before[0], "slower with fewer")
        elif self._rest:
            self._rest -= 1
        elif self._fewer and self.allowed > 1:
            self._before = self.allowed, rate
            self._set(self.allowed - max(1, self.allowed // 4), "perhaps as fast with fewer")
        elif self._fewer:
            self._settle()
        elif usual <= best * _CALM:
            if before is not None and self.allowed > before[0]:
                self._content = _CONTENT
            self._before = self.allowed, rate
            self._set(self.allowed + max(1, self.allowed // 4), "calm")
        elif usual > best * _STRAINED:
            self._set(self.allowed - 1, "slower")

    def _settle(self) -> None:
        """Neither more nor fewer are any better."""
        self._fewer, self._rest = False, self._content
        self._content = min(2 * self._content, _SETTLED)

    def _is_gain(self, rate: float, few: int, slower: float) -> bool:
        return rate >= slower * (1 + _WORTH * (self.allowed / few - 1))

    def pressure(self, why: str) -> None:
        """The server suffers: half of it, and no growth for a while."""
        self._window.clear()
        self._rest, self._content, self._before, self._fewer = 4, _CONTENT, None, False
        if not self.fixed:
            self._set(self.allowed // 2, why)

    def _set(self, allowed: int, why: str) -> None:
        allowed = max(1, min(allowed, self.most))
        if allowed != self.allowed:
            self._unsettled = max(allowed, self.allowed)
            self.allowed = allowed
            self._told(allowed, why)
            self._wake()
