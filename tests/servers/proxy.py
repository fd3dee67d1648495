"""A TCP proxy on loopback that counts round trips and can add a delay to each, in a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Proxy:
    """Stands between a client and a server. A round trip is what the client sends until the server answers.

    What is sent with the text `unanswered` in it reaches the server; the connection ends when the answer comes.
    With `closed` nobody else is let in.
    """

    def __init__(self, host: str, port: int, delay: float, listen: int = 0) -> None:
        self.target, self.delay = (host, port), delay
        self.port = listen
        self.round_trips = 0
        self.unanswered: bytes | None = None
        self.closed = False
        self._writers: set[asyncio.StreamWriter] = set()

    def cut(self) -> None:
        """Drop every connection that is open now; new ones are let through."""
        self._loop.call_soon_threadsafe(self._cut)

    def _cut(self) -> None:
        for writer in self._writers:
            writer.transport.abort()

    def reset(self) -> None:
        self.round_trips = 0

    async def serve(self, ready: threading.Event) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.closed:
            writer.transport.abort()
            return
        far_reader, far_writer = await asyncio.open_connection(*self.target)
        waiting = [False]
        mine = {writer, far_writer}
        self._writers |= mine
        try:
            await asyncio.gather(
                self._carry(reader, far_writer, waiting, to_server=True),
                self._carry(far_reader, writer, waiting, to_server=False),
            )
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._writers -= mine
            far_writer.close()
            writer.close()

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, waiting: list[bool], *, to_server: bool
    ) -> None:
        while data := await reader.read(65536):
            if to_server and not waiting[0]:
                self.round_trips += 1
            waiting[0] = to_server
            if self.unanswered is not None and to_server and self.unanswered in data:
                waiting.append(True)
            if len(waiting) > 1 and not to_server:  # the server has done it, and nobody hears of it
                self.unanswered = None
                break
            if self.delay and not to_server:
                await asyncio.sleep(self.delay)
            writer.write(data)
            await writer.drain()
        writer.close()


@contextmanager
def proxy(host: str, port: int, *, delay: float = 0.0, listen: int = 0) -> Iterator[Proxy]:
    """Run a proxy, on a port of its own or on `listen`; `delay` is in seconds, on each answer."""
    made, ready = Proxy(host, port, delay, listen), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(made.serve(ready)), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield made
    finally:
        made.stop()
        thread.join(10)
