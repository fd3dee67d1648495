"""The connection of a plain `def` script: a driver that behaves as the blocking one that the script was written for.

Results are fetched at once: an open cursor would refuse the next ALTER. Over asyncpg the connection speaks as psycopg2
does: values are written into the text, so that the server finds their types from where they stand (asyncpg would send
`"5"` as VARCHAR, and an integer column refuses it), and a string may hold several statements. Over aiomysql, which
swallows the error of a second statement, they go out one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from amig.ops.split import split

if TYPE_CHECKING:
    from sqlalchemy import Connection, Dialect


@contextmanager
def lenient(connection: Connection) -> Iterator[None]:
    """While a plain script runs, its connection speaks as a blocking driver does."""
    usual = connection.dialect
    connection.dialect = _lenient(usual)
    try:
        yield
    finally:
        connection.dialect = usual


def _lenient(usual: Dialect) -> Dialect:
    kind, changes = type(usual), {"supports_server_side_cursors": False}
    if usual.driver == "asyncpg":
        from amig.impl.psycopg2_way import Psycopg2Way

        return shadow(usual, Psycopg2Way, **changes, paramstyle="pyformat", positional=False)
    if usual.name in ("mysql", "mariadb"):
        kind = type(f"OneByOne{kind.__name__}", (_OneByOne, kind), {"supports_statement_cache": True})
    return shadow(usual, kind, **changes)


def shadow(usual: Dialect, kind: type[Any], **changes: Any) -> Dialect:
    """A dialect of another kind that knows whatever this one has learnt of its server."""
    made: Any = object.__new__(kind)
    vars(made).update(vars(usual))
    made._type_memos = WeakKeyDictionary()
    vars(made).pop("_bind_typing_render_casts", None)
    vars(made).update(changes, usual=usual)
    made.identifier_preparer = made.preparer(made)
    made.type_compiler_instance = made.type_compiler = made.type_compiler_cls(made)
    shadowed: Dialect = made
    return shadowed


class _OneByOne:
    """Sends the statements of one string one after the other."""

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        for part in [statement] if parameters else apart(statement, "mysql"):
            super().do_execute(cursor, part, parameters, context)  # type: ignore[misc]

    def do_execute_no_params(self, cursor: Any, statement: str, context: Any = None) -> None:
        for part in apart(statement, "mysql"):
            super().do_execute_no_params(cursor, part, context)  # type: ignore[misc]


def apart(sql: str, dialect: str) -> Sequence[str]:
    """The statements of a string; itself where it has one."""
    return [part.text for part in split(sql, dialect)] or [sql] if ";" in sql else [sql]
