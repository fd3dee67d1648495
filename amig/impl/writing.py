"""What `op.get_bind()` is while SQL is only written: it takes what changes something, and cannot read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import TextClause
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.schema import ExecutableDDLElement

from amig.errors import OfflineError
from amig.impl.offline import by_hand

if TYPE_CHECKING:
    from amig.impl.offline import Offline

P = ParamSpec("P")
R = TypeVar("R")

_READING = ("SELECT", "SHOW", "PRAGMA", "EXPLAIN", "VALUES", "TABLE")


def _needs_a_database(what: str) -> OfflineError:
    return OfflineError(what, "use `op.execute()` for what changes something, or test `op.get_context().as_sql` first")


class Nothing:
    """The result of a statement that was written."""

    def __getattr__(self, name: str) -> Any:
        raise _needs_a_database(f"op.get_bind(): the {name} of a result")

    def __iter__(self) -> Any:
        raise _needs_a_database("op.get_bind(): the rows of a result")


class WritingBind(MockConnection):
    """The blocking bind: `my_enum.create(op.get_bind())` writes its CREATE TYPE."""

    def __init__(self, channel: Offline) -> None:
        super().__init__(channel.impl.dialect, self._write)
        self._channel = channel

    def _write(self, construct: Any, parameters: Any = None) -> Nothing:
        impl = self._channel.impl
        if isinstance(construct, ExecutableDDLElement):
            by_hand(self._channel.put(impl.ddl(construct)))
            return Nothing()
        self._admit(construct)
        many: list[Any] = list(parameters) if isinstance(parameters, list | tuple) and parameters else [parameters]
        for row in many:
            by_hand(self._channel.put(impl.dml(construct, row)))
        return Nothing()

    def _admit(self, construct: Any) -> None:
        if getattr(construct, "is_select", False) or _reads(construct):
            raise _needs_a_database("op.get_bind(): a query")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise _needs_a_database("op.get_bind(): a look" if name.startswith("_") else f"op.get_bind().{name}")


def _reads(construct: Any) -> bool:
    return isinstance(construct, TextClause) and construct.text.lstrip(" \t\n(").upper().startswith(_READING)


class AsyncWritingBind:
    """The same for an `async def` script: nothing of it ever waits."""

    def __init__(self, sync: WritingBind) -> None:
        self.sync_connection = sync
        self.dialect = sync.dialect

    async def execute(self, construct: Any, parameters: Any = None, **_: Any) -> Nothing:
        return self.sync_connection._write(construct, parameters)

    async def run_sync(self, function: Callable[Concatenate[Any, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        return function(self.sync_connection, *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sync_connection, name)
