"""What kind of failure a driver's exception is; asyncpg raises no `OperationalError`, so codes decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from sqlalchemy.exc import DBAPIError

from amig.errors import UnansweredError

Failure = Literal["lost", "busy", "interrupted", "fatal"]

_LOST_STATES = ("08", "57P01", "57P02", "57P03")
_BUSY_STATES = ("53300", "40001", "40P01", "55P03")
_LOST_NUMBERS = frozenset({2002, 2003, 2006, 2013})
_BUSY_NUMBERS = frozenset({1040, 1205, 1213})
_INTERRUPTED_NUMBER = 1317
_READ_ONLY_NUMBERS = (1290, 1792)
_FORBIDDEN_NUMBERS = (1044, 1142, 1143, 1370)
_BUSY_NAMES = ("SQLITE_BUSY", "SQLITE_LOCKED")


def causes(error: BaseException) -> Iterator[BaseException]:
    """The exception, what it wraps, and what caused it."""
    seen: set[int] = set()
    todo: list[BaseException | None] = [error]
    while todo:
        if (one := todo.pop()) is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        todo += [one.__cause__, one.__context__, getattr(one, "orig", None)]


def sqlstate(error: BaseException) -> str | None:
    """PostgreSQL's five-letter state, where there is one."""
    found = (getattr(one, "sqlstate", None) for one in causes(error))
    return next((state for state in found if isinstance(state, str)), None)


def number(error: BaseException) -> int | None:
    """MySQL's error number, where there is one."""
    orig: Any = error.orig if isinstance(error, DBAPIError) else None
    first = orig.args[0] if orig is not None and orig.args else None
    return first if isinstance(first, int) else None


def sqlite_name(error: BaseException) -> str:
    """SQLite's symbolic error name, or an empty string."""
    found = (getattr(one, "sqlite_errorname", None) for one in causes(error))
    return next((name for name in found if isinstance(name, str)), "")


def classify(error: BaseException) -> Failure:
    """Sort a failure into lost, busy, interrupted or fatal."""
    state, code, name = sqlstate(error) or "", number(error), sqlite_name(error)
    if state.startswith(_BUSY_STATES) or code in _BUSY_NUMBERS or name.startswith(_BUSY_NAMES):
        return "busy"
    if state == "57014" or code == _INTERRUPTED_NUMBER or name == "SQLITE_INTERRUPT":
        return "interrupted"
    if state.startswith(_LOST_STATES) or code in _LOST_NUMBERS or getattr(error, "connection_invalidated", False):
        return "lost"
    return (
        "lost" if any(isinstance(one, OSError | TimeoutError | UnansweredError) for one in causes(error)) else "fatal"
    )


def is_forbidden(error: BaseException) -> bool:
    """Whether the role lacks a right."""
    return sqlstate(error) == "42501" or number(error) in _FORBIDDEN_NUMBERS


def refuses_to_write(error: BaseException) -> bool:
    """Whether the server says no because the transaction, or the database, can only be read."""
    return sqlstate(error) == "25006" or number(error) in _READ_ONLY_NUMBERS or sqlite_name(error) == "SQLITE_READONLY"


def reason(error: BaseException) -> str:
    """The driver's own words, on one line, without SQLAlchemy's frame around them; else what the error itself says."""
    orig = getattr(error, "orig", None)
    said = error if orig is None else getattr(orig, "orig", None) or orig.__cause__ or orig
    match said.args:
        case (int(), str(words), *_):
            text = words
        case _:
            text = str(said)
    named = f"{type(said).__name__}: {text}" if isinstance(said, KeyError) else text
    return " ".join((named or type(said).__name__).split())


_REMEDIES = {
    "55P04": "a new enum value can be used once it is committed: move what uses it into a later revision",
}


_REBUILD = "`op.batch_alter_table` can do it: it rebuilds the table"
_SQLITE_CANNOT = re.compile(r"cannot (add|drop) .*column|error in \w+ .* after drop column", re.IGNORECASE)


def remedy(error: BaseException) -> str | None:
    """What to do about a failure whose cause is known; None where only the server's own words help."""
    if sqlite_name(error) and _SQLITE_CANNOT.match(reason(error)):
        return _REBUILD
    return _REMEDIES.get(sqlstate(error) or "")
