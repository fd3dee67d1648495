"""The fleet ledger: what a run did to which tenant, kept in a database of the operator's choice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.fleet import at_once
from amig.fleet.events import FleetEvent, TenantDone, TenantFailed, TenantSkipped
from amig.fleet.ledger_tables import FORMAT, FleetTables
from amig.impl import impl_for
from amig.impl.connect import make_engine
from amig.impl.failure import classify, sqlstate
from amig.impl.guard import Guard
from amig.impl.online import Online
from amig.impl.opened import opened
from amig.state.events import who
from amig.state.versions import is_missing_table

if TYPE_CHECKING:
    from sqlalchemy import URL, Executable
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from amig.impl.base import Impl
    from amig.ops.statement import Statement

R = TypeVar("R")
_MADE_MEANWHILE = ("23505", "42710", "42P07")
_LONGEST = 255
_WAIT = 30.0
_PAGE = 500


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run, as it is remembered. `report` is that of its end, as JSON. Times are seconds since 1970."""

    run: str
    direction: str
    target: str
    state: str
    why: str
    tenants: int
    began: float
    seen: float
    ended: float | None
    report: dict[str, Any] | None
    host: str
    user: str
    app: str
    amig: str


@dataclass(frozen=True, slots=True)
class LastOutcome:
    """What last became of a tenant in a run."""

    tenant: str
    outcome: str
    revision: str
    problem: str
    hint: str
    fingerprint: str
    attempts: int
    seconds: float


@dataclass(frozen=True, slots=True)
class TenantRow:
    """What last became of a tenant in a run, whole. `at` is in seconds since 1970."""

    id: int
    tenant: str
    outcome: str
    before: str
    after: str
    revision: str
    attempts: int
    seconds: float
    fingerprint: str
    problem: str
    hint: str
    wave: int
    at: float


