"""Texts that go straight to the driver, past SQLAlchemy: where nobody else listens, and each round trip counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.impl.online import Online


class MovedError(Exception):
    """The database is not where it was thought to be, or holds something unfinished: nothing was done, plan again.

    `at` is the revision that found it so, where that is told.
    """

    def __init__(self, at: str | None = None) -> None:
        super().__init__("moved")
        self.at = at


class Straight:
    """Sends texts through aiomysql's connection, as part of work that has one guard around all of it."""

    def __init__(self, online: Online) -> None:
        self.online, self.driver = online, online.driver
        self.is_asked = False
        """Whether somebody is asked what is to be sent before, or after, a text of ours."""
        self._owed: list[tuple[str, bool]] = []

    def owe(self, text: str, *, must: bool) -> None:
        """Send this before anything else. `must`: where it writes no row, nothing else is sent."""
        self._owed.append((text, must))

    async def send(self, text: str) -> int:
        """Send a text as SQLAlchemy would; gives back how many rows it touched. Raises MovedError."""
        online = self.online
        with self._asking():
            online._before(None, None, text, None, None, _many=False)
        try:
            await self._pay()
        except BaseException:
            online.unsent()
            raise
        online.guard.admit(text)
        count = await self._query(text)
        with self._asking():
            online._after(None, None, text)
        await self._pay()
        return count

    @contextmanager
    def _asking(self) -> Iterator[None]:
        self.is_asked = True
        try:
            yield
        finally:
            self.is_asked = False

    async def _pay(self) -> None:
        while self._owed:
            text, must = self._owed.pop(0)
            if await self._query(text) == 0 and must:
                raise MovedError

    async def _query(self, text: str) -> int:
        try:
            await self.driver.query(text)
        except BaseException as error:  # noqa: BLE001 - it raises what SQLAlchemy makes of it
            failed = error
        else:
            self.online.guard.ward.heard()
            return int(self.driver.affected_rows())
        handle = self.online.connection.run_sync
        return await handle(lambda sync: sync._handle_dbapi_exception(failed, text, None, None, None))
