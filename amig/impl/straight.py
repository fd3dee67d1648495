"""Texts that go straight to the driver, past SQLAlchemy: where nobody else listens, and each round trip counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, NoReturn

if TYPE_CHECKING:
    from amig.impl.online import Online

_OUT_OF_RANGE = 1690
_ONE_AT_A_TIME = ((1064,), (8130,))
"""What a packet of several is refused with: as bad syntax of the first, which is amig's own; the second is TiDB's."""


class MovedError(Exception):
    """The database is not where it was thought to be, or holds something unfinished: nothing was done, plan again.

    `at` is the revision that found it so, where that is told.
    """

    def __init__(self, at: str | None = None) -> None:
        super().__init__("moved")
        self.at = at


class _AloneError(Exception):
    """The server, or what stands before it, takes no packet of several texts."""


class _Owed(NamedTuple):
    """A text that goes out with others. `must`: see `owe`; `then` is called once the server has carried it out."""

    text: str
    must: bool = False
    then: Callable[[], None] | None = None


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

    def owe(self, text: str, *, must: bool = False, then: Callable[[], None] | None = None) -> None:
        """Send this before anything else. `must`: its condition is one that `or_fails`, and means that rows moved.

        `then` is called once it is done.
        """
        self._owed.append(_Owed(text, must, then))

    async def send(self, text: str) -> int:
        """Send a text as SQLAlchemy would; gives back how many rows it touched. Raises MovedError."""
        online = self.online
        with self._asking():
            online._before(None, None, text, None, None, _many=False)
        count = await self._together(_Owed(text))
        with self._asking():
            online._after(None, None, text)
        await self.pay()
        return count

    def owe_commit(self, then: Callable[[], None]) -> None:
        """Send COMMIT with the next text; `then` is called once it is done."""
        self.owe("COMMIT", then=then)
        self.online._committing(self.online.sync)

    async def pay(self) -> None:
        """Send what is owed by itself; raises MovedError."""
        if self._owed:
            await self._together(self._owed.pop())

    async def commit(self) -> None:
        """Commit, and with it what is owed; raises MovedError."""
        await self._together(_Owed("COMMIT"))
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
        if self.online.sends_together:
            with suppress(_AloneError):
                return await self._as_one([*owed, last])
        for one in owed:
            await self._as_one([one])
        return await self._as_one([last])

    async def _as_one(self, sent: list[_Owed]) -> int:
        """Send texts as one packet; raises _AloneError where the server takes one at a time, and has done nothing."""
        owed, at = sent[:-1], 0
        try:
            await self.driver.query(";\n".join(one.text for one in sent))
            while at < len(owed):
                self.online.guard.ward.heard()
                if (then := owed[at].then) is not None:
                    then()
                at += 1
                await self.driver.next_result()
        except BaseException as error:  # noqa: BLE001 - it raises what SQLAlchemy makes of it
            if owed and at == 0 and error.args[:1] in _ONE_AT_A_TIME:
                self.online.sends_together = False
                raise _AloneError from None
            if at < len(owed):
                self.online.unsent()
            await self._failed(error, sent[at])
        self.online.guard.ward.heard()
        if sent[-1].then is not None:
            sent[-1].then()
        return int(self.driver.affected_rows())

    async def _failed(self, error: BaseException, sent: _Owed) -> NoReturn:
        await self.online.begin()  # so that SQLAlchemy ends what the server has begun
        if sent.must and has_failed(error):
            raise MovedError from error
        handle = self.online.connection.run_sync
        await handle(lambda sync: sync._handle_dbapi_exception(error, sent.text, None, None, None))
        raise error
