"""What `fleet pause`, `fleet continue` and `fleet stop` share: an order in the fleet ledger for whoever leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rich_click as click

from amig.aside import aside
from amig.commands.face import Call, run
from amig.config import Config
from amig.errors import NoDatabaseError, NoFleetRunError
from amig.fleet.ledger import FleetLedger
from amig.fleet.settings import FleetSettings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from amig.fleet.brake import Word


@dataclass(frozen=True, slots=True)
class FleetOrder:
    """An order that was left for a run, which takes it within about a second."""

    run: str
    word: str


async def leave_order(
    word: Word, config: Config | str | Path | None, url: str | None, ledger_url: str | None
) -> FleetOrder:
    """Leave an order; raises NoFleetRunError where nobody leads a run."""
    settings = await aside(Config.of, config)
    place = ledger_url or (await aside(FleetSettings.of, settings)).ledger_url or url or settings.needed_url
    if not place:
        raise NoDatabaseError(settings.where)
    async with FleetLedger.open(place, settings.app) as ledger:
        if (found := await ledger.last_run(led=True)) is None:
            raise NoFleetRunError
        await ledger.order(found.run, word)
    return FleetOrder(found.run, word)


def ledger_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--ledger-url`."""
    says = "Where the fleet is remembered, instead of the configured place."
    return click.option("--ledger-url", metavar="URL", help=says)(function)


def give(call: Call, word: Word, ledger_url: str | None, told: str) -> None:
    """The same from the command line."""

    async def work() -> FleetOrder:
        return await leave_order(word, await call.config(), call.url, ledger_url)

    result = run(work())
    call.console.line(told)
    call.show(result, "")
