"""Backfills on the way of an upgrade: those that it runs itself, and those that a revision waits for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from amig.backfilling.batch import Batch, Script
from amig.backfilling.filling import fill
from amig.backfilling.pace import Pace, Wish
from amig.backfilling.standing import standing
from amig.backfilling.values import told
from amig.errors import BackfillUnfinishedError
from amig.impl.online import Online
from amig.outcome import Ran
from amig.state.backfill_table import Filled
from amig.state.backfills import Backfills
from amig.state.timeouts import Timeouts

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.plan import Step
    from amig.script.revision import Revision


async def meet(context: MigrationContext, step: Step, *, inside: bool = False) -> list[Ran]:
    """What a step requires; a small backfill is done with its first batch. Raises BackfillUnfinishedError.

    One that says `now` is run to its end. `inside`: all is one transaction, which is open.
    """
    ended: list[Ran] = []
    for id_ in step.revision.requires_backfill if step.direction == "upgrade" else ():
        revision = _revision(context, id_)
        before = {} if inside else {one.revision: one for one in await standing(context)}
        if (there := before.get(revision.id)) is not None and there.finished:
            continue
        batches = inf if revision.backfill_when == "now" else 1
        began = time.perf_counter()
        now = await (_fill_inside(context, revision, batches) if inside else fill(context, revision, batches=batches))
        if not now.finished:
            said = str(told(revision, now, context.script.graph, None))
            raise BackfillUnfinishedError(step.revision.id, revision.id, said, inside)
        ended.append(_ran(context, revision, began))
    return ended


async def follow(context: MigrationContext, step: Step, *, inside: bool = False) -> list[Ran]:
    """The backfill of a step that was carried out, where it says `now`."""
    revision = step.revision
    if not revision.backfill or revision.backfill_when != "now" or step.direction != "upgrade":
        return []
    began = time.perf_counter()
    await (_fill_inside(context, revision, inf) if inside else fill(context, revision))
    return [_ran(context, revision, began)]


async def left_over(context: MigrationContext) -> list[Ran]:
    """Those that say `now` and were not finished: an upgrade was stopped in the middle, or others are at it."""
    channel, graph = context.channel, context.script.graph
    now = {one.id: one for one in graph.backfills if one.backfill_when == "now"}
    if not now or not isinstance(channel, Online) or channel.external:
        return []
    ended: list[Ran] = []
    for one in await standing(context):
        if one.revision in now and not one.finished:
            began = time.perf_counter()
            await fill(context, now[one.revision])
            ended.append(_ran(context, now[one.revision], began))
    return ended


def comments(step: Step) -> Iterator[str]:
    """What written SQL says instead: a backfill needs a database."""
    revision = step.revision
    if step.direction == "upgrade":
        for id_ in revision.requires_backfill:
            yield f"Here the backfill of {id_} must be finished: amig backfill run {id_}"
        if revision.backfill:
            yield f"The backfill of {revision.id} is not written here: amig backfill run {revision.id}"
    elif revision.backfill:
        yield f"If the backfill of {revision.id} ever ran here, delete its row in amig_backfill"


async def _fill_inside(context: MigrationContext, revision: Revision, batches: float) -> Filled:
    """The same where the transaction is another's to end: all batches become part of it."""
    channel = context.channel
    assert isinstance(channel, Online)  # noqa: S101 - for the type checker
    store, script = Backfills(channel, context.versions), await Script.load(context, revision)
    await store.ensure()
    if (found := await store.take(revision.id)) is None:
        await store.register(revision.id)
        found = Filled(revision.id)
    timeouts = Timeouts(channel, context.impl)
    done = 0
    while not found.finished and done < batches:
        await timeouts.set(revision, context.options, autocommit=False)
        found = await Batch(context, script, Pace.of(revision, Wish()).batch).run(replace(found))
        await timeouts.restore()
        done += 1
    return found


def _revision(context: MigrationContext, id_: str) -> Revision:
    graph = context.script.graph
    return next(one for one in graph.backfills if one.id == id_)


def _ran(context: MigrationContext, revision: Revision, began: float) -> Ran:
    """A backfill that was brought to its end, among the steps of a run."""
    seconds = time.perf_counter() - began
    return Ran(revision.id, "backfill", revision.message, seconds, database=context.options.name)
