"""`amig fleet report`: what the fleet ledger remembers of a run, as text, JSON or a page. Creates nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.drawn import took
from amig.commands.face import Call, face, run
from amig.commands.fleet import causes, summary
from amig.commands.fleet_files import checked, report_option, write
from amig.commands.fleet_order import ledger_option
from amig.config import Config
from amig.errors import NoDatabaseError, UnknownRunError
from amig.fleet.ledger import FleetLedger
from amig.fleet.replay import replay
from amig.fleet.run_report import RunReport
from amig.fleet.settings import FleetSettings
from amig.impl.connect import masked

if TYPE_CHECKING:
    from pathlib import Path

    from amig.fleet.ledger import RunRow


async def fleet_report(
    config: Config | str | Path | None = None,
    run: str | None = None,
    *,
    url: str | None = None,
    ledger_url: str | None = None,
) -> RunReport:
    """What is remembered of a run: the last one, or that whose id begins with `run`. Raises UnknownRunError."""
    settings = await aside(Config.of, config)
    place = ledger_url or (await aside(FleetSettings.of, settings)).ledger_url or url or settings.needed_url
    if not place:
        raise NoDatabaseError(settings.where)
    async with FleetLedger.open(place, settings.app) as ledger:
        return await replay(ledger, await _run(ledger, run, str(masked(place))))


async def _run(ledger: FleetLedger, wanted: str | None, where: str) -> RunRow:
    found = await ledger.runs_named(wanted or "")
    if not found:
        raise UnknownRunError(f"no run begins with `{wanted}`" if wanted else "there is no run", where)
    if wanted and len(found) > 1:
        raise UnknownRunError(f"several runs begin with `{wanted}`", where)
    return found[0]


@face("fleet report", COMMANDS["fleet report"][1])
@click.argument("run_", metavar="[RUN]", required=False)
@report_option("-o", "--output", says="Write it to a file: .json, or .html for a page; repeatable.")
@ledger_option
def command(call: Call, run_: str | None, reports: tuple[str, ...], ledger_url: str | None) -> None:
    """RUN is the beginning of its id; the last run without one."""
    paths = checked(reports)

    async def work() -> RunReport:
        return await fleet_report(await call.config(), run_, url=call.url, ledger_url=ledger_url)

    found = run(work())
    write(found, paths)
    for path in paths:
        call.console.line(f"wrote {path}", "done")
    if call.json or not paths:
        call.show(found, "\n".join(_lines(found)))


def _lines(found: RunReport) -> list[str]:
    told = found.summary
    began = datetime.fromtimestamp(found.began, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    lines = [f"run {told.run}: {told.direction} to {told.target} by {found.by}, {began}, {told.outcome}"]
    lines += [f"stopped: {told.why_stopped}"] if told.why_stopped else []
    left = " (or had nothing to do)" if found.left_unclear else ""
    lines.append(f"{summary(told)}{left}  ({took(told.seconds)})")
    if (each := found.durations) is not None:
        longest = f"{took(each.p99)} (99 %), {took(each.longest)} at most"
        lines.append(f"a tenant took {took(each.median)} (median), {longest}")
    return [*lines, *causes(told.failures)]
