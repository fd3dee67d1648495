"""`amig fleet upgrade` in a terminal: drawn while it runs, and left as it was, however it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.fleet.conftest import Fleet, named
from tests.fleet.screen import Screen, Terminal, terminal
from tests.fleet.test_command_line import SLOW, project

__all__ = ["project"]


def started(real: Terminal, *more: str) -> subprocess.Popen[bytes]:
    """The command in a terminal of its own."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    command = [str(Path(sys.executable).with_name("amig")), "fleet", "upgrade", "--concurrency", "2", *more]
    return subprocess.Popen(
        command,
        env={**inherited, "TERM": "xterm-256color", "PYTHONUTF8": "1"},
        stdin=real.stream,
        stdout=real.stream,
        stderr=real.stream,
    )


def until(real: Terminal, *words: str) -> Screen:
    """Wait until all of some words are on the screen; while it is drawn anew, only some are."""
    for _ in range(600):
        screen = real.screen
        if all(word in "\n".join(screen.shown) for word in words):
            return screen
        time.sleep(0.05)
    raise AssertionError(real.screen.shown)


def ended(real: Terminal, process: subprocess.Popen[bytes]) -> tuple[int, Screen]:
    """Read on until it has ended."""
    while process.poll() is None:
        real.read()
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    return process.returncode, real.screen


def test_drawn_and_interrupted(project: Fleet) -> None:
    """The bar is there while it runs; after Ctrl-C only what was said is, and the cursor."""
    project.make(*named(60))
    project.project.table("t")
    project.project.up(SLOW)
    with terminal(70) as real:
        process = started(real, "--report", "report.html")
        assert not until(real, "━", " of 60", "2 running").cursor_is_seen
        process.send_signal(signal.SIGINT)
        code, screen = ended(real, process)
    assert code == 130
    assert screen.cursor_is_seen
    shown = "\n".join(screen.shown)
    assert "━" not in shown
    assert "running" not in shown
    assert "nothing more begins" in shown
    assert "stopped: interrupted by SIGINT" in shown
    assert "interrupted by SIGINT" in Path("report.html").read_text(encoding="utf-8")
