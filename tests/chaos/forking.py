"""A process that has everything imported, and a child of it for each run that may be killed with `kill -9`."""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from tests.chaos.deaths import Death, Watch
from tests.chaos.runs import once
from tests.servers.databases import Backend

ROOT = Path(__file__).parents[2]


class Nursery:
    """Asks that process for a child, and waits for its end; what children say on stderr goes to `errors`."""

    def __init__(self, module: str = "tests.chaos.forking", errors: int | None = subprocess.DEVNULL) -> None:
        command = [sys.executable, "-m", module]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT, text=True
        )

    def run(self, backend: Backend, config: Path, command: str, target: str, death: Death) -> int:
        """The child's exit code, negative for a signal."""
        return self.ask([backend.name, backend.url, str(config), command, target, list(death)])

    def ask(self, asked: list[Any]) -> int:
        """Has a child do what is asked; its exit code, negative for a signal."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()


@cache
def _of(module: str) -> Nursery:
    made = Nursery(module, errors=None)
    atexit.register(made.close)
    return made


def survived(module: str, *given: Any) -> int | None:
    """Have a child of a module do something that may kill it; the number that it tells at its end, None if it died.

    It is given one thing more: the file to write that number to.
    """
    with tempfile.NamedTemporaryFile() as told:
        code = _of(module).ask([*given, told.name])
        if code == -signal.SIGKILL:
            return None
        assert code == 0
        return int(told.read())


def _child(name: str, url: str, config: str, command: str, target: str, death: list[Any]) -> None:
    watch = Watch(Backend(name, url, lambda: None), Death(*death))
    asyncio.run(once(Path(config), url, command, target, watch))


def serve(work: Callable[..., None]) -> None:
    """One child after the other does the work; none inherits a thread or a loop."""
    import aiomysql  # noqa: F401 - what a run needs, once for all children
    import aiosqlite  # noqa: F401
    import asyncpg  # noqa: F401

    import amig.look.mysql
    import amig.look.postgresql
    import amig.look.sqlite  # noqa: F401

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work(*json.loads(line))
                code = 0
            except BaseException:  # noqa: BLE001 - it is told, and this is the end of the process
                traceback.print_exc()
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve(_child)
