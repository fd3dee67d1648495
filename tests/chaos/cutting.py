"""A proxy whose connections can be cut, as when a cable is pulled."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class CuttingProxy:
    """Carries bytes, in a thread of its own, until it is told to cut."""

    def __init__(self, host: str, port: int) -> None:
        self.target = (host, port)
        self.port = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._at_answer = False

    def cut(self, *, at_once: bool) -> None:
        """Cut everything: now, or when the server answers next, so that nobody hears of it."""
        if at_once:
            done = threading.Event()
            self._loop.call_soon_threadsafe(self._cut, done)
            done.wait(5)
        else:
            self._at_answer = True

    def whole(self) -> None:
        """From now on connections last."""
        self._at_answer = False

    def _cut(self, done: threading.Event | None = None) -> None:
        self._at_answer = False
        for writer in self._open:
            writer.transport.abort()
        self._open.clear()
        if done is not None:
            done.set()

    async def serve(self, ready: threading.Event) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        self._cut()
        server.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(*self.target)
        ends = {writer, far_writer}
        self._open |= ends
        try:
            await asyncio.gather(self._carry(reader, far_writer), self._carry(far_reader, writer, answers=True))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._open -= ends
            for end in ends:
                end.close()

    async def _carry(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answers: bool = False
    ) -> None:
        while data := await reader.read(65536):
            if answers and self._at_answer:
                self._cut()
                return
            writer.write(data)
            await writer.drain()
        writer.close()


@contextmanager
def cutting(host: str, port: int) -> Iterator[CuttingProxy]:
    made, ready = CuttingProxy(host, port), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(made.serve(ready)), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield made
    finally:
        made.stop()
        thread.join(10)
