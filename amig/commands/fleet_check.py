"""`amig fleet check`: which tenants have rows that would break their pending revisions. Changes nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.completion import revisions
from amig.commands.face import Call, face, run
from amig.commands.fleet import fleet_of
from amig.commands.foreseeing import of_fleet
from amig.console import Console
from amig.fleet.check import check
from amig.fleet.check_report import FleetCheck
from amig.foresee.ask import TIMEOUT

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config


async def fleet_check(
    config: Config | str | Path | None = None,
    target: str = "head",
    *,
    only: tuple[str, ...] = (),
    url: str | None = None,
    concurrency: int | None = None,
    timeout: float = TIMEOUT,
) -> FleetCheck:
    """Ask the tenants of the configured fleet, or `only` those with these names or labels; reads only.

    `timeout` bounds each statement, in seconds; 0 leaves it to the server.
    """
    return await check(await fleet_of(config, only, url, {"concurrency": concurrency}), target, timeout=timeout)


@face("fleet check", COMMANDS["fleet check"][1])
@click.argument("target", default="head", shell_complete=revisions)
@click.option("--only", multiple=True, metavar="LABEL|NAME", help="Only these tenants; repeatable.")
@click.option("--concurrency", type=click.IntRange(min=1), help="So many connections to each server.")
@click.option("--timeout", type=click.FloatRange(min=0), default=TIMEOUT, help="Seconds for each statement; 0: any.")
@click.option("--strict", is_flag=True, help="Exit with 1 for what is unsure or cannot be foreseen, too.")
def command(  # noqa: PLR0917 - click's
    call: Call, target: str, only: tuple[str, ...], concurrency: int | None, timeout: float, strict: bool
) -> int:
    """TARGET is `head` without one. Exits with 1 where a tenant would fail or could not be read, else with 0."""

    async def work() -> FleetCheck:
        config = await call.config()
        return await fleet_check(config, target, only=only, url=call.url, concurrency=concurrency, timeout=timeout)

    found = run(work())
    if call.json:
        call.show(found, "")
    else:
        out = Console(color=call.color, stream=sys.stdout)
        for line, style in of_fleet(found):
            out.line(line, style)
        call.console.line(_summary(found), None if found.breaks else "done")
    return 1 if found.breaks or (strict and not found.is_sure) else 0


def _summary(found: FleetCheck) -> str:
    """`12 would fail, 3,985 clean, 3 current`."""
    words = {"breaking": "would fail", "unsure": "unsure", "clean": "clean", "current": "current"}
    words |= {name: name for name in ("gone", "ahead", "unreadable")}
    counts = [f"{count:,} {word}" for name, word in words.items() if (count := getattr(found, name))]
    return ", ".join(counts) or "no tenants"
