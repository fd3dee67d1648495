"""`amig fleet pause`, from another terminal than the one that runs the fleet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.commands import COMMANDS
from amig.commands.face import Call, face
from amig.commands.fleet_order import FleetOrder, give, leave_order, ledger_option

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config


async def fleet_pause(
    config: Config | str | Path | None = None, *, url: str | None = None, ledger_url: str | None = None
) -> FleetOrder:
    """Let no further tenant begin; what runs is finished. Raises NoFleetRunError where nobody leads a run."""
    return await leave_order("pause", config, url, ledger_url)


@face("fleet pause", COMMANDS["fleet pause"][1])
@ledger_option
def command(call: Call, ledger_url: str | None) -> None:
    give(call, "pause", ledger_url, "no further tenant begins; `amig fleet continue` lets them")
