"""Who is told of each statement of a script, as it is sent: whoever has to know where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from amig.ops.statement import Statement


class Watch(Protocol):
    """Told synchronously, on the connection's own stack; what it raises stops the statement."""

    def before(self, text: str, statement: Statement | None, *, last: bool) -> None:
        """A statement is about to leave: of an operation, or of the script's own bind; `last` of its operation."""
        ...

    def unsent(self) -> None:
        """It did not leave, for what was to be written before it could not be."""
        ...

    def after(self) -> None:
        """It came back without an error."""
        ...

    def committing(self) -> None:
        """The transaction is about to be committed."""
        ...

    def rolled_back(self) -> None:
        """The transaction was rolled back."""
        ...

    def taken_back(self) -> None:
        """The operation that failed has undone what it had done."""
        ...
