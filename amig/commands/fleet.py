"""What the fleet's commands share: the fleet that a configuration names, their options, and what people read of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import rich_click as click

from amig.aside import aside
from amig.commands.fleet_files import report_option
from amig.commands.project import folder, opened
from amig.config import Config
from amig.fleet.coordinator import Fleet
from amig.fleet.runner import run_batch
from amig.fleet.settings import FleetSettings
from amig.fleet.shared import Shared, check_needs

if TYPE_CHECKING:
    from pathlib import Path

    from amig.fleet.coordinator import Crew
    from amig.fleet.report import FailureGroup, FleetReport

F = TypeVar("F", bound=Callable[..., Any])


class FleetChoices(TypedDict, total=False):
    """What a call says instead of the configuration; None leaves a value as it is."""

    concurrency: int | None
    canary: int | None
    waves: tuple[str, ...] | None
    pause: float | None
    max_failures: str | None
    same_failures: int | None
    attempts: int | None
    tenant_timeout: float | None
    ledger_url: str | None
    on: str | None


async def fleet_of(
    config: Config | str | Path | None, only: tuple[str, ...], url: str | None, chosen: FleetChoices
) -> Fleet:
    """The fleet that a configuration names, with what a call says instead."""
    settings = await aside(Config.of, config)
    if url is not None:
        settings = settings.replace(url=url, engine=None)
    mine = (await aside(FleetSettings.of, settings)).with_(**chosen)
    _, script = await opened(settings)
    return Fleet(settings, mine, script, await _shared(settings, mine), only)


@asynccontextmanager
async def crew_of(fleet: Fleet) -> AsyncGenerator[Crew, None]:
    """Who runs the tenants: this process, or the cluster that the settings name. Raises what `cluster` raises."""
    if not fleet.settings.on:
        yield run_batch
        return
    from amig.fleet.dask import cluster

    async with cluster(fleet, folder) as crew:
        yield crew


async def _shared(settings: Config, mine: FleetSettings) -> Shared | None:
    """The shared scope, where one is configured: a database of the configuration, with its own folder."""
    if not mine.shared:
        return None
    own = settings.database(mine.shared)
    _, script = await opened(own)

    async def upgrade() -> tuple[tuple[str, ...], tuple[str, ...]]:
        from amig.commands.upgrade import upgrade

        result = await upgrade(own, "heads")
        return tuple(ran.revision for ran in result.steps), result.after

    return Shared(script, upgrade)


_OPTIONS = (
    click.option("--only", multiple=True, metavar="LABEL|NAME", help="Only these tenants; repeatable."),
    click.option("--concurrency", type=click.IntRange(min=1), help="So many connections to each server."),
    click.option("--canary", type=click.IntRange(min=0), help="So many tenants go first."),
    click.option("--waves", metavar="1%,10%,...", help="Counts, shares or labels, one after the other."),
    click.option("--pause", type=click.FloatRange(min=0), metavar="SECONDS", help="Rest after each wave."),
    click.option("--max-failures", metavar="N|N%", help="How many tenants may fail before the run stops."),
    click.option(
        "--same-failures", type=click.IntRange(min=0), help="Stop when so many fail for the same cause; 0 never."
    ),
    click.option("--attempts", type=click.IntRange(min=1), help="How often a tenant is tried when a server is busy."),
    click.option(
        "--tenant-timeout", type=click.FloatRange(min=0), metavar="SECONDS", help="How long a tenant may take; 0: any."
    ),
    click.option("--ledger-url", metavar="URL", help="Where the fleet is remembered, instead of the configured place."),
    report_option("--report", says="Write a report at the end: .json, or .html for a page; repeatable."),
    click.option("--on", metavar="dask://HOST:PORT", help="Spread the tenants over the workers of a Dask cluster."),
)


def run_options(function: F) -> F:
    """The options of a run over a fleet."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def chosen_of(given: dict[str, Any]) -> FleetChoices:
    """What the command line says, as a call would."""
    waves = given.pop("waves")
    split = tuple(part.strip() for part in waves.split(",") if part.strip()) if waves else None
    found: FleetChoices = {**given, "waves": split}  # type: ignore[typeddict-item]
    return found


def summary(report: FleetReport) -> str:
    """`3,998 current (3,000 upgraded now), 2 failed`."""
    current = report.current + report.done
    parts = [f"{current:,} at {report.target}"]
    parts += [f"{report.done:,} of them now"] if report.done else []
    for name, word in (("failed", "failed"), ("gone", "gone"), ("ahead", "ahead"), ("left", "not begun")):
        if count := getattr(report, name):
            parts.append(f"{count:,} {word}")
    return ", ".join(parts)


def causes(groups: tuple[FailureGroup, ...]) -> list[str]:
    """Each cause with the number of tenants and an example."""
    lines = []
    for group in groups:
        like = f"{group.count:,} failed, like {group.example}" if group.count > 1 else f"{group.example} failed"
        lines.append(f"{like}: {group.problem}")
        if group.hint:
            lines.append(f"    hint: {group.hint}")
    return lines


async def meet_shared(fleet: Fleet) -> None:
    """Raise NeedsSharedError where one of the tenants' revisions needs a shared one that is not applied."""
    needing = [one.id for one in fleet.script.graph.files if one.requires_shared]
    if not needing:
        return
    rows: tuple[str, ...] = ()
    if fleet.shared is not None:
        from amig.commands.current import current

        rows = (await current(fleet.config.database(fleet.settings.shared))).revisions
    await aside(check_needs, fleet.script, needing, fleet.shared, rows)
