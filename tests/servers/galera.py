"""A Galera cluster of two MariaDB nodes on loopback, with the provider of Debian's `galera-4`.

The second node's data is a copy of the first one's, made while that was stopped: what it lacks comes by the provider's
own incremental transfer, and no program that copies whole databases is needed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pymysql

from tests.servers.mariadb import bootstrap
from tests.servers.process import MissingServerError, Server, data_folder, free_port, server_user

PROVIDERS = (Path("/usr/lib/galera/libgalera_smm.so"), Path("/usr/lib/libgalera_smm.so"))
METHOD = "copied"
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
    echo "done ${position:-$WSREP_SST_OPT_GTID}"
else
    echo "ready $address"
    echo "$(saved uuid):$(saved seqno)"
fi
"""


def provider() -> Path:
    """The library that makes a cluster of the servers; raises MissingServerError."""
    found = next((path for path in PROVIDERS if path.is_file()), None)
    if found is None:
        raise MissingServerError("`libgalera_smm.so` is not installed: apt-get install galera-4")
    return found


@contextmanager
def cluster() -> Iterator[tuple[str, str]]:
    """Two nodes in step, each by its URL without a database."""
    library = provider()
    with ExitStack() as stack:
        folders = [stack.enter_context(data_folder("galera")) for _ in range(2)]
        for folder in folders:
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
        base, ports = bootstrap(folders[0]), [free_port() for _ in range(2)]
        _Node(folders[0], base, library, free_port()).start("", new=True).stop_politely()
        shutil.copytree(folders[0] / "d", folders[1] / "d", copy_function=_copied)
        nodes = [_Node(folder, base, library, port) for folder, port in zip(folders, ports, strict=True)]
        first = nodes[0].start("", new=True)
        stack.callback(first.server.stop)
        second = nodes[1].start(f"127.0.0.1:{ports[0]}")
        stack.callback(second.server.stop)
        yield first.url, second.url


def _copied(source: str, target: str) -> str:
    shutil.copy2(source, target)
    return target
