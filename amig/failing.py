"""What is told of a step that failed: where, why, what stays, and who was in the way."""

from __future__ import annotations

import logging
from contextlib import suppress
from traceback import walk_tb
from typing import TYPE_CHECKING

from amig.errors import (
    AmigError,
    CannotResumeError,
    CommitLostError,
    ConcurrentChangeError,
    DestructiveError,
    InterruptedRevisionError,
    MixedRevisionError,
    StatementChangedError,
    StepFailedError,
    UnawaitedError,
    UnclearStatementError,
)
from amig.impl.failure import number, reason, remedy
from amig.impl.kept import kept, one_line
from amig.impl.online import Online
from amig.outcome import in_order
from amig.resume import count
from amig.state.blockers import blockers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.context import MigrationContext
    from amig.script.plan import Step
    from amig.state.lock import Heads, Lock

logger = logging.getLogger("amig.run")

_PLAIN = (UnawaitedError, MixedRevisionError, ConcurrentChangeError, DestructiveError)
_UNRESUMED = (
    InterruptedRevisionError,
    UnclearStatementError,
    CannotResumeError,
    StatementChangedError,
    CommitLostError,
)


async def in_the_way(context: MigrationContext) -> str:
    """The sessions that hold what the statement waited for, as far as can be told."""
    channel = context.channel
    assert isinstance(channel, Online)  # noqa: S101 - for the type checker
    found = await blockers(channel, context.impl, channel.sent[-1] if channel.sent else "")
    return "; ".join(map(str, found))


def failure_of(
    context: MigrationContext, lock: Lock, step: Step, error: BaseException, at: Heads
) -> StepFailedError | None:
    """What is told instead of the error itself; None where that says it all. `at`: the rows of the last commit."""
    kept_now = _kept(context, lock, error)
    plain = isinstance(error, _PLAIN)
    if not isinstance(error, Exception):
        _tell_kept(step, kept_now)
        return None
    if isinstance(error, _UNRESUMED) or (plain and not kept_now):
        return None
    channel, committed, journal = context.channel, context.committed, context.journal
    failed = channel.completed < len(channel.sent)
    counted = len(committed) + len(channel.sent) if failed else 0
    return StepFailedError(
        step.revision.id,
        step.direction,
        _reason(context, step, error),
        statement=counted if journal is None else journal.failed_at,
        kept=kept_now,
        at=in_order(at if context.saved is None else context.saved),
        advice_of_cause=_advice(context, error),
        resumes_at=journal.kept + 1 if journal is not None and (kept_now or journal.resumed) else 0,
        database="MySQL" if not lock.transactional else "",
    )


async def total(context: MigrationContext, step: Step) -> int | None:
    """How many statements the revision has, where its source says it."""
    connection = context.connection
    if connection is None or connection.closed or connection.invalidated:
        return None
    with suppress(Exception):
        return await count(context, step)
    return None


def _tell_kept(step: Step, kept_now: Sequence[str]) -> None:
    """A cancellation carries no words of ours; what it left half done is told all the same."""
    if kept_now:
        said = "%s of revision %s was stopped; the database kept %d of its statements: %s"
        logger.warning(said, step.direction, step.revision.id, len(kept_now), "; ".join(kept_now))


def _reason(context: MigrationContext, step: Step, error: Exception) -> str:
    where = f" ({context.channel.failing})" if context.channel.failing else ""
    if isinstance(error, AmigError):
        return str(error) + where
    return reason(error) + (where or ("" if hasattr(error, "orig") else _raised_at(error, str(step.revision.path))))


def _advice(context: MigrationContext, error: Exception) -> str | None:
    if context.channel.external:  # type: ignore[union-attr]
        return "roll back the transaction that you handed over"
    return error.hint if isinstance(error, AmigError) else remedy(error)


def _kept(context: MigrationContext, lock: Lock, error: BaseException) -> tuple[str, ...]:
    """The statements of this step that a rollback does not take back."""
    channel, outside = context.channel, lock.autocommit
    if lock.transactional and not outside:
        return one_line(context.committed)
    done = channel.completed - channel.taken_back
    rest = kept(channel.sent, done, autocommit=outside, error_number=number(error))
    return one_line([*context.committed, *rest])


def _raised_at(error: Exception, path: str) -> str:
    """The line of the script at which its own error left it; nothing where that is in none of its lines."""
    lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == path]
    return f" ({path}, line {lines[-1]})" if lines else ""
