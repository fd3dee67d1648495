"""Batch after batch, each in a transaction of its own, until nothing is left."""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.backfilling.batch import Batch, Script
from amig.backfilling.pace import Pace, Wish
from amig.backfilling.standing import applied
from amig.backfilling.values import Progress, Tell
from amig.errors import (
    AmigError,
    BackfillError,
    BackfillFailedError,
    BackfillNotAppliedError,
    DatabaseError,
    ForeignTransactionError,
    UnawaitedError,
)
from amig.impl.failure import classify, reason, remedy
from amig.impl.online import Online
from amig.state.backfill_table import Filled
from amig.state.backfills import Backfills
from amig.state.retries import Retries
from amig.state.timeouts import Timeouts

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.revision import Revision

logger = logging.getLogger("amig.backfill")
_PLAIN = (BackfillError, UnawaitedError, DatabaseError)


async def fill(
    context: MigrationContext,
    revision: Revision,
    wish: Wish | None = None,
    tell: Tell | None = None,
    *,
    batches: float = inf,
) -> Filled:
    """Run the backfill of a revision to its end, or so many batches, or as long as the wish says.

    Several may run it: a batch is done by one of them. Raises BackfillNotAppliedError, BackfillFailedError and others.
    """
    if context.channel.external:  # type: ignore[union-attr]
        raise ForeignTransactionError(
            "and each batch of a backfill is committed", "commit it first, or hand over an engine"
        )
    wish = wish or Wish()
    script = await Script.load(context, revision)
    filling = _Filling(context, script, Pace.of(revision, wish), tell or (lambda _: None))
    try:
        return await filling.run(inf if wish.seconds is None else time.monotonic() + wish.seconds, batches)
    finally:
        if context.lock is not None:
            await context.lock.restore()


async def rest(seconds: float) -> None:
    """Between two batches nothing is open."""
    if seconds > 0:
        await asyncio.sleep(seconds)


class _Filling:
    """One run of one backfill."""

    def __init__(self, context: MigrationContext, script: Script, pace: Pace, tell: Tell) -> None:
        assert context.lock is not None  # noqa: S101 - for the type checker
        assert isinstance(context.channel, Online)  # noqa: S101 - likewise
        self.context, self.script, self.pace, self.tell = context, script, pace, tell
        self.online, self.lock, self.id = context.channel, context.lock, script.revision.id
        self.store = Backfills(context.channel, context.versions)
        self.timeouts = Timeouts(context.channel, context.impl)
        self.retries = Retries(context.options.retries)
        self.at = Filled(self.id)
        self.began, self.rows, self.done = time.monotonic(), 0, 0

    async def run(self, until: float, batches: float) -> Filled:
        """Batch after batch, with rests between them."""
        found = await self._registered()
        while not found.finished:
            started, before = time.monotonic(), self.rows
            found = await self._batch()
            if found.finished or self.done >= batches:
                break
            pause = self.pace.rest(self.rows - before, time.monotonic() - started)
            if time.monotonic() + pause >= until:
                break
            await rest(pause)
        return found

    async def _batch(self) -> Filled:
        """One batch of ours that was committed; where others ended the backfill meanwhile, what they left."""
        patience = self.context.patience()
        self.retries = Retries(self.context.options.retries)
        while True:
            try:
                if (found := await self._tried()) is not None:
                    return found
            except BaseException as error:
                with suppress(Exception):
                    await self.lock.rollback()
                    await self.timeouts.restore()
                if not isinstance(error, Exception):
                    raise
                await self._again(error)
                continue
            there = (await self.store.read()).get(self.id)
            await self.lock.rollback()
            if there is None:
                raise BackfillNotAppliedError(self.id)
            patience.progress(there.batches)
            await patience.wait()

    async def _tried(self) -> Filled | None:
        """One batch; None where somebody else is at one, or the row is gone."""
        if not await self._begin():
            return None
        if (found := await self.store.take(self.id)) is None:
            return None
        self.at = found
        if found.finished:
            await self.lock.rollback()
            return found
        await self.timeouts.set(self.script.revision, self.context.options, autocommit=False)
        now = await Batch(self.context, self.script, self.pace.batch).run(found)
        await self.timeouts.restore()
        await self.lock.commit()
        self.rows, self.done = self.rows + now.rows - found.rows, self.done + 1
        logger.debug("backfill of %s: batch %d is done, %d rows", self.id, now.batches, now.rows)
        self.tell(self._progress(now))
        return now

    async def _begin(self) -> bool:
        """Open a transaction; False where SQLite has another writer."""
        if self.context.impl.dialect_name == "sqlite":
            return await self.lock.enter() is not None
        await self.online.isolation("READ COMMITTED")
        await self.online.begin()
        return True

    async def _again(self, error: Exception) -> None:
        """Rest before the next try where the server was busy; else raise what is told of the failure."""
        pause = self.retries.next(self.id) if classify(error) == "busy" else None
        if pause is not None:
            said = "the backfill of %s met a busy server, and its batch is tried again in %.1f s: %s"
            logger.warning(said, self.id, pause, reason(error))
            await rest(pause)
        elif isinstance(error, _PLAIN):
            raise error
        else:
            advice = error.hint if isinstance(error, AmigError) else remedy(error)
            raise BackfillFailedError(self.id, self.at.batches + 1, reason(error), advice) from error

    async def _registered(self) -> Filled:
        """How far it is; where nothing is known of it (a stamp), it is due from now on. Raises BackfillNotAppliedError.

        What is read counts from inside the migration lock where something is to be made.
        """
        heads = await self.context.heads()
        if not await self._applies(heads):
            raise BackfillNotAppliedError(self.id)
        async with self.context.glance():
            found = (await self.store.read()).get(self.id)
        if found is None:
            found = await self._register()
        self.at = found
        return found

    async def _register(self) -> Filled:
        patience = self.context.patience()
        while (heads := await self.lock.enter()) is None:
            await patience.wait()
        if not await self._applies(heads):
            await self.lock.rollback()
            raise BackfillNotAppliedError(self.id)
        await self.store.ensure()
        if self.id not in await self.store.read():
            await self.store.register(self.id)
        await self.lock.commit()
        async with self.context.glance():
            return (await self.store.read())[self.id]

    async def _applies(self, heads: frozenset[str]) -> bool:
        return self.id in [one.id for one in await aside(applied, self.context.script, heads)]

    def _progress(self, now: Filled) -> Progress:
        took = time.monotonic() - self.began
        rate = self.rows / took if took and self.rows else None
        left = None if now.total is None or rate is None else max(now.total - now.rows, 0) / rate
        return Progress(self.id, now.batches, now.rows, now.total, rate, left, now.finished, self.context.options.name)
