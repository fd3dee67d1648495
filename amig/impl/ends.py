"""A plain script's own `bind.commit()` and `bind.rollback()`: seen, for the lock goes with the transaction."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from amig.impl.caller import caller

if TYPE_CHECKING:
    from amig.impl.online import Online

How = Literal["commit", "rollback"]
Told = Callable[[How, str, int], Coroutine[Any, Any, None]]
"""Is given what was called, in which file and line, and does it."""


class Ends:
    """Tells who ends the transaction: amig, or the script that runs."""

    def __init__(self, online: Online) -> None:
        self.online = online
        self.told: Told | None = None
        self._ours = 0

    @contextmanager
    def ours(self) -> Iterator[None]:
        """What ends a transaction now is amig's own doing."""
        self._ours += 1
        try:
            yield
        finally:
            self._ours -= 1

    @contextmanager
    def seen(self) -> Iterator[None]:
        """While a plain script runs, what it does to the transaction of its bind is told."""
        methods = vars(self.online.sync)
        if self.told is None:
            yield
            return
        methods["commit"], methods["rollback"] = self._end("commit"), self._end("rollback")
        try:
            yield
        finally:
            del methods["commit"], methods["rollback"]

    def _end(self, how: How) -> Callable[[], None]:
        sync = self.online.sync
        usual: Callable[[], None] = getattr(sync, how)

        def end() -> None:
            if self._ours or self.told is None:
                usual()
            else:
                self.online.wait(self.told(how, *caller()))

        return end
