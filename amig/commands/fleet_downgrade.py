"""`amig fleet downgrade`: take every tenant back to a target; the shared scope stays as it is."""

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


async def fleet_downgrade(
    config: Config | str | Path | None = None,
    target: str = "-1",
    *,
    only: tuple[str, ...] = (),
    url: str | None = None,
    tell: Tell | None = None,
    brake: Brake | None = None,
    **chosen: Unpack[FleetChoices],
) -> FleetReport:
    """Take every tenant of the configured fleet back to a target; everything else as `fleet_upgrade`."""
    return await fleet_run("downgrade", config, target, only=only, url=url, tell=tell, brake=brake, chosen=chosen)


@face("fleet downgrade", COMMANDS["fleet downgrade"][1])
@click.argument("target", shell_complete=revisions)
@run_options
def command(call: Call, target: str, **given: Any) -> int:
    """TARGET as for `amig downgrade`: counted steps are counted from where each tenant is."""
    return run_fleet(call, "downgrade", target, given)
