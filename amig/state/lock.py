"""One migrator at a time: one interface, a strategy per backend, and the transaction that goes with the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from amig.errors import ConcurrentChangeError

if TYPE_CHECKING:
    from amig.state.holders import Holder
    from amig.state.versions import Moves

Heads = frozenset[str]


class Lock(Protocol):
    """Lock and transaction of one step, on the connection that does the work.

    `enter` is one try and never waits in the server: the heads read under the lock, or None when somebody else holds
    it (then nothing is left open). With `autocommit` no transaction is opened and the lock belongs to the session.
    """

    transactional: bool
    """Whether a rollback takes back DDL."""
    pooled: bool
    """Whether a server session may be another one after each transaction: what is set for one would be others'."""
    schema: str | None
    """Where the version table is, once the lock has been tried."""
    autocommit: bool
    """Whether statements stand outside any transaction now."""
    left: Heads | None
    """The rows as this session left them, under a lock that it has held since; else None."""
    unmoved: str | None
    """What fails where they are not as they should be, as a text for the server; None where that is known."""

    async def enter(self, *, autocommit: bool = False, unforced: bool = False, unread: bool = False) -> Heads | None:
        """One try. `unforced`: SQLite lets go of its foreign keys before the transaction, for a rebuild.

        `unread`: rows that this session `left` need not be read, for what comes next is told only where they are there.
        """
        ...

    async def move(self, moves: Moves, expects: Heads) -> None:
        """Compare and move the version rows; outside a transaction in a short one of its own."""
        ...

    async def commit(self, *, goes_on: bool = False) -> None:
        """`goes_on`: another step follows at once, for which a lock that is the session's is kept."""
        ...

    async def rollback(self) -> None: ...

    async def open_autocommit(self) -> None:
        """Commit what came before and go on outside a transaction, without letting go of the lock."""
        ...

    async def close_autocommit(self) -> Heads | None:
        """Go back into a transaction: the heads, or None when that has to be tried again."""
        ...

    @property
    def leased_to(self) -> Holder | None:
        """Whose lease the last try met; None where it was none."""
        ...

    async def find_lease(self) -> Holder | None:
        """Who has a lease now; takes and makes nothing."""
        ...

    @property
    def key(self) -> int | str | None:
        """What the server calls the lock, once it has been tried; None where it has no name there."""
        ...

    async def named(self) -> int | str | None:
        """What the server would call the lock, which is not tried; None where it has no name there."""
        ...

    async def restore(self) -> None:
        """Give the connection back as it was: level, pragmas, session locks."""
        ...


def compare(expected: Heads, found: Heads) -> None:
    """Raise ConcurrentChangeError unless the rows are those that the step was planned from."""
    if expected != found:
        raise ConcurrentChangeError(tuple(sorted(expected)), tuple(sorted(found)))
