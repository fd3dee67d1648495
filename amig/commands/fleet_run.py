"""What `fleet upgrade` and `fleet downgrade` share."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING, Any

from amig.commands.drawn import took
from amig.commands.face import Call, as_json, plain, run
from amig.commands.fleet import causes, chosen_of, crew_of, fleet_of, summary
from amig.commands.fleet_files import checked, write
from amig.commands.fleet_telling import Kept, telling
from amig.fleet.brake import Brake
from amig.fleet.coordinator import coordinate
from amig.state.events import who

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from amig.commands.fleet import FleetChoices
    from amig.config import Config
    from amig.fleet.events import Tell
    from amig.fleet.report import FleetReport
    from amig.script.plan import Direction


async def fleet_run(
    direction: Direction,
    config: Config | str | Path | None,
    target: str,
    *,
    only: tuple[str, ...],
    url: str | None,
    tell: Tell | None,
    brake: Brake | None,
    chosen: FleetChoices,
) -> FleetReport:
    """Take the fleet that a configuration names to the target."""
    fleet = await fleet_of(config, only, url, chosen)
    async with crew_of(fleet) as crew:
        return await coordinate(fleet, direction, target, tell=tell, brake=brake, crew=crew)


def run_fleet(call: Call, direction: Direction, target: str, given: dict[str, Any]) -> int:
    """Run it from the command line: 0 when every tenant is at the target, 1 when not, 130 or 143 when asked to stop."""
    only, brake, asked = given.pop("only"), Brake(), list[int]()
    paths, kept = checked(given.pop("reports")), Kept()

    def ask(number: int) -> None:
        asked.append(number)
        brake.stop(f"interrupted by {signal.Signals(number).name}")

    async def work() -> FleetReport:
        config, chosen = await call.config(), chosen_of(given)
        async with telling(call, kept) as tell:
            return await fleet_run(
                direction, config, target, only=only, url=call.url, tell=tell, brake=brake, chosen=chosen
            )

    try:
        report = run(work(), ask)
        show(call, report)
    finally:
        _write(call, kept, paths, brake.why)
    if asked:
        return 128 + asked[0]
    return 0 if report.all_current else 1


def _write(call: Call, kept: Kept, paths: Sequence[Path], why: str) -> None:
    """The report's files, of what has happened; a run that was broken off has one too."""
    if not paths or kept.digest.began is None:
        return
    by = who(None)
    write(kept.digest.report(f"{by.user}@{by.host}", kept.began, by.amig, why), paths)
    for path in paths:
        call.console.line(f"wrote {path}", "done")


def show(call: Call, report: FleetReport) -> None:
    """The end of it: one more line of JSON, or what people read."""
    if call.json:
        sys.stdout.write(as_json({"event": "report", **plain(report)}) + "\n")
        return
    for line in causes(report.failures):
        call.console.line(call.console.plain(line), None if line.startswith(" ") else "error")
    if report.why_stopped:
        call.console.line(f"stopped: {report.why_stopped}", "warning")
    call.console.line(f"{summary(report)}  ({took(report.seconds)})", "done" if report.all_current else None)
