"""Errors of what was interrupted, and of going on after it."""

from __future__ import annotations

from amig.errors.base import error
from amig.errors.database import DatabaseError


@error
class InterruptedRevisionError(DatabaseError):
    """Another revision, or the other direction, is due while one is interrupted."""

    says = "{direction} of revision `{revision}` was interrupted at {place}, and {wanted} cannot run before it is done"
    advice = "{remedy}"
    revision: str
    direction: str
    place: str
    wanted: str
    remedy: str


@error
class UnclearStatementError(DatabaseError):
    """Nobody knows whether a statement happened, and the catalogue does not tell; `shown` is what it has."""

    says = (
        "{direction} of revision `{revision}` was interrupted at {place}, and whether that happened cannot be told: "
        "`{text}`; {shown}"
    )
    advice = (
        "look at the database, then say `amig resolve {revision} --applied` (it happened: go on after it), "
        "`--rolled-back` (it did not: run it) or `--retry` (what was there is undone: begin the revision anew)"
    )
    revision: str
    direction: str
    place: str
    text: str
    shown: str


@error
class CannotResumeError(DatabaseError):
    """A revision that was interrupted cannot go on where it stopped."""

    says = "{direction} of revision `{revision}` was interrupted at {place} and cannot go on from there: {problem}"
    advice = (
        "undo by hand what it did and say `amig resolve {revision} --retry`, or finish it by hand and set the version"
        " with `amig stamp`"
    )
    revision: str
    direction: str
    place: str
    problem: str


@error
class StatementChangedError(DatabaseError):
    """A statement that was done already says something else now."""

    says = "statement {statement} of revision `{revision}` was `{was}` when it ran, and is `{now}` now"
    advice = (
        "put the file back as it was up to that statement (what comes after may be corrected), or undo by hand what it"
        " did and say `amig resolve {revision} --retry`"
    )
    revision: str
    statement: int
    was: str
    now: str


@error
class NotInterruptedError(DatabaseError):
    """There is nothing to resolve, or not of this revision; `state` says what is so."""

    says = "nothing of {what} is to be resolved: {state}"
    advice = "`amig current` and `amig log --statements` show what happened"
    what: str
    state: str
