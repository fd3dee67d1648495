"""A migrator to which something happens: in this process, or in one of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import anyio

import amig
from amig.errors import AmigError
from tests.faults.scene import Scene

ROOT = Path(__file__).parents[2]
SIGNALS = {"SIGINT": signal.SIGINT, "SIGTERM": signal.SIGTERM, "kill": signal.SIGKILL}


class Client(Protocol):
    """Started with a URL; `strike` is what happens to it, `ended` says how the command ended."""

    def pid(self) -> int: ...
    def gone(self) -> bool: ...
    def strike(self) -> None: ...
    async def ended(self) -> str: ...


class Inside:
    """A task of this process."""

    def __init__(self, scene: Scene, url: str, event: str) -> None:
        self.scene, self.url, self.event = scene, url, event
        self.scope = anyio.CancelScope()
        self.task = asyncio.ensure_future(self._run())

    def pid(self) -> int:
        return os.getpid()

    def gone(self) -> bool:
        return self.task.done()

    async def _run(self) -> str:
        try:
            with self.scope:
                await amig.upgrade(self.scene.project.config, url=self.url)
                return "done"
        except AmigError as error:
            return error.code
        return "cancelled"

    def strike(self) -> None:
        self.scope.cancel() if self.event == "scope" else self.task.cancel()

    async def ended(self) -> str:
        with suppress(asyncio.CancelledError):
            return await self.task
        return "cancelled"


class Outside:
    """The command line, in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process, event: str) -> None:
        self.process, self.event = process, event

    @classmethod
    async def start(cls, scene: Scene, url: str, event: str) -> Outside:
        command = [sys.executable, "-m", "amig", "-c", str(scene.project.config), "--url", url, "upgrade"]
        environment: dict[str, Any] = {**os.environ, "PYTHONPATH": str(ROOT)}
        pipes = {"stdout": asyncio.subprocess.PIPE, "stderr": asyncio.subprocess.PIPE}
        return cls(await asyncio.create_subprocess_exec(*command, env=environment, **pipes), event)  # type: ignore[arg-type]

    def pid(self) -> int:
        return self.process.pid

    def gone(self) -> bool:
        return self.process.returncode is not None

    def strike(self) -> None:
        self.process.send_signal(SIGNALS[self.event])

    async def ended(self) -> str:
        await self.process.communicate()
        code = self.process.returncode
        return "killed" if code == -signal.SIGKILL else str(code)
