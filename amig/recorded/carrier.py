"""How closed steps are carried out in one go: one interface, a strategy for each backend that has such a way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

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
    """Another migrator is at work: nothing was done, try again.

    `at` is the revision that met it, where that is told.
    """

    def __init__(self, at: str | None = None) -> None:
        super().__init__("busy")
        self.at = at


class TakenError(Exception):
    """A schema that was to be made holds something: nothing was done."""


class StringError(Exception):
    """Something failed, and nothing of it was done; its cause is the driver's own error."""


class Carrier(Protocol):
    """Carries out steps in one go, all of each or nothing.

    Both ways of sending raise BusyError, MovedError and StringError, where nothing was done of the step that failed,
    and of those after it; and what SQLAlchemy raises for a connection, or a transaction, that is lost.
    """

    committed: int | None
    """How many of the steps that were sent last are committed; None where only the database can tell."""
    makes_tables: bool
    """Whether it makes the bookkeeping's tables where they are missing."""
    waits: bool
    """Whether what it sends is carried out elsewhere, and this process has time meanwhile."""
    at: Step | None
    """Where it stands, or stopped, as far as can be told."""

    async def locate(self) -> None:
        """Find out where the tables are, as far as that must be known before anything is sent; asked once."""
        ...

    def is_open(self) -> bool:
        """Whether steps can go out now, and nobody would miss their statements."""
        ...

    def takes(self, step: Step) -> bool:
        """Whether this step can."""
        ...

    def prepare(self, part: Part) -> None:
        """Get ready what can be made of a step before it goes out by `send`."""
        ...

    def fits(self, recorded: Recorded) -> bool:
        """Whether what was recorded of a step can go out here."""
        ...

    def is_inside(self) -> bool:
        """Whether a transaction is open that steps can join."""
        ...

    async def send(self, parts: Sequence[Part]) -> None:
        """Carry out steps, each as a transaction of its own, under its own lock; the first failure ends it."""
        ...

    def most(self, allowed: int) -> int:
        """How many steps may go out at a time, where so many would be wanted."""
        ...

    async def send_within(self, parts: Sequence[Part]) -> None:
        """Carry out steps in the transaction that is open."""
        ...

    def interrupted(self) -> None:
        """Something else goes out in the transaction that is open."""
        ...

    async def take_back(self) -> None:
        """Undo what `send_within` left when it failed: its own steps, and nothing else."""
        ...


def is_unseen(online: Online, *, entered: bool = True) -> bool:
    """Whether no listener of the user's, and no option of the connection, would see or change what goes by.

    `entered`: amig listens itself.
    """
    sync = online.sync
    options, heard = sync.get_execution_options(), sync.dispatch
    if sync._echo or (options and any(options.get(name) for name in _CHANGING)):
        return False
    mine = [name for name, _ in online.listeners()] if entered else []
    for name in _SEEN:
        if len(getattr(heard, name)) > mine.count(name):
            return False
    told = sync.dialect.dispatch
    return not any(len(getattr(told, name)) for name in _SEEN_BY_DIALECT)
