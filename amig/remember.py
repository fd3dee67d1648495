"""What a run tells the ledger of each of its steps."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from amig.aftermath import WITHIN, another, taken
from amig.aside import aside
from amig.errors import EditedRevisionError
from amig.impl.failure import reason
from amig.impl.online import Online
from amig.script.fingerprint import ALGORITHM
from amig.state.backfills import Backfills
from amig.state.events import Event

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Step
    from amig.state.events import Kind
    from amig.state.ledger import Ledger
    from amig.state.lock import Heads, Lock

logger = logging.getLogger("amig.ledger")


class Memory:
    """The ledger of one run; with `ledger = false` nothing is kept, and nothing costs anything."""

    def __init__(self, context: MigrationContext, lock: Lock) -> None:
        self.context, self.lock, self.ledger = context, lock, context.ledger

    @property
    def _backfills(self) -> Backfills:
        channel = self.context.channel
        assert isinstance(channel, Online)  # noqa: S101 - for the type checker
        return Backfills(channel, self.context.versions)

    async def ready(self) -> None:
        """Make the ledger where it is missing; on MySQL that commits."""
        if self.ledger is not None:
            await self.ledger.ensure()

    async def begun(self, step: Step) -> None:
        """Make the tables where they are missing, before the step; on MySQL that commits."""
        await self.ready()
        if step.revision.backfill and step.direction == "upgrade":
            await self._backfills.ensure()
        elif step.revision.backfill and self.lock.transactional and not self.lock.autocommit:
            await self._backfills.forget([step.revision.id])  # first its row, then its tables: as a batch locks them

    async def done(self, step: Step, seconds: float, *, read: bool = False) -> None:
        """Say that it is done, in the transaction that moves the version rows; its backfill is due, or forgotten.

        `read`: its file was read before.
        """
        if step.revision.backfill and step.direction == "upgrade":
            await self._backfills.register(step.revision.id)
        elif step.revision.backfill:
            await self._backfills.forget([step.revision.id])
        if self.ledger is not None:
            took = round(seconds, 6)
            events = self.events(step, took) if read else await aside(self.events, step, took)
            await self.ledger.add(*events, where=self.lock.unmoved)

    def events(self, step: Step, seconds: float | None = None) -> tuple[Event, ...]:
        """What is to be told of a step that is done; reads its file, where that was not read before."""
        return () if self.ledger is None else (done_event(self.context.script, step, self.ledger.run, seconds),)

    def kept(self) -> None:
        """The transaction is committed."""
        if self.ledger is not None:
            self.ledger.kept()

    async def failed(self, step: Step, error: BaseException, seconds: float) -> bool:
        """Say how a step ended that was rolled back; whether it is said. It never hides the error."""
        if self.ledger is None or not self._is_open():
            return True
        self.ledger.undone()
        kind: Kind = "failed" if isinstance(error, Exception) else "interrupted"
        said = str(error) or type(error).__name__
        event = self.ledger.event(step.revision.id, step.direction, kind, seconds=round(seconds, 6), error=said)
        try:
            async with asyncio.timeout(WITHIN):
                said_so = await self._tell(self.ledger, event)
            problem = "another migrator holds the lock, and there is no ledger yet"
        except Exception as failure:  # noqa: BLE001 - it must never hide the failure that it is about
            said_so, problem = False, reason(failure)
        if not said_so:
            logger.warning("nothing of it is in the ledger: revision %s, %s: %s", step.revision.id, kind, problem)
        return said_so

    async def _tell(self, ledger: Ledger, event: Event) -> bool:
        connection = ledger.online.connection
        if not connection.closed and not connection.invalidated:
            return await _tell(ledger, self.lock, event)
        async with another(self.context) as (online, lock):
            return await _tell(ledger.over(online, self.lock.schema), lock, event)

    def _is_open(self) -> bool:
        channel = self.context.channel
        return isinstance(channel, Online) and not channel.external

    async def stamped(self, found: Heads, rows: Heads, **more: object) -> None:
        """Say which version rows a stamp has set, and `more`. Of the backfills that it passes by nothing is known."""
        script = self.context.script
        if script.graph.backfills:
            passed = await aside(lambda: _applied(script, found) ^ _applied(script, rows))
            await self._backfills.forget(one.id for one in script.graph.backfills if one.id in passed)
        if self.ledger is not None:
            await self.ledger.ensure()
            changed = sorted(rows ^ found)
            events = [
                self.ledger.event(id_, "stamp", "done", data={"gone": id_ not in rows, **more}) for id_ in changed
            ]
            if events:
                await self.ledger.add(*events)


def done_event(script: ScriptDirectory, step: Step, run: str, seconds: float | None = None) -> Event:
    """What is told of a step that is done; reads its file, where that was not read before."""
    revision = step.revision
    data: dict[str, object] = {"compatible": True} if revision.compatible else {}
    if step.direction == "upgrade":
        data = {**data, "after": _after(script, step), "source": script.text(revision)}
    hash_, id_ = script.fingerprint(revision), revision.id
    return Event(run=run, revision=id_, direction=step.direction, event="done", seconds=seconds, hash=hash_, data=data)


def _applied(script: ScriptDirectory, rows: Heads) -> set[str]:
    graph = script.seen(rows)
    return graph.ancestors(graph.canonical(rows))


async def _tell(ledger: Ledger, lock: Lock, event: Event) -> bool:
    """Write an event; a ledger that the rollback took is made anew, under the lock."""
    if await ledger.add_afterwards(event):
        return True
    if await taken(lock, WITHIN / 2) is None:
        return False
    await ledger.ensure()
    await ledger.add(event)
    await lock.commit()
    return True


def _after(script: ScriptDirectory, step: Step) -> list[str]:
    """What is applied where this is: for an older image that has no file of it."""
    before = script.graph.view(step.expects).before(step.revision.id)
    return list(dict.fromkeys((*before, *step.revision.replaces)))


async def watch_edits(context: MigrationContext) -> None:
    """Warn of applied revisions whose files were edited since; with `strict` raises EditedRevisionError."""
    if context.ledger is None:
        return
    async with context.glance():
        events = await context.ledger.applied()
    for error in await aside(lambda: list(edited(context.script, events))):
        if context.options.strict:
            raise error
        logger.warning("%s", error)


def edited(script: ScriptDirectory, events: Iterable[Event]) -> Iterator[EditedRevisionError]:
    """Which of the applied revisions say something else now; those whose files are gone are not asked."""
    for event in events:
        if event.revision not in script.graph or not (event.hash or "").startswith(f"{ALGORITHM}:"):
            continue
        revision = script.graph[event.revision]
        was, now = str(event.data.get("source", "")), script.text(revision)
        if was != now and script.fingerprint(revision) != event.hash:
            at = event.at.strftime("%Y-%m-%d %H:%M") if event.at else "another day"
            yield EditedRevisionError(event.revision, at, _difference(was, now))


def _difference(was: str, now: str) -> str:
    """What changed, as a diff of few lines."""
    from difflib import unified_diff

    return "\n".join(unified_diff(was.splitlines(), now.splitlines(), "applied", "now", n=1, lineterm=""))
