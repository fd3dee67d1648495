"""A network on the loopback: a proxy in a process of its own that holds each answer back, and counts round trips.

Answers are held back side by side, as on a wire: a long one takes no longer than a short one.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

MEAN = 0.0005
"""A timer rings half a millisecond late on average."""


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

    def counted(self) -> int:
        """Round trips since it was last asked."""
        with self.trips.get_lock():
            count, self.trips.value = self.trips.value, 0
        return int(count)


@contextlib.contextmanager
def network(host: str, port: int, seconds: float) -> Iterator[Network]:
    """A way to a server that takes some time; `seconds` are those of a whole round trip."""
    spawn = multiprocessing.get_context("spawn")
    shared = Shared(spawn.Value("i", 0), spawn.Value("q", 0), spawn.Event())
    process = spawn.Process(target=_run, args=(host, port, seconds, shared), daemon=True)
    process.start()
    shared.ready.wait(30)
    try:
        yield Network(shared.port.value, shared.trips)
    finally:
        process.terminate()
        process.join()


def _run(host: str, port: int, seconds: float, shared: Shared) -> None:
    asyncio.run(_serve(host, port, max(0.0, seconds - MEAN), shared))


async def _serve(host: str, port: int, seconds: float, shared: Shared) -> None:
    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(host, port)
        answered = [True]
        with contextlib.suppress(OSError):
            await asyncio.gather(
                _ask(reader, far_writer, answered, shared.trips), _answer(far_reader, writer, answered, seconds)
            )

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    shared.port.value = server.sockets[0].getsockname()[1]
    shared.ready.set()
    await server.serve_forever()


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answered: list[bool], trips: Any) -> None:
    while data := await reader.read(1 << 18):
        if answered[0]:
            with trips.get_lock():
                trips.value += 1
        answered[0] = False
        writer.write(data)
    writer.close()


async def _answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answered: list[bool], seconds: float
) -> None:
    loop = asyncio.get_running_loop()
    while data := await reader.read(1 << 18):
        answered[0] = True
        if seconds:
            loop.call_later(seconds, writer.write, data)
        else:
            writer.write(data)
    loop.call_later(seconds, writer.close)
