"""A Dask cluster of processes, for a test."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.servers.process import free_port


class Cluster:
    """A scheduler, and workers with one thread each; `folder` is where they run, and what they say is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = f"127.0.0.1:{free_port()}"
        self.workers: dict[int, subprocess.Popen[bytes]] = {}
        host, port = self.address.split(":")
        self.scheduler = self._start("scheduler", "--host", host, "--port", port, "--no-dashboard", "--no-show")
        self._until(lambda: "Scheduler at" in self.said("scheduler"))

    def worker(self, *, environ: Mapping[str, str] | None = None) -> int:
        """Start one more; its process id."""
        name = f"worker{len(self.workers)}"
        command = (f"tcp://{self.address}", "--nthreads", "1", "--no-nanny", "--no-dashboard", "--name", name)
        process = self._start("worker", *command, log=name, environ=environ)
        self.workers[process.pid] = process
        self._until(lambda: "Registered to" in self.said(name))
        return process.pid

    def said(self, name: str) -> str:
        """What a process has logged."""
        return (self.folder / f"{name}.log").read_text()

    @property
    def everything(self) -> str:
        """What all of them have logged."""
        return "".join(path.read_text() for path in self.folder.glob("*.log"))

    def stop(self) -> None:
        """End all of them."""
        for process in (*self.workers.values(), self.scheduler):
            process.kill()
            process.wait()

    def _start(
        self, kind: str, *command: str, log: str = "", environ: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        with (self.folder / f"{log or kind}.log").open("wb") as out:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{kind}", *command],
                cwd=self.folder,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(environ or {})},
            )

    def _until(self, true: Callable[[], bool]) -> None:
        until = time.monotonic() + 60
        while not true():
            if time.monotonic() > until:
                raise AssertionError(self.everything)
            time.sleep(0.1)
