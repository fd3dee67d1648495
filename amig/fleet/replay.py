"""A run's report of what the fleet ledger remembers of it."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from amig.fleet.digest import Digest
from amig.fleet.events import RunBegan, RunEnded, TenantDone, TenantFailed, TenantSkipped

if TYPE_CHECKING:
    from amig.fleet.events import Ending, FleetEvent
    from amig.fleet.ledger import FleetLedger, RunRow, TenantRow
    from amig.fleet.report import FleetReport
    from amig.fleet.run_report import RunReport


async def replay(ledger: FleetLedger, run: RunRow) -> RunReport:
    """Read what last became of each tenant; who had nothing to do is only a number, of a run that came to its end."""
    digest, retries = Digest(), 0
    digest.add(RunBegan(run.run, run.direction, run.target, run.tenants, ()), 0.0)
    async with aclosing(ledger.rows(run.run)) as pages:
        async for page in pages:
            for row in page:
                digest.add(event_of(row), row.at - run.began)
                retries += max(0, row.attempts - 1)
    seconds = digest.last if run.ended is None else run.ended - run.began
    digest.add(RunEnded(run.run, await _outcome(ledger, run), seconds), seconds)
    found = digest.report(f"{run.user}@{run.host}", run.began, run.amig, run.why)
    summary, unclear = _completed(replace(found.summary, retries=retries), run)
    return replace(found, summary=summary, left_unclear=unclear)


def event_of(row: TenantRow) -> FleetEvent:
    """What was told when the row was written, as far as it is remembered."""
    before, after = tuple(row.before.split()), tuple(row.after.split())
    if row.outcome == "done":
        return TenantDone(row.tenant, before, after, (), row.seconds, row.attempts, row.wave)
    if row.outcome == "failed":
        told = (row.revision, row.problem, row.hint, row.fingerprint)
        return TenantFailed(row.tenant, before, after, *told, row.seconds, row.attempts, row.wave)
    return TenantSkipped(row.tenant, "gone" if row.outcome == "gone" else "ahead", row.problem, row.wave)


async def _outcome(ledger: FleetLedger, run: RunRow) -> Ending:
    if run.state in ("done", "failed", "stopped"):
        return "done" if run.state == "done" else "failed" if run.state == "failed" else "stopped"
    led = await ledger.last_run(led=True)
    return "running" if led is not None and led.run == run.run else "interrupted"


def _completed(summary: FleetReport, run: RunRow) -> tuple[FleetReport, bool]:
    """With what the run itself told at its end; and whether it is unclear how many were left.

    What a continued run told counts those that its first part had done as having had nothing to do.
    """
    told = run.report
    if told is None or (told["continued"] and run.state == "stopped"):
        return summary, summary.left > 0
    left = min(int(told["left"]), summary.left)
    waves = summary.waves
    if not told["continued"]:
        pairs = zip(waves, told["waves"], strict=False)
        waves = tuple(
            replace(mine, name=its["name"], current=its["current"], seconds=its["seconds"]) for mine, its in pairs
        )
    shared = tuple(told["shared"])
    return replace(summary, current=summary.left - left, left=left, waves=waves, shared=shared), False
