"""A server process that cannot outlive the tests: a watchdog ends it when the pipe from its parent closes."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNPRIVILEGED = "nobody"
START_TIMEOUT = 60.0


class MissingServerError(RuntimeError):
    """The programs of a server are not installed."""


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def server_user() -> str | None:
    """Who a server runs as: database servers refuse root."""
    return UNPRIVILEGED if os.geteuid() == 0 else None


@contextmanager
def data_folder(name: str) -> Iterator[Path]:
    """A temporary folder that belongs to the server's user; gone again if the server does not start."""
    folder = Path(tempfile.mkdtemp(prefix=f"amig-test-{name}-"))
    if user := server_user():
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    try:
        yield folder
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def reachable(folder: Path) -> bool:
    """Whether other users can get at what is in a folder."""
    return all(place.stat().st_mode & 0o001 for place in [folder, *folder.parents])


class Server:
    """A running server; `stop()` ends it and removes its folder, and so does any end of this process."""

    def __init__(self, command: list[str], folder: Path, stop_signal: int, answers: Callable[[], bool]) -> None:
        self.folder = folder
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", user=server_user())
        watch = [sys.executable, "-S", __file__, str(self.process.pid), str(int(stop_signal)), str(folder)]
        self.watchdog = subprocess.Popen(watch, stdin=subprocess.PIPE, start_new_session=True)
        self._wait(answers)

    def _wait(self, answers: Callable[[], bool]) -> None:
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline and self.process.poll() is None:
            if answers():
                return
            time.sleep(0.02)
        said = (self.folder / "log").read_text(errors="replace")[-2000:]
        self.stop()
        raise RuntimeError(f"the server did not start:\n{said}")

    def stop(self) -> None:
        if self.watchdog.stdin is not None and not self.watchdog.stdin.closed:
            self.watchdog.stdin.close()
        self.process.wait(30)
        self.watchdog.wait(30)


def watch(pid: int, stop_signal: int, folder: str) -> None:
    """Wait until the pipe closes, then end the server: politely, then not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.stdin.buffer.read()
    for number in (stop_signal, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and _alive(pid):
            time.sleep(0.02)
    shutil.rmtree(folder, ignore_errors=True)


def _alive(pid: int) -> bool:
    """Whether a process still runs; one that has ended and waits for its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


if __name__ == "__main__":
    watch(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
