"""`amig fleet status`: where the tenants are, and what the last run says of those that are behind. Creates nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rich_click as click

from amig.commands import COMMANDS, PENDING
from amig.commands.face import Call, face, run
from amig.commands.fleet import causes, fleet_of
from amig.fleet.status import FleetStatus, status

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config


async def fleet_status(
    config: Config | str | Path | None = None,
    *,
    only: tuple[str, ...] = (),
    url: str | None = None,
    ledger_url: str | None = None,
) -> FleetStatus:
    """Where the tenants of the configured fleet are, or `only` those with these names or labels."""
    return await status(await fleet_of(config, only, url, {"ledger_url": ledger_url}))


@face("fleet status", COMMANDS["fleet status"][1])
@click.option("--only", multiple=True, metavar="LABEL|NAME", help="Only these tenants; repeatable.")
@click.option("--ledger-url", metavar="URL", help="Where the fleet is remembered, instead of the configured place.")
def command(call: Call, only: tuple[str, ...], ledger_url: str | None) -> int:
    """Exits with 3 unless every tenant that is there has everything."""

    async def work() -> FleetStatus:
        return await fleet_status(await call.config(), only=only, url=call.url, ledger_url=ledger_url)

    found = run(work())
    call.show(found, "\n".join(_lines(call, found)))
    return 0 if found.all_current else PENDING


def _lines(call: Call, found: FleetStatus) -> list[str]:
    counts = [f"{found.current:,} current"]
    others = found.pending - found.failed - found.new
    for count, word in ((others, "pending"), (found.new, "new"), (found.failed, _failed(found))):
        counts += [f"{count:,} {word}"] if count > 0 else []
    for name in ("gone", "ahead", "unreadable"):
        counts += [f"{count:,} {name}"] if (count := getattr(found, name)) else []
    lines = [", ".join(counts), *causes(found.failures)]
    if call.verbose:
        lines += [f"{one.tenants:,} at {', '.join(one.revisions) or 'base'}, like {one.example}" for one in found.at]
    if (last := found.last_run) is not None:
        why = f": {last.why}" if last.why else ""
        lines.append(f"last run: {last.direction} to {last.target} by {last.by}, {last.state}{why}")
    return lines


def _failed(found: FleetStatus) -> str:
    same = len(found.failures)
    if found.failed == 1:
        return "failed"
    return "failed with the same cause" if same == 1 else f"failed with {same} causes"
