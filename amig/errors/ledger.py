"""The history that a database keeps."""

from __future__ import annotations

from amig.errors.base import error
from amig.errors.database import DatabaseError


@error
class LedgerRefusedError(DatabaseError):
    """The ledger cannot be created."""

    says = "the ledger `{table}` could not be created: {problem}"
    advice = "give the role the right to create a table beside the version table, or set `ledger = false`"
    table: str
    problem: str


@error
class NoLedgerError(DatabaseError):
    """The configuration wants no ledger, and this needs one."""

    says = "there is no ledger to read: the configuration says `ledger = false`"
    advice = "set `ledger = true`; from then on what happens is kept"


@error
class NewerLedgerError(DatabaseError):
    """A newer amig has written into the ledger."""

    says = "the ledger `{table}` holds rows of format {found}, and this amig knows {known}"
    advice = "use the amig that the others use, or a newer one"
    table: str
    found: int
    known: int


@error
class EditedRevisionError(DatabaseError):
    """An applied revision's file says something else than when it ran."""

    says = "revision `{revision}` was edited after it was applied on {at}:\n{diff}"
    advice = "put the file back and write what is new into a revision of its own, or set `strict = false`"
    revision: str
    at: str
    diff: str
