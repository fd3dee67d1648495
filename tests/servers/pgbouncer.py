"""PgBouncer in transaction mode, in front of a PostgreSQL."""

from __future__ import annotations

import shutil
import signal
import socket
from pathlib import Path

from sqlalchemy import URL, make_url

from tests.servers.process import MissingServerError, Server, data_folder, free_port

SETTINGS = """\
[databases]
* = host={host} port={port}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
max_client_conn = 200
ignore_startup_parameters = extra_float_digits
"""


def program() -> str:
    """The pooler's program; raises MissingServerError."""
    found = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if not found:
        raise MissingServerError("`pgbouncer` is not installed: apt-get install pgbouncer")
    return found


def start(url: str) -> tuple[Server, int]:
    """A running pooler in front of the server of a URL, and its port."""
    with data_folder("pgbouncer") as folder:
        return _start_in(folder, make_url(url))


def _start_in(folder: Path, target: URL) -> tuple[Server, int]:
    port = free_port()
    ini = folder / "pgbouncer.ini"
    ini.write_text(SETTINGS.format(host=target.host, port=target.port or 5432, listen=port))
    ini.write_text(ini.read_text().replace("* = host", f"* = user={target.username} host"))
    ini.chmod(0o644)

    def answers() -> bool:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            return False
        return True

    return Server([program(), str(ini)], folder, signal.SIGINT, answers), port
