"""A network on the loopback: a proxy in a process of its own that holds each answer back, and counts round trips.

Answers are held back side by side, as on a wire: a long one takes no longer than a short one. `select` rings to the
microsecond, where `epoll` rings to the millisecond.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import selectors
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple


class Shared(NamedTuple):
    """What the two processes share."""

    port: Any
    trips: Any
    ready: Any


@dataclass
class Network:
    """`trips` counts how often the client spoke after the server had."""

    port: int
    trips: Any
    told: int = 0

    def counted(self) -> int:
        """Round trips since it was last asked."""
        before, self.told = self.told, int(self.trips.value)
        return self.told - before


@contextlib.contextmanager
def network(host: str, port: int, seconds: float) -> Iterator[Network]:
    """A way to a server that takes some time; `seconds` are those of a whole round trip."""
    spawn = multiprocessing.get_context("spawn")
    shared = Shared(spawn.Value("i", 0), spawn.RawValue("q", 0), spawn.Event())
    process = spawn.Process(target=_run, args=(host, port, seconds, shared), daemon=True)
    process.start()
    shared.ready.wait(30)
    try:
        yield Network(shared.port.value, shared.trips)
    finally:
        process.terminate()
        process.join()


def _run(host: str, port: int, seconds: float, shared: Shared) -> None:
    loop = asyncio.SelectorEventLoop(selectors.SelectSelector())
    loop.run_until_complete(_serve(host, port, seconds, shared))


async def _serve(host: str, port: int, seconds: float, shared: Shared) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Near(host, port, seconds, shared.trips), "127.0.0.1", 0)
    shared.port.value = server.sockets[0].getsockname()[1]
    shared.ready.set()
    await server.serve_forever()


class _Near(asyncio.Protocol):
    """The client's side of one connection."""

    def __init__(self, host: str, port: int, seconds: float, trips: Any) -> None:
        self.host, self.port, self.seconds, self.trips = host, port, seconds, trips
        self.loop = asyncio.get_running_loop()
        self.answered = True
        self.near: Any = None
        self.far: Any = None
        self._connecting: asyncio.Task[None] | None = None

    def connection_made(self, transport: Any) -> None:
        self.near = transport
        transport.pause_reading()
        self._connecting = self.loop.create_task(self._connect())

    async def _connect(self) -> None:
        try:
            self.far, _ = await self.loop.create_connection(lambda: _Far(self), self.host, self.port)
        except OSError:
            self.near.close()
        else:
            self.near.resume_reading()

    def data_received(self, data: bytes) -> None:
        if self.answered:
            self.answered = False
            self.trips.value += 1
        self.far.write(data)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - it is asyncio's
        if self.far is not None:
            self.far.close()

    def later(self, work: Any, *arguments: Any) -> None:
        """What comes from the server, after a while."""
        if self.seconds:
            self.loop.call_later(self.seconds, work, *arguments)
        else:
            work(*arguments)


class _Far(asyncio.Protocol):
    """The server's side of it."""

    def __init__(self, near: _Near) -> None:
        self.near = near

    def data_received(self, data: bytes) -> None:
        self.near.answered = True
        self.near.later(self.near.near.write, data)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - it is asyncio's
        self.near.later(self.near.near.close)