class FleetLedger:
    """One connection of its own; a lost one is replaced."""

    def __init__(self, engine: AsyncEngine, app: str | None) -> None:
        self.engine, self.app = engine, app
        self.impl: Impl = impl_for(engine.dialect)
        self.tables = FleetTables.of(self.impl)
        self._connection: AsyncConnection | None = None
        self._turn = asyncio.Lock()
        self._kept: list[dict[str, Any]] = []

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str | URL, app: str | None = None) -> AsyncGenerator[FleetLedger, None]:
        """The ledger in a database; nothing is created. Raises UnreachableError."""
        ledger = cls(await aside(make_engine, url), app)
        try:
            yield ledger
        finally:
            await ledger._close()
            await Guard().finish(ledger.engine.dispose())

    async def create(self) -> None:
        """Make the tables where they are missing; another coordinator may do the same at the same time."""
        for statement in self.tables.create(self.impl):
            try:
                await self._change(statement)
            except DBAPIError as error:
                if sqlstate(error) not in _MADE_MEANWHILE:
                    raise

    async def unfinished(self, direction: str, goal: str, only: Sequence[str]) -> str | None:
        """The id of the last run of the same command, where that did not come to its end."""
        runs = self.tables.runs
        same = (runs.c.direction == direction, runs.c.goal == goal, runs.c.only == json.dumps(list(only)))
        last = select(func.max(runs.c.id)).where(*same).scalar_subquery()
        query = self.impl.dml(select(runs.c.run).where(runs.c.id == last, runs.c.state != "done"), result=True)
        found = await self._do(lambda online: at_once.texts(online, query))
        return str(found[0][0]) if found else None

    async def go_on(self, run: str) -> None:
        """Write that a run goes on."""
        runs, now = self.tables.runs, self.tables.now
        again = runs.update().where(runs.c.run == run)
        await self._change(self.impl.dml(again.values(state="running", why="", seen=now, ended=None)))

    async def begin(self, run: str, direction: str, target: str, goal: str, only: Sequence[str]) -> None:
        """Write that a run begins."""
        runs, now = self.tables.runs, self.tables.now
        by = await aside(who, self.app)
        values = {"run": run, "format": FORMAT, "direction": direction, "target": target[:_LONGEST], "goal": goal}
        values |= {"only": json.dumps(list(only)), "state": "running", "why": "", "tenants": 0}
        values |= {"host": by.host[:_LONGEST], "os_user": by.user[:_LONGEST], "app": by.app[:_LONGEST]}
        values |= {"amig_version": by.amig, "began": now, "seen": now}
        await self._change(self.impl.dml(runs.insert().inline().values(values)))

    async def count(self, run: str, tenants: int) -> None:
        """Write how many tenants a run has."""
        runs = self.tables.runs
        await self._change(self.impl.dml(runs.update().where(runs.c.run == run).values(tenants=tenants)))

    async def state(self, run: str, state: str, why: str = "") -> None:
        """Write what a run does now."""
        runs, now = self.tables.runs, self.tables.now
        values = runs.update().where(runs.c.run == run).values(state=state, why=why, seen=now)
        await self._change(self.impl.dml(values))

    async def end(self, run: str, state: str, why: str, report: dict[str, Any]) -> None:
        """Write how a run ended."""
        runs, now = self.tables.runs, self.tables.now
        values = {"state": state, "why": why, "seen": now, "ended": now, "report": json.dumps(report)}
        await self._change(self.impl.dml(runs.update().where(runs.c.run == run).values(values)))

    def keep(self, run: str, event: FleetEvent) -> None:
        """Remember what became of a tenant, to be written with the next flush."""
        if (row := _row(event)) is not None:
            self._kept.append({"run": run, **row})

    async def flush(self) -> None:
        """Write what was kept, in one statement for some hundred tenants."""
        while self._kept:
            some, self._kept = self._kept[:200], self._kept[200:]
            try:
                await self._write(some)
            except BaseException:
                self._kept = some + self._kept
                raise

    async def _write(self, rows: list[dict[str, Any]]) -> None:
        """All of them or none. PostgreSQL's driver does many rows of one statement in one transaction; elsewhere they
        are values of one statement, which has to be made anew each time.
        """
        insert, now = self.tables.tenants.insert().inline(), self.tables.now
        if self.impl.dialect_name == "postgresql":
            each = self.impl.dml(insert.values(at=now))
            await self._do(lambda online: online.change(each, rows))
        else:
            await self._change(self.impl.dml(insert.values([{**row, "at": now} for row in rows])))

    async def lead(self, owner: str, run: str, seconds: float) -> str | None:
        """Take or renew the lead for so long; None when it is ours, else who has it. Makes the tables where need be."""
        lead, now = self.tables.lead, self.tables.now
        mine = lead.update().where((lead.c.owner == owner) | (lead.c.until < now))
        taking = self.impl.dml(mine.values(owner=owner, run=run, until=now + seconds))
        try:
            taken = await self._change(taking)
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            await self.create()
            taken = await self._change(taking)
        if taken == 1:
            return None
        with suppress(DBAPIError):
            values = lead.insert().inline().values(id=1, owner=owner, run=run, until=now + seconds)
            await self._change(self.impl.dml(values))
            return None
        rows = await self._fetch(select(lead.c.owner))
        other = str(rows[0][0]) if rows else "another process"
        return None if other == owner else other

    async def leave(self, owner: str) -> None:
        """Give the lead up."""
        lead = self.tables.lead
        await self._change(self.impl.dml(lead.update().where(lead.c.owner == owner).values(until=0)))

    async def order(self, run: str, word: str) -> None:
        """Leave an order for whoever leads."""
        by = await aside(who, self.app)
        values = {"run": run, "word": word, "host": by.host[:_LONGEST], "os_user": by.user[:_LONGEST]}
        await self._change(self.impl.dml(self.tables.orders.insert().inline().values(at=self.tables.now, **values)))

    async def orders(self, run: str, after: int) -> list[tuple[int, str, str]]:
        """Orders since the last one that was seen: their numbers, words, and who gave them."""
        orders = self.tables.orders
        mine = orders.c.run == run, orders.c.id > after
        query = select(orders.c.id, orders.c.word, orders.c.os_user, orders.c.host).where(*mine).order_by(orders.c.id)
        return [(int(id_), str(word), f"{user}@{host}") for id_, word, user, host in await self._fetch(query)]

    async def last_run(self, *, led: bool = False) -> RunRow | None:
        """The last run; `led`: only one that somebody leads now. None where there is none, or no ledger."""
        runs, lead = self.tables.runs, self.tables.lead
        query = _run_columns(runs).order_by(runs.c.id.desc()).limit(1)
        if led:
            query = query.join(lead, lead.c.run == runs.c.run).where(lead.c.until > self.tables.now)
        try:
            found = await self._fetch(query)
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            return None
        return _run_row(found[0]) if found else None

    async def standing(self, run: str) -> tuple[str, bool]:
        """What a run does now, and whether anybody leads; for those who work for it elsewhere."""
        runs, lead = self.tables.runs, self.tables.lead
        led = select(func.count()).where(lead.c.until > self.tables.now).scalar_subquery()
        ((state, leaders),) = await self._fetch(select(runs.c.state, led).where(runs.c.run == run))
        return str(state), bool(leaders)

    async def outcomes(self, run: str, names: Sequence[str]) -> dict[str, LastOutcome]:
        """What last became of some tenants in a run."""
        tenants = self.tables.tenants
        mine = tenants.c.run == run, tenants.c.tenant.in_(list(names))
        last = select(func.max(tenants.c.id)).where(*mine).group_by(tenants.c.tenant)
        columns = [tenants.c[name] for name in LastOutcome.__dataclass_fields__]
        rows = await self._fetch(select(*columns).where(tenants.c.id.in_(last)))
        return {str(row[0]): LastOutcome(*row) for row in rows}

    async def runs_named(self, start: str) -> list[RunRow]:
        """The newest two runs whose ids begin so; none where there is no ledger."""
        runs = self.tables.runs
        query = _run_columns(runs).where(runs.c.run.startswith(start, autoescape=True)).order_by(runs.c.id.desc())
        try:
            return [_run_row(row) for row in await self._fetch(query.limit(2))]
        except DBAPIError as error:
            if not is_missing_table(error):
                raise
            return []

    async def rows(self, run: str) -> AsyncGenerator[list[TenantRow], None]:
        """What last became of each tenant in a run, some hundred at a time, in the order in which it happened."""
        tenants, after = self.tables.tenants, 0
        later = tenants.alias("later")
        same = later.c.run == tenants.c.run, later.c.tenant == tenants.c.tenant, later.c.id > tenants.c.id
        last = select(*(tenants.c[name] for name in TenantRow.__dataclass_fields__)).where(
            tenants.c.run == run, ~select(later.c.id).where(*same).exists()
        )
        while page := await self._fetch(last.where(tenants.c.id > after).order_by(tenants.c.id).limit(_PAGE)):
            yield [TenantRow(*row) for row in page]
            after = page[-1][0]

    async def _fetch(self, query: Executable) -> Sequence[Sequence[Any]]:
        return await self._do(lambda online: online.fetch(self.impl.dml(query, result=True)))

    async def _change(self, statement: Statement) -> int:
        return await self._do(lambda online: at_once.change(online, statement))

    async def _do(self, work: Callable[[Online], Coroutine[Any, Any, R]]) -> R:
        """One statement, outside any transaction; on a new connection where the old one was lost."""
        async with self._turn:
            try:
                return await self._on_connection(work)
            except Exception as error:
                if classify(error) != "lost":
                    raise
                await self._close()
            return await self._on_connection(work)

    async def _on_connection(self, work: Callable[[Online], Coroutine[Any, Any, R]]) -> R:
        if self._connection is None:
            self._connection = await opened(self.engine, _WAIT)
        with Online(self._connection) as online:
            await online.isolation("AUTOCOMMIT")
            try:
                return await work(online)
            finally:
                if not (self._connection.closed or self._connection.invalidated):
                    await online.rollback()

    async def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                await Guard().finish(connection.close())


