"""Texts that go straight to the driver, past SQLAlchemy: where nobody else listens, and each round trip counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from amig.impl.online import Online

_OUT_OF_RANGE = 1690


class MovedError(Exception):
    """The database is not where it was thought to be, or holds something unfinished: nothing was done, plan again."""


class _Owed(NamedTuple):
    text: str
    must: bool


def or_fails(condition: str) -> str:
    """What is true where the condition is, and else an error: of texts that go out as one, the rest stays undone."""
    return f"~0 + (COALESCE({condition}, FALSE) IS FALSE)"


def has_failed(error: BaseException) -> bool:
    """Whether the server says that such a condition was not true."""
    return (getattr(error, "orig", None) or error).args[:1] == (_OUT_OF_RANGE,)


class Straight:
    """Sends texts through aiomysql's connection, as part of work that has one guard around all of it.

    What is owed goes out with the next text, as one packet: the server stops at the first of them that fails.
    """

    def __init__(self, online: Online) -> None:
        self.online, self.driver = online, online.driver
        self.is_asked = False
        """Whether somebody is asked what is to be sent before, or after, a text of ours."""
        self._owed: list[_Owed] = []

    def owe(self, text: str, *, must: bool = False) -> None:
        """Send this before anything else. `must`: its condition is one that `or_fails`, and means that rows moved."""
        self._owed.append(_Owed(text, must))

    async def send(self, text: str) -> int:
        """Send a text as SQLAlchemy would; gives back how many rows it touched. Raises MovedError."""
        online = self.online
        with self._asking():
            online._before(None, None, text, None, None, _many=False)
        count = await self._together(_Owed(text, must=False))
        with self._asking():
            online._after(None, None, text)
        await self.pay()
        return count

    async def pay(self) -> None:
        """Send what is owed by itself; raises MovedError."""
        if self._owed:
            await self._together(self._owed.pop())

    async def commit(self) -> None:
        """Commit, and with it what is owed; raises MovedError."""
        await self._together(_Owed("COMMIT", must=False))
        self.online._committing(self.online.sync)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        self.is_asked = True
        try:
            yield
        finally:
            self.is_asked = False

    async def _together(self, last: _Owed) -> int:
        owed, self._owed = self._owed, []
        sent, at = [*owed, last], 0
        try:
            await self.driver.query(";\n".join(one.text for one in sent))
            while at < len(owed):
                self.online.guard.ward.heard()
                at += 1
                await self.driver.next_result()
        except BaseException as error:  # noqa: BLE001 - it raises what SQLAlchemy makes of it
            if at < len(owed):
                self.online.unsent()
            await self._failed(error, sent[at])
        self.online.guard.ward.heard()
        return int(self.driver.affected_rows())

    async def _failed(self, error: BaseException, sent: _Owed) -> NoReturn:
        await self.online.begin()  # so that SQLAlchemy ends what the server has begun
        if sent.must and has_failed(error):
            raise MovedError from error
        handle = self.online.connection.run_sync
        await handle(lambda sync: sync._handle_dbapi_exception(error, sent.text, None, None, None))
        raise error
