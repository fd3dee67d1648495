"""`amig fleet continue`, from another terminal than the one that runs the fleet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.commands import COMMANDS
from amig.commands.face import Call, face
from amig.commands.fleet_order import FleetOrder, give, leave_order, ledger_option

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config


async def fleet_continue(
    config: Config | str | Path | None = None, *, url: str | None = None, ledger_url: str | None = None
) -> FleetOrder:
    """Let tenants begin again. Raises NoFleetRunError where nobody leads a run."""
    return await leave_order("continue", config, url, ledger_url)


@face("fleet continue", COMMANDS["fleet continue"][1])
@ledger_option
def command(call: Call, ledger_url: str | None) -> None:
    give(call, "continue", ledger_url, "tenants begin again")
