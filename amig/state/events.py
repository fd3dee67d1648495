"""What happened to a database, one event each: the rows of the ledger."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Literal, NamedTuple

Kind = Literal["started", "done", "failed", "interrupted", "resolved", "progress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event. With a `statement` it is about that one alone, counted from 1; `operation` is the call it came from.

    `hash` is of the revision, or of the statement. `data` is whatever belongs to the kind. What follows is only read:
    `at` is by the database's clock, in UTC.
    """

    run: str
    revision: str
    direction: str
    event: Kind
    statement: int | None = None
    operation: int | None = None
    hash: str | None = None
    error: str | None = None
    seconds: float | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    at: datetime | None = None
    host: str = ""
    user: str = ""
    app: str = ""
    amig: str = ""


class Who(NamedTuple):
    """Where a run comes from."""

    host: str
    user: str
    app: str
    amig: str


def who(app: str | None) -> Who:
    """This process, and the application that the configuration names."""
    return Who(_host(), _user(), app or "", _version())


@cache
def _host() -> str:
    return socket.gethostname()


@cache
def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container's user need not have a name
        return str(os.getuid()) if hasattr(os, "getuid") else ""


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("amig")
    except PackageNotFoundError:
        return ""
