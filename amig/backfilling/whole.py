"""A batch and its cursor are kept together, or not at all: what would end the transaction between them is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from amig.errors import BadOperationError
from amig.impl.kept import commits

if TYPE_CHECKING:
    from amig.impl.ends import How
    from amig.impl.online import Online
    from amig.ops.statement import Statement

_ENDS = re.compile(
    r"\s*(?:BEGIN|START\s+TRANSACTION|COMMIT|END|ROLLBACK(?!\s+(?:TRANSACTION\s+)?TO\b))\b", re.IGNORECASE
)
_WRITES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|MERGE|REPLACE|WITH\b.*\b(?:INSERT|UPDATE|DELETE|MERGE))\b", re.IGNORECASE | re.DOTALL
)
_INSTEAD = "return how far the batch came: amig commits it together with that"


class Whole:
    """Watches the statements of one batch: refuses some, counts the rows that the others touch."""

    def __init__(self, online: Online, revision: str) -> None:
        self.online, self.what = online, f"the backfill of `{revision}`"
        self.rows = 0
        self.rolled = self.broken = False

    def before(self, text: str, statement: Statement | None, *, last: bool) -> None:  # noqa: ARG002
        mysql = self.online.connection.dialect.name in ("mysql", "mariadb")
        if _ENDS.match(text) or (mysql and commits(text)):
            said = " ".join(text.split())[:80]
            raise BadOperationError(self.what, f"would end its transaction with `{said}`", _INSTEAD)

    def unsent(self) -> None:
        pass

    def after(self) -> None:
        pass

    def committing(self) -> None:
        self.broken = True  # for SQLAlchemy it is over now, and for the database it is not
        raise BadOperationError(self.what, "would end its transaction half way", _INSTEAD)

    def rolled_back(self) -> None:
        self.rolled = True

    def taken_back(self) -> None:
        pass

    def refuse_rolled_back(self) -> None:
        """Raise BadOperationError where the script has rolled its own transaction back."""
        if self.rolled:
            raise BadOperationError(self.what, "rolled its transaction back", "raise an exception instead")

    def _refuse(self) -> None:
        raise BadOperationError(self.what, "would end its transaction half way", _INSTEAD)

    async def _ending(self, how: How, file: str, line: int) -> None:
        raise BadOperationError(self.what, f"calls `{how}()` in {file}, line {line}", _INSTEAD)

    def _count(self, _c: Any, cursor: Any, text: str, parameters: Any, _context: Any, many: bool) -> None:
        if _WRITES.match(text):
            known = cursor.rowcount if cursor.rowcount is not None else -1
            self.rows += max(known, 0) if not many or known > 0 else len(parameters)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """While the script runs."""
        online, sync = self.online, self.online.sync
        was = online.watch, online.ends.told
        online.watch, online.ends.told = self, self._ending
        vars(sync).update(commit=self._refuse, rollback=self._refuse)
        event.listen(sync, "after_cursor_execute", self._count)
        online.record(on=True)
        try:
            yield
        finally:
            online.record(on=False)
            for name in ("commit", "rollback"):
                vars(sync).pop(name, None)
            event.remove(sync, "after_cursor_execute", self._count)
            online.watch, online.ends.told = was
