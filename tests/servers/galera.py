"""A Galera cluster of two MariaDB nodes on loopback, with the provider of Debian's `galera-4`.

Both begin with the same data and the same position. What the second one lacks comes by the provider's own incremental
transfer, and no program that copies whole databases is needed.
"""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pymysql

from tests.servers.mariadb import prepared
from tests.servers.process import START_TIMEOUT, MissingServerError, Server, data_folder, free_port, server_user

PROVIDERS = (Path("/usr/lib/galera/libgalera_smm.so"), Path("/usr/lib64/galera-4/libgalera_smm.so"))
TRANSFER = """\
#!/bin/sh
while [ $# -gt 0 ]; do
    case "$1" in
        --role) role=$2 ;;
        --address) address=$2 ;;
        --datadir) data=$2 ;;
        --gtid) position=$2 ;;
    esac
    shift
done
saved() { sed -n "s/^$1: *//p" "$data/grastate.dat"; }
if [ "$role" = donor ]; then
    echo "done $position"
else
    echo "ready $address"
    echo "$(saved uuid):$(saved seqno)"
fi
"""
"""What the server asks to copy a whole database, and to say when that is done: it is done already."""


def provider() -> Path:
    """The library that makes a cluster of servers; raises MissingServerError."""
    found = next((path for path in PROVIDERS if path.is_file()), None)
    if found is None:
        raise MissingServerError("`libgalera_smm.so` is not installed: apt-get install galera-4")
    return found


@contextmanager
def cluster() -> Iterator[tuple[str, str]]:
    """Two nodes in step, each by its URL without a database."""
    library = provider()
    with ExitStack() as stack:
        with data_folder("galera") as first, data_folder("galera") as second:
            for folder in (first, second):
                stack.callback(shutil.rmtree, folder, ignore_errors=True)
            commands = _two_alike(first, second, library)
            meeting = free_port()
            server, one = _started(first, commands[0], library, meeting, "")
            stack.callback(server.stop)
            server, two = _started(second, commands[1], library, free_port(), f"127.0.0.1:{meeting}")
            stack.callback(server.stop)
        yield one, two


def _two_alike(first: Path, second: Path, library: Path) -> tuple[list[str], list[str]]:
    """Two folders with the same data, and a position that the server itself has written; the commands for them."""
    command = prepared(first)
    _run_once(first, command, library)
    for name in ("d", "t"):
        shutil.copytree(first / name, second / name)
    for folder in (first, second):
        script = folder / "wsrep_sst_copied"
        script.write_text(TRANSFER)
        script.chmod(script.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
        if user := server_user():
            subprocess.run(["chown", "-R", user, str(folder)], check=True)
    return command, [part.replace(str(first), str(second)) for part in command]


def _run_once(folder: Path, command: list[str], library: Path) -> None:
    """Begin the cluster, and end it in peace."""
    port = free_port()
    whole = [*_command(folder, command, library, port, free_port(), ""), "--wsrep-new-cluster"]
    with (
        (folder / "first.log").open("wb") as log,
        subprocess.Popen(whole, stdout=log, stderr=log, cwd="/", user=server_user()) as once,
    ):
        try:
            deadline = time.monotonic() + START_TIMEOUT
            while not _is_ready(port) and once.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
            once.terminate()
            once.wait(30)
        finally:
            once.kill()


def _command(folder: Path, command: list[str], library: Path, listen: int, port: int, others: str) -> list[str]:
    options = {
        "gmcast.listen_addr": f"tcp://127.0.0.1:{port}",
        "base_host": "127.0.0.1",
        "base_port": str(port),
        "ist.recv_addr": f"127.0.0.1:{free_port()}",
        "gcache.size": "32M",
        "gcache.dir": str(folder),
    }
    return [
        *("env", f"PATH={folder}:{os.environ['PATH']}", *command),
        *(f"--port={listen}", "--bind-address=127.0.0.1", f"--socket={folder}/s", f"--pid-file={folder}/pid"),
        *("--innodb-flush-log-at-trx-commit=0", "--innodb-autoinc-lock-mode=2", "--binlog-format=ROW"),
        *("--wsrep-on=ON", f"--wsrep-provider={library}", f"--wsrep-cluster-address=gcomm://{others}"),
        *("--wsrep-node-address=127.0.0.1", f"--wsrep-node-name=node{port}", "--wsrep-sst-method=copied"),
        "--wsrep-provider-options=" + ";".join(f"{name}={value}" for name, value in options.items()),
    ]


def _started(folder: Path, command: list[str], library: Path, port: int, others: str) -> tuple[Server, str]:
    listen = free_port()
    new = [] if others else ["--wsrep-new-cluster"]
    whole = [*_command(folder, command, library, listen, port, others), *new]
    server = Server(whole, folder, signal.SIGTERM, lambda: _is_ready(listen))
    return server, f"mysql+aiomysql://root@127.0.0.1:{listen}/"


def _is_ready(port: int) -> bool:
    try:
        with pymysql.connect(host="127.0.0.1", port=port, user="root") as connection, connection.cursor() as cursor:
            cursor.execute("SHOW STATUS LIKE 'wsrep_ready'")
            return [value for _, value in cursor.fetchall()] == ["ON"]
    except pymysql.err.Error:
        return False
