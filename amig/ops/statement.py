"""What is sent to a database or written to a file: one SQL statement, as a value."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Executable


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One SQL statement.

    `text` is complete SQL with its values written out, without a terminator: what offline mode writes and a plan
    shows; a callable is asked only when somebody looks. DDL is sent as this text. DML carries its `construct` and the
    `parameters` of one row beside it, and is compiled by the connection's own dialect when it is sent. `note` says
    where it stands in a script of many. One that `makes` something is left out where the same transaction has made it
    already; `verify` is given the rows and raises when they are not as they must be. One that only `checks`, or has
    something to verify, is not written offline. `if_failed` is what undoes it, and what was to be undone before it,
    when a later statement of the same operation fails.
    """

    written: str | Callable[[], str]
    construct: Executable | None = None
    parameters: Mapping[str, Any] | None = None
    result: bool = False
    autocommit: bool = False
    note: str | None = None
    makes: str | None = None
    unmakes: str | None = None
    verify: Callable[[Sequence[Sequence[Any]]], None] | None = None
    checks: bool = False
    if_failed: tuple[str, ...] | None = None

    @property
    def text(self) -> str:
        return self.written if isinstance(self.written, str) else self.written()
