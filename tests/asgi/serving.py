"""Real uvicorn processes, and an HTTP client that asks them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]


@dataclass
class Server:
    """One uvicorn, with its workers."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=10, trust_env=False))

    def get(self, path: str) -> httpx.Response:
        return self.client.get(f"http://127.0.0.1:{self.port}{path}")

    def until(self, path: str, wanted: Callable[[httpx.Response], bool], seconds: float = 30) -> httpx.Response:
        """Ask until the answer is as wanted."""
        until = time.monotonic() + seconds
        last: Any = None
        while time.monotonic() < until:
            if self.process.poll() is not None:
                raise AssertionError(f"it ended with {self.process.returncode}:\n{self.said()}")
            try:
                last = self.get(path)
            except httpx.TransportError as error:
                last = error
            else:
                if wanted(last):
                    return last
            time.sleep(0.05)
        raise AssertionError(f"{path} stayed {getattr(last, 'text', last)}:\n{self.said()}")

    def up(self, seconds: float = 30) -> httpx.Response:
        return self.until("/health/live", lambda answer: answer.status_code == 200, seconds)

    def ended(self, seconds: float = 30) -> int:
        return self.process.wait(seconds)

    def said(self) -> str:
        return self.log.read_text()


@contextmanager
def serving(folder: Path, url: str, toml: Path, *options: str, app: str = "fastapi", **how: str) -> Iterator[Server]:
    """Start `tests.asgi.apps` under uvicorn; it is ended with SIGTERM."""
    port = _free()
    log = folder / f"uvicorn-{port}.log"
    given = {f"AMIG_{key.upper()}": value for key, value in how.items()}
    environment = os.environ | {"AMIG_APP": app, "AMIG_URL": url, "AMIG_TOML": str(toml)} | given
    command = [sys.executable, "-m", "uvicorn", "tests.asgi.apps:app", "--port", str(port), "--no-access-log", *options]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    server = Server(process, port, log)
    try:
        yield server
    finally:
        server.client.close()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
