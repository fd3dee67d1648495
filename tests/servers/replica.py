"""A streaming replica of a PostgreSQL that the tests started."""

from __future__ import annotations

import signal
import subprocess

import psycopg
from sqlalchemy import make_url

from tests.servers.postgresql import installation, within_reach
from tests.servers.process import Server, data_folder, free_port, server_user


def start(url: str) -> tuple[Server, str]:
    """A running replica of the server of a URL, and the URL of its maintenance database."""
    with data_folder("replica") as folder:
        programs = within_reach(installation(), folder) / "bin"
        primary = make_url(url)
        copy = [programs / "pg_basebackup", "-D", folder / "d", "-R", "-X", "stream", "-c", "fast", "--no-sync"]
        where = ["-h", primary.host or "", "-p", str(primary.port), "-U", primary.username or "postgres"]
        subprocess.run([*copy, *where], check=True, user=server_user(), cwd="/", capture_output=True)
        port = free_port()
        settings = ["fsync=off", f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
        settings += ["max_connections=300", "max_locks_per_transaction=256", "wal_receiver_status_interval=1"]
        command = [str(programs / "postgres"), "-D", str(folder / "d")]
        command += [part for setting in settings for part in ("-c", setting)]
        place = f"postgresql://postgres@127.0.0.1:{port}/postgres"

        def answers() -> bool:
            try:
                psycopg.connect(place).close()
            except psycopg.OperationalError:
                return False
            return True

        return Server(command, folder, signal.SIGINT, answers), place
