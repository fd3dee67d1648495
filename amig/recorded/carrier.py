"""How closed steps are carried out in one go: one interface, a strategy for each backend that has such a way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol

from amig.impl.straight import MovedError as MovedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.impl.online import Online
    from amig.recorded.value import Part, Recorded
    from amig.script.plan import Step

_SEEN = ("before_execute", "after_execute", "before_cursor_execute", "after_cursor_execute", "begin", "commit")
_SEEN_BY_DIALECT = ("do_execute", "do_execute_no_params", "do_executemany")
_CHANGING = ("schema_translate_map", "postgresql_readonly", "postgresql_deferrable", "logging_token")


class BusyError(Exception):
    """Another migrator is at work: nothing was done, try again."""


class TakenError(Exception):
    """A schema that was to be made holds something: nothing was done."""


class StringError(Exception):
    """Something failed, and nothing of it was done; its cause is the driver's own error."""


class Carrier(Protocol):
    """Carries out steps in one go, all of each or nothing.

    Both ways of sending raise BusyError, MovedError and StringError, where nothing was done; and what SQLAlchemy raises
    for a connection, or a transaction, that is lost.
    """

    committed: bool | None
    """Whether what was sent last is committed; None where only the database can tell."""
    makes_tables: bool
    """Whether it makes the bookkeeping's tables where they are missing."""
    waits: bool
    """Whether what it sends is carried out elsewhere, and this process has time meanwhile."""
    at: Step | None
    """Where it stands, or stopped, as far as can be told."""

    async def locate(self) -> None:
        """Find out where the tables are, as far as that must be known before anything is sent; asked once."""
        ...

    def takes(self, step: Step) -> bool:
        """Whether a step can go out here, and nobody would miss its statements."""
        ...

    def fits(self, recorded: Recorded) -> bool:
        """Whether what was recorded of a step can go out here."""
        ...

    def is_inside(self) -> bool:
        """Whether a transaction is open that steps can join."""
        ...

    async def send(self, part: Part) -> None:
        """Carry out one step as a transaction of its own, under its own lock."""
        ...

    async def send_within(self, parts: Sequence[Part]) -> None:
        """Carry out steps in the transaction that is open."""
        ...

    async def take_back(self) -> None:
        """Undo what `send_within` left when it failed: its own steps, and nothing else."""
        ...


def is_unseen(online: Online, *, entered: bool = True) -> bool:
    """Whether no listener of the user's, and no option of the connection, would see or change what goes by.

    `entered`: amig listens itself.
    """
    sync = online.sync
    if sync._echo or any(sync.get_execution_options().get(name) for name in _CHANGING):
        return False
    mine = Counter(name for name, _ in online.listeners()) if entered else Counter[str]()
    return all(_count(sync, name) <= mine[name] for name in _SEEN) and not any(
        _count(sync.dialect, name) for name in _SEEN_BY_DIALECT
    )


def _count(target: Any, name: str) -> int:
    return len(getattr(target.dispatch, name))
