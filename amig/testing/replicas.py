"""Real processes that migrate: one that has everything imported, and a child of it for each replica."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import IO, TYPE_CHECKING

from anyio import BrokenResourceError, CancelScope, EndOfStream, IncompleteRead, open_process
from anyio.streams.buffered import BufferedByteReceiveStream

from amig.aside import aside
from amig.errors import BadCallError, ReplicaError
from amig.testing.orders import Answer, Order, packed, unpacked

if TYPE_CHECKING:
    from anyio.abc import Process

    from amig.config import Config
    from amig.testing.project import Project

_LONGEST = 1 << 24
"""Bytes of an answer, at the most."""


class Replicas:
    """Takes orders, one after the other."""

    def __init__(self, process: Process, errors: IO[bytes]) -> None:
        assert process.stdout is not None  # noqa: S101 - for the type checker
        self._process, self._errors = process, errors
        self._answers = BufferedByteReceiveStream(process.stdout)

    async def carry_out(self, order: Order) -> list[Answer]:
        """What became of each replica; raises ReplicaError where the processes could not be made."""
        await self.say(packed(order))
        try:
            line = await self._answers.receive_until(b"\n", _LONGEST)
        except (EndOfStream, IncompleteRead):
            raise ReplicaError(f"did not start: {await aside(self._said)}") from None
        found: list[Answer] = unpacked(line)
        return found

    async def say(self, line: bytes) -> None:
        """Send a line; that nobody hears it is told by the missing answer."""
        assert self._process.stdin is not None  # noqa: S101 - for the type checker
        with suppress(BrokenResourceError):
            await self._process.stdin.send(line)

    def _said(self) -> str:
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing"


@asynccontextmanager
async def replicas(project: Project) -> AsyncGenerator[Replicas, None]:
    """Processes for one project; all of them are gone at the end. Raises BadCallError, ReplicaError."""
    if not hasattr(os, "fork"):
        raise ReplicaError("needs `os.fork`, which this system does not have")
    told = await aside(_sent, project.config)
    errors = await aside(tempfile.TemporaryFile)
    process = await open_process(
        [sys.executable, "-m", "amig.testing.replica"],
        stdout=subprocess.PIPE,
        stderr=errors,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        made = Replicas(process, errors)
        await made.say(told)
        yield made
    finally:
        with CancelScope(shield=True):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.aclose()
            await aside(errors.close)


def _sent(config: Config) -> bytes:
    """The configuration without what leads to a database; raises BadCallError for objects that cannot travel."""
    try:
        return packed((config.replace(url=None, scratch_url=None, engine=None, fleet={}), list(sys.path)))
    except Exception as error:
        said = f"holds what cannot be sent to another process: {error}"
        instead = 'name the object instead: `metadata = "app.models:Base.metadata"`'
        raise BadCallError("config", said, instead) from error
