"""MariaDB, from the programs of Debian's `mariadb-server-core`; no system service is touched."""

from __future__ import annotations

import shutil
import signal
import subprocess
from pathlib import Path

import pymysql

from tests.servers.process import MissingServerError, Server, data_folder, free_port, server_user

SYSTEM_TABLES = ("system_tables.sql", "performance_tables.sql", "system_tables_data.sql")


def program() -> str:
    """The server's program; raises MissingServerError."""
    found = shutil.which("mariadbd") or shutil.which("mariadbd", path="/usr/sbin:/usr/local/sbin")
    if not found:
        raise MissingServerError("`mariadbd` is not installed: apt-get install mariadb-server-core")
    return found


def system_sql() -> bytes:
    """What makes the system tables; the package has the files, but not all of the script that feeds them in."""
    share = next((path for path in (Path("/usr/share/mysql"), Path("/usr/share/mariadb")) if path.is_dir()), None)
    if share is None:
        raise MissingServerError("the system tables of `mariadb-server-core` are not there")
    names = [next(iter(sorted(share.glob(f"m*_{name}")))) for name in SYSTEM_TABLES]
    return b"USE mysql;\nSET @auth_root_socket = NULL;\n" + b"\n".join(path.read_bytes() for path in names)


def start() -> tuple[Server, str]:
    """A running server and its URL, without a database."""
    with data_folder("mariadb") as folder:
        return _start_in(folder)


def prepared(folder: Path) -> list[str]:
    """A folder with the system tables in it, and the program with what both making and running it need."""
    data, scratch = folder / "d", folder / "t"
    (data / "mysql").mkdir(parents=True)
    scratch.mkdir()
    user = server_user()
    if user:
        for path in (data, data / "mysql", scratch):
            shutil.chown(path, user)
    base = [program(), "--no-defaults", f"--datadir={data}", f"--tmpdir={scratch}"]
    base += ["--innodb-buffer-pool-size=128M"]
    done = subprocess.run(
        [*base, "--skip-log-bin", "--bootstrap"],
        input=system_sql(),
        capture_output=True,
        user=user,
        cwd="/",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the system tables could not be made:\n{done.stderr.decode(errors='replace')[-2000:]}")
    return base


def _start_in(folder: Path) -> tuple[Server, str]:
    base = [*prepared(folder), "--skip-log-bin"]
    port = free_port()
    command = [*base, f"--port={port}", "--bind-address=127.0.0.1", f"--socket={folder}/s", f"--pid-file={folder}/pid"]
    command += ["--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--max-connections=300"]

    def answers() -> bool:
        try:
            pymysql.connect(host="127.0.0.1", port=port, user="root").close()
        except pymysql.err.OperationalError:
            return False
        return True

    return Server(command, folder, signal.SIGTERM, answers), f"mysql://root@127.0.0.1:{port}/"
