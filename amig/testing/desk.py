"""The event loop on which the plugin works: in a thread of its own, so that those of tests are never met."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, ExitStack, contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from anyio.from_thread import start_blocking_portal

from amig.testing.plugin import DESK

if TYPE_CHECKING:
    import pytest

P = ParamSpec("P")
T = TypeVar("T")


class Desk:
    """One loop for a pytest session, and what is kept open on it until the end."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._portal = self._open.enter_context(start_blocking_portal("asyncio"))

    def run(self, work: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Wait for a coroutine; an interruption or a timeout of the test cancels it, and what it made is dropped."""

        async def working() -> T:
            return await work(*args, **kwargs)

        future = self._portal.start_task_soon(working)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    @contextmanager
    def inside(self, opened: AbstractAsyncContextManager[T]) -> Iterator[T]:
        """An async context, entered and left on the loop."""
        with self._portal.wrap_async_context_manager(opened) as value:
            yield value

    def keep(self, opened: AbstractAsyncContextManager[T]) -> T:
        """The same, until the session ends."""
        return self._open.enter_context(self.inside(opened))

    def close(self) -> None:
        """Leave everything, and end the loop."""
        self._open.close()


def desk_of(config: pytest.Config) -> Desk:
    """The session's desk, made when it is first wanted."""
    if DESK not in config.stash:
        config.stash[DESK] = Desk()
    return config.stash[DESK]
