"""`amig` as a process of its own on a real terminal, watched while it runs."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fleet.screen import Screen, Terminal, terminal

_PATIENCE = 40.0
"""Seconds until what is waited for must be seen."""


class Run:
    """A command that runs; `until` waits for something to be seen."""

    def __init__(self, real: Terminal, process: subprocess.Popen[bytes]) -> None:
        self.real, self.process = real, process

    def until(self, pattern: str) -> Screen:
        """The screen as soon as the pattern is on it; fails where the command ends before."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            ended = self.process.poll() is not None
            screen = self.real.screen
            if re.search(pattern, "\n".join(screen.shown)):
                return screen
            assert not ended, (pattern, screen.shown)
            select.select([self.real.leader], [], [], 0.2)
        raise AssertionError((pattern, self.real.screen.shown))

    def end(self) -> tuple[int, Screen]:
        """Its exit code, and what is left on the screen."""
        deadline = time.monotonic() + _PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self.real.read()
            select.select([self.real.leader], [], [], 0.2)
        assert self.process.returncode is not None, self.real.screen.shown
        return self.process.returncode, self.real.screen


@contextmanager
def amig(folder: Path, *arguments: str, columns: int = 80, **environment: str) -> Iterator[Run]:
    """Run a command there; it is ended with the block."""
    unset = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PYTHONIOENCODING")
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    with terminal(columns) as real:
        process = subprocess.Popen(
            [sys.executable, "-m", "amig", *arguments],
            cwd=folder,
            env={**inherited, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment},
            stdin=real.stream,
            stdout=real.stream,
            stderr=real.stream,
        )
        try:
            yield Run(real, process)
        finally:
            process.kill()
            process.wait()
