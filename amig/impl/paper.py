"""`op.get_bind()` of a plain script where SQL is only written, with all that scripts call on a connection."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import TextClause

from amig.errors import OfflineError
from amig.impl.offline import by_hand
from amig.impl.writing import Nothing, WritingBind


class PaperConnection(WritingBind):
    """Writes every statement, for a SELECT may do something too; it is the result that cannot be read."""

    def _admit(self, construct: Any) -> None:
        """Whatever it is: it is written."""

    def _write(self, construct: Any, parameters: Any = None) -> Nothing:
        if isinstance(construct, TextClause) and parameters:
            for row in parameters if isinstance(parameters, list | tuple) else [parameters]:
                super()._write(construct.bindparams(**row))
            return Nothing()
        return super()._write(construct, parameters)

    def exec_driver_sql(self, statement: str, parameters: Any = None, execution_options: Any = None) -> Nothing:  # noqa: ARG002
        """Write a string as it is; raises OfflineError where it has parameters."""
        if parameters:
            raise OfflineError("a driver's own parameters", "write the values into the SQL, or use `sa.text()`")
        by_hand(self._channel.put(self._channel.impl.ddl(statement)))
        return Nothing()

    def scalar(self, statement: Any, parameters: Any = None, execution_options: Any = None) -> Any:
        """There is none: raises OfflineError."""
        return self.execute(statement, parameters, execution_options).scalar()

    def scalars(self, statement: Any, parameters: Any = None, execution_options: Any = None) -> Any:
        """There are none: raises OfflineError."""
        return self.execute(statement, parameters, execution_options).scalars()

    def begin_nested(self) -> AbstractContextManager[None]:
        """Nothing: the text has its own transaction."""
        return nullcontext()

    def commit(self) -> None:
        """Nothing: the text has its own COMMIT."""

    rollback = close = commit
