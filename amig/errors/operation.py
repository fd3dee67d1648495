"""Errors of what a script asked for."""

from __future__ import annotations

from amig.errors.base import AmigError, error, listed


class OperationError(AmigError):
    """What a script asked for cannot be done."""


@error
class IrreversibleError(OperationError):
    """A directive without a reverse was asked for one, or a script says that there is no way back, and `why`."""

    operation: str
    why: str | None = None

    @property
    def sentence(self) -> str:
        shown = f"{self.operation} cannot be reversed: {self.why}"
        return shown if self.why else f"`{self.operation}` cannot be reversed"

    @property
    def hint(self) -> str | None:
        return "restore a backup, or go on upwards" if self.why else "write the downgrade by hand"


@error
class UnsupportedError(OperationError):
    """The backend has no way to do this; `instead` says what can be done."""

    says = "`{operation}` on {dialect}: {problem}"
    advice = "{instead}"
    operation: str
    dialect: str
    problem: str
    instead: str


@error
class BadOperationError(OperationError):
    """An operation was called with something it cannot take."""

    says = "`{operation}` {problem}"
    advice = "{instead}"
    operation: str
    problem: str
    instead: str


@error
class RebuildRefusedError(OperationError):
    """SQLite: rebuilding a table would delete rows that refer to it, for foreign keys stay enforced."""

    says = "`{table}` cannot be rebuilt while foreign keys are enforced: rows of {children} would be deleted with it"
    advice = (
        "write `foreign_keys = False` in the revision's header, and no `transactional = False`; in a transaction of"
        " your own, run `PRAGMA foreign_keys = OFF` before it begins"
    )
    table: str
    children: tuple[str, ...]


@error
class OutsideMigrationError(OperationError):
    """`amig.op` was used while no migration was running."""

    says = "`op.{operation}` was called while no migration is running"
    advice = "call operations inside upgrade() or downgrade(); an import, a bare thread or `run_in_executor` has none"
    operation: str


@error
class SealedError(OperationError):
    """An operation came after its revision had ended."""

    says = "`{operation}` came after revision `{revision}` had ended"
    advice = "await every operation before upgrade() returns"
    operation: str
    revision: str


@error
class MixedRevisionError(OperationError):
    """One revision mixes statements that need a transaction with one that must have none."""

    says = "revision `{revision}` mixes {autocommit}, which cannot run in a transaction, with {other}"
    revision: str
    autocommit: str
    other: str
    done: tuple[str, ...] = ()

    @property
    def hint(self) -> str | None:
        end = f"done and kept so far: {listed(self.done)}" if self.done else "nothing was executed"
        return f"move it to a revision of its own, or into `async with op.get_context().autocommit_block():`; {end}"


@error
class DestructiveError(OperationError):
    """A revision destroys something, and nobody has allowed it; `done` counts what it had sent by then."""

    says = "revision `{revision}` destroys {destroyed}: {statement}"
    revision: str
    destroyed: str
    statement: str
    done: int = 0

    @property
    def hint(self) -> str:
        far = f"the revision had come to statement {self.done + 1}" if self.done else "nothing was executed"
        return f'allow it with `--allow-destructive`, or by `destructive = "why"` in its header; {far}'


@error
class OfflineError(OperationError):
    """Something that needs a database, while SQL is only written."""

    says = "`{operation}` needs a database, and `--sql` has none"
    advice = "{instead}"
    operation: str
    instead: str


@error
class ForeignTransactionError(OperationError):
    """The caller's own open transaction does not allow this."""

    says = "the connection was handed over in an open transaction, {problem}"
    advice = "{instead}"
    problem: str
    instead: str


@error
class UnrenderableError(OperationError):
    """A value that no Python text is known for was to be written into a revision."""

    says = "{value} cannot be written into a revision: {problem}"
    advice = "register a function for its type with `@code.register` of `amig.autogen.render`, or write it by hand"
    value: str
    problem: str
