"""`op.get_bind()` of a plain script where SQL is only written: it has a dialect, and what it executes is text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import TextClause
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.schema import ExecutableDDLElement

from amig.errors import OfflineError

if TYPE_CHECKING:
    from sqlalchemy import Executable

    from amig.impl.offline import Offline
    from amig.ops.statement import Statement


class NoRows:
    """The result of a statement that was only written; raises OfflineError when it is read."""

    rowcount = -1

    def __init__(self, sql: str) -> None:
        self._sql = sql

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise OfflineError(" ".join(self._sql.split())[:60], "test `context.is_offline_mode()` before it is read")

    def __iter__(self) -> Any:
        return self.__getattr__("iter")


class PaperConnection(MockConnection):
    """Writes what it is given."""

    def __init__(self, offline: Offline) -> None:
        super().__init__(offline.dialect, self.execute)
        self._offline = offline

    def execute(self, obj: Any, parameters: Any = None, execution_options: Any = None) -> Any:  # noqa: ARG002
        """Write a statement, once for each set of parameters."""
        rows: Sequence[Mapping[str, Any] | None] = parameters if isinstance(parameters, list | tuple) else [parameters]
        statements = [self._statement(obj, row) for row in rows or [None]]
        for statement in statements:
            self._offline.wait(self._offline.put(statement))
        return NoRows(statements[0].text)

    def exec_driver_sql(self, statement: str, parameters: Any = None, execution_options: Any = None) -> Any:  # noqa: ARG002
        """Write a string as it is; raises OfflineError where it has parameters."""
        if parameters:
            raise OfflineError("a driver's own parameters", "write the values into the SQL, or use `sa.text()`")
        self._offline.wait(self._offline.put(self._offline.impl.ddl(statement)))
        return NoRows(statement)

    def scalar(self, obj: Any, parameters: Any = None, execution_options: Any = None) -> Any:
        """There is none: raises OfflineError."""
        return self.execute(obj, parameters, execution_options).scalar

    def scalars(self, obj: Any, parameters: Any = None, execution_options: Any = None) -> Any:
        """There are none: raises OfflineError."""
        return self.execute(obj, parameters, execution_options).scalars

    def begin_nested(self) -> AbstractContextManager[None]:
        return nullcontext()

    def commit(self) -> None:
        """Nothing: the text has its own COMMIT."""

    rollback = close = commit

    def _statement(self, obj: Any, row: Mapping[str, Any] | None) -> Statement:
        if isinstance(obj, ExecutableDDLElement):
            return self._offline.impl.ddl(obj)
        if row and isinstance(obj, TextClause):
            obj, row = obj.bindparams(**row), None
        return self._offline.impl.dml(cast("Executable", obj), row)
