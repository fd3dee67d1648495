"""One batch of a backfill, in the transaction that is open: its rows, and how far that brought it."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from amig.aside import aside
from amig.backfilling.whole import Whole
from amig.errors import BackfillStuckError, BadCursorError, EditedBackfillError, UnawaitedError
from amig.impl.online import Online
from amig.ops.forgotten import forgotten
from amig.state.backfills import Backfills
from amig.step import Body, run_body

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.revision import Revision
    from amig.state.backfill_table import Filled

logger = logging.getLogger("amig.backfill")
_SHOWN = 80


class Script:
    """The functions of a revision that has a backfill."""

    def __init__(self, module: Any, revision: Revision, hash_: str) -> None:
        self.revision, self.hash = revision, hash_
        self.backfill: Callable[..., Any] = module.backfill
        self.total: Callable[..., Any] | None = getattr(module, "backfill_total", None)

    @classmethod
    async def load(cls, context: MigrationContext, revision: Revision) -> Script:
        """Import it; raises UnawaitedError, BadScriptError."""
        return await aside(cls._load, context, revision)

    @classmethod
    def _load(cls, context: MigrationContext, revision: Revision) -> Script:
        script = context.script
        if missed := forgotten(script.check(revision), str(revision.path)):
            raise UnawaitedError(tuple(missed))
        return cls(script.load(revision), revision, script.fingerprint(revision))


class Batch:
    """One batch. What it does is committed, or rolled back, by whoever began the transaction."""

    def __init__(self, context: MigrationContext, script: Script, size: int) -> None:
        assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
        self.context, self.script, self.size, self.online = context, script, size, context.channel
        self.store = Backfills(context.channel, context.versions)

    async def run(self, found: Filled) -> Filled:
        """From where it is to where it is then; raises what the script raises, BadCursorError, BackfillStuckError."""
        began, context, revision = time.perf_counter(), self.context, self.script.revision
        self._compare(found)
        context.revision, context.explicit, context.batch = revision.id, False, self.size
        context.guarded = context.options.destructive == "refuse" and revision.destructive is None
        was, context.journal = context.journal, None
        try:
            if found.total is None and self.script.total is not None:
                total, _ = await self._call(self.script.total, {})
                found = replace(found, total=int(total))
            given, rows = await self._call(self.script.backfill, {"cursor": found.cursor, "batch": self.size})
        finally:
            context.journal, context.batch = was, 0
        now = replace(
            found,
            cursor=self._kept(given, found),
            batches=found.batches + 1,
            rows=found.rows + rows,
            seconds=found.seconds + time.perf_counter() - began,
            hash=self.script.hash,
            finished=given is None,
        )
        await self.store.save(now)
        await self._note(now)
        return now

    async def _call(self, function: Callable[..., Any], more: Mapping[str, Any]) -> tuple[Any, int]:
        """What a function of the script gives back, and the rows that its statements touched."""
        options, whole = self.context.options, Whole(self.online, self.script.revision.id)
        self.online.forget()
        try:
            with whole.watching():
                body = Body(self.context, self.script.revision.id)
                given = await run_body(body, function, options.operations, {**options.arguments, **more})
        finally:
            if whole.broken:
                await self.online.connection.invalidate()
        whole.refuse_rolled_back()
        return given, whole.rows

    def _compare(self, found: Filled) -> None:
        """Warn of a script that was edited half way; with `strict` raises EditedBackfillError."""
        if found.hash not in (None, self.script.hash):
            error = EditedBackfillError(found.revision, found.batches)
            if self.context.options.strict:
                raise error
            logger.warning("%s: it goes on from the saved cursor with what the file says now", error)

    def _kept(self, given: Any, found: Filled) -> Any:
        """A cursor as it is kept."""
        try:
            text = json.dumps(given, allow_nan=False)
        except (TypeError, ValueError, RecursionError) as error:
            raise BadCursorError(found.revision, repr(given)[:_SHOWN], str(error)) from error
        kept = json.loads(text)
        if given is not None and found.batches and kept == found.cursor:
            raise BackfillStuckError(found.revision, text[:_SHOWN])
        return kept

    async def _note(self, now: Filled) -> None:
        """The ledger hears of the end of it."""
        ledger = self.context.ledger
        if now.finished and ledger is not None and await ledger.find():
            data = {"backfill": "finished", "batches": now.batches, "rows": now.rows}
            seconds = round(now.seconds, 6)
            await ledger.add(ledger.event(now.revision, "backfill", "progress", seconds=seconds, data=data))
