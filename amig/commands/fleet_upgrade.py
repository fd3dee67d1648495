"""`amig fleet upgrade`: take every tenant to a target, the shared scope first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.completion import revisions
from amig.commands.face import Call, face
from amig.commands.fleet import FleetChoices, run_options
from amig.commands.fleet_run import fleet_run, run_fleet
from amig.fleet.report import FleetReport

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config
    from amig.fleet.brake import Brake
    from amig.fleet.events import Tell


async def fleet_upgrade(
    config: Config | str | Path | None = None,
    target: str = "head",
    *,
    only: tuple[str, ...] = (),
    url: str | None = None,
    tell: Tell | None = None,
    brake: Brake | None = None,
    **chosen: Unpack[FleetChoices],
) -> FleetReport:
    """Upgrade every tenant of the configured fleet, or `only` those with these names or labels.

    `tell` is called with every event, `brake` pauses and stops the run from outside. What fails on one tenant is in
    the report, and raised nowhere. Called again, a run that was interrupted goes on.
    """
    return await fleet_run("upgrade", config, target, only=only, url=url, tell=tell, brake=brake, chosen=chosen)


@face("fleet upgrade", COMMANDS["fleet upgrade"][1])
@click.argument("target", default="head", shell_complete=revisions)
@run_options
def command(call: Call, target: str, **given: Any) -> int:
    """TARGET is `head` without one. Called again, it goes on where it was interrupted."""
    return run_fleet(call, "upgrade", target, given)
