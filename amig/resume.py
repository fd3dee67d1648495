"""Going on after an interruption: what was done, what became of the statement in flight, where to continue."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.errors import AmigError, CannotResumeError, InterruptedRevisionError, UnclearStatementError
from amig.impl.facts import Fact, facts_of, holds, ready_for, tells_its_end
from amig.look import look
from amig.outcome import Interrupted as Interrupted
from amig.preview.step import opening_of, preview
from amig.script.plan import Step
from amig.state.holders import holder_of
from amig.state.journal import Journal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amig.context import MigrationContext
    from amig.ops.seen import Seen
    from amig.state.unfinished import Mark, Unfinished


async def interrupted(context: MigrationContext) -> Interrupted | None:
    """The revision that was interrupted on this database, or that runs there now; None where there is none.

    Creates nothing and takes no lock.
    """
    if context.ledger is None or context.lock is None:
        return None
    async with context.glance():
        if (found := await context.ledger.unfinished()) is None:
            return None
        key = await context.lock.named()
        leased = await context.lock.find_lease()
    held = leased or await holder_of(context.channel, key)  # type: ignore[arg-type]
    return await described(context, found, running=held is not None)


async def described(context: MigrationContext, found: Unfinished, *, running: bool = False) -> Interrupted:
    """What is told of it, with the number of all its statements where the source says it."""
    step = await aside(_step_of, context, found)
    total = None if step is None else await count(context, step)
    text = None if found.at is None else found.at.text
    return Interrupted(found.revision, found.direction, found.statement, total, text, found.in_flight, running)


def _step_of(context: MigrationContext, found: Unfinished) -> Step | None:
    """The revision as a step, as far as its own statements go; None where its file is gone."""
    graph = context.script.graph
    if found.revision not in graph:
        return None
    rows: frozenset[str] = frozenset()
    return Step(graph[found.revision], found.direction, rows, rows)  # type: ignore[arg-type]


async def count(context: MigrationContext, step: Step) -> int | None:
    """How many statements a closed revision has; None for one that is not, or whose file cannot be read.

    A script that does more than say its statements is not run for the sake of a number.
    """
    try:
        if await aside(opening_of, context, step) is not None:
            return None
        context.impl.convention = await aside(context.options.convention)
        shown = await preview(context, step)
    except AmigError:
        return None
    if not shown.closed and (shown.ends or shown.looked or any(one.directive is None for one in shown.recorded)):
        return None
    constructs = [one.statement and one.statement.construct for one in shown.recorded]
    again = sum(one is not None and one is before for before, one in pairwise(constructs))
    return len(constructs) - again


async def begin(context: MigrationContext, step: Step, texts: Sequence[str] | None = None) -> Journal | None:
    """The journal of a step, which knows what an earlier run has done; under the lock. `texts`: all that it will send.

    Raises InterruptedRevisionError for another step than the interrupted one, CannotResumeError, and
    UnclearStatementError where only a person can tell what became of the statement in flight.
    """
    ledger, lock = context.ledger, context.lock
    if ledger is None or lock is None:
        return None
    found = None if lock.left is not None else await ledger.unfinished()
    if not lock.transactional or lock.autocommit or found is not None:
        await ready_for(texts if found is None else None, context.impl.flavour)
    journal = Journal(ledger, lock, step.revision.id, step.direction, await ledger.by())
    if found is not None:
        await _refuse(context, step, found)
        journal.resume(found)
        if found.at is not None and found.in_flight:
            await _decide(context, journal, found, found.at)
    return journal


async def _refuse(context: MigrationContext, step: Step, found: Unfinished) -> None:
    place, revision = (await described(context, found)).place, found.revision
    if (found.revision, found.direction) != (step.revision.id, step.direction):
        command = f"amig {found.direction}" + (f" {revision}" if found.direction == "upgrade" else "")
        remedy = f"run `{command}` again, which goes on where it stopped; or decide with `amig resolve {revision}`"
        wanted = f"{step.direction} of `{step.revision.id}`"
        raise InterruptedRevisionError(revision, found.direction, place, wanted, remedy)
    if found.scattered:
        problem = "the ledger does not hold all of its statements: the script took some of them back itself"
        raise CannotResumeError(revision, found.direction, place, problem)
    if (own := found.unskippable) is not None:
        problem = f"statement {own.number} was sent with its own bind and would run again: `{_line(own.text)}`"
        raise CannotResumeError(revision, found.direction, place, problem)


async def _decide(context: MigrationContext, journal: Journal, found: Unfinished, mark: Mark) -> None:
    """What became of the statement in flight, from the catalogue."""
    if tells_its_end(mark.text):
        journal.found(replace(mark, state="done"))
        return
    facts = facts_of(mark.text, context.impl.flavour)
    telling = [fact for fact in facts if fact.kind != "again"]
    seen = await look(context.channel, context.impl, list(dict.fromkeys(fact.table for fact in telling)))
    true = [holds(fact, seen) for fact in telling]
    if not facts or (any(true) and not all(true)):
        place = (await described(context, found)).place
        shown = "; ".join(_shown(fact, seen) for fact in telling) or "the catalogue does not show what it does"
        raise UnclearStatementError(found.revision, found.direction, place, _line(mark.text), shown)
    if true and all(true):
        journal.found(replace(mark, state="done"))


def _shown(fact: Fact, seen: Seen) -> str:
    """`column "n" of "t" is there`."""
    of = f" of `{fact.parent.name}`" if fact.parent is not None else ""
    what = f"{fact.kind} `{fact.name}`" if fact.name else "primary key"
    return f"{what}{of} is {'' if holds(fact, seen) is fact.there else 'not '}there"


def _line(text: str) -> str:
    return " ".join(text.split())[:200]