def _row(event: FleetEvent) -> dict[str, Any] | None:
    """The row of what became of a tenant."""
    nothing = dict.fromkeys(("before", "after", "revision", "fingerprint", "problem", "hint"), "")
    match event:
        case TenantDone():
            moved = {"before": " ".join(event.before), "after": " ".join(event.after), "seconds": event.seconds}
            row = {"outcome": "done", **nothing, **moved, "attempts": event.attempts}
        case TenantSkipped():
            row = {"outcome": event.why, **nothing, "problem": event.problem, "seconds": 0.0, "attempts": 0}
        case TenantFailed():
            said = {name: getattr(event, name) for name in ("revision", "fingerprint", "problem", "hint", "seconds")}
            moved = {"before": " ".join(event.before), "after": " ".join(event.after)}
            row = {"outcome": "failed", **moved, **said, "attempts": event.attempts}
        case _:
            return None
    return {"tenant": event.tenant[:_LONGEST], "wave": event.wave, **row}


def _run_columns(runs: Any) -> Any:
    names = ("run", "direction", "target", "state", "why", "tenants", "began", "seen", "ended", "report", "host")
    return select(*(runs.c[name] for name in (*names, "os_user", "app", "amig_version")))


def _run_row(row: Sequence[Any]) -> RunRow:
    run, direction, target, state, why, tenants, began, seen, ended, report, host, user, app, amig = row
    told = json.loads(report) if report else None
    return RunRow(run, direction, target, state, why, tenants, began, seen, ended, told, host, user, app, amig)
