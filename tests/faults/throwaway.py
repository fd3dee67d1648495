"""A server of one's own, which can be frozen, killed, and started again on what it has left behind."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pymysql
from sqlalchemy import make_url

from tests.servers import mariadb, postgresql
from tests.servers.process import Server

STARTERS = {"postgresql": postgresql.start, "mysql": mariadb.start}


def children(pid: int) -> list[int]:
    """A process and those that it started, and theirs."""
    found = [pid]
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = place.read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid:
                found += children(int(place.parent.name))
    return found


class Throwaway:
    """A server that nobody else uses."""

    def __init__(self, backend: str) -> None:
        self.backend = backend
        first, self.url = STARTERS[backend]()
        self.servers: list[Server] = [first]

    @property
    def server(self) -> Server:
        return self.servers[-1]

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        for pid in children(self.server.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    def kill(self) -> None:
        """`kill -9` of the server; what it started ends by itself."""
        started = children(self.server.process.pid)
        self.server.process.kill()
        self.server.process.wait()
        deadline = time.monotonic() + 60
        while any(Path(f"/proc/{pid}").exists() for pid in started[1:]) and time.monotonic() < deadline:
            time.sleep(0.05)

    def restart(self) -> None:
        """Start it again; returns when it has recovered and answers."""
        command = [str(part) for part in self.server.process.args]  # type: ignore[union-attr]
        self.servers.append(Server(command, self.server.folder, signal.SIGTERM, self._answers))

    def _answers(self) -> bool:
        url = make_url(self.url)
        where = {"host": url.host, "port": url.port, "user": url.username}
        try:
            if self.backend == "postgresql":
                psycopg.connect(**where, dbname="postgres").close()  # type: ignore[arg-type]
            else:
                pymysql.connect(**where).close()  # type: ignore[arg-type]
        except (psycopg.OperationalError, pymysql.err.OperationalError):
            return False
        return True

    def stop(self) -> None:
        self.thaw()
        for server in self.servers:
            server.stop()
