"""`amig check`: whether a database is as the models say. Changes nothing, creates nothing."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.aside import aside
from amig.autogen.differences import Difference, differences
from amig.commands import COMMANDS, PENDING
from amig.commands.differing import models, pending
from amig.commands.face import Call, face, run
from amig.commands.foreseeing import of_database
from amig.commands.project import over
from amig.config import Config
from amig.console import Console
from amig.diff import diff
from amig.env import Bind, Request, run_env
from amig.foresee.ask import ask
from amig.foresee.chain import foresight
from amig.foresee.finding import Foreseen
from amig.outcome import Interrupted
from amig.resume import interrupted
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from amig.context import MigrationContext

_STYLES = {"added": "done", "removed": "error", "changed": "warning"}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What differs between a database and the models. `unsure` may be no differences: the server could not be asked.

    `pending` are revisions that the database does not have; with some it is not compared. `interrupted` is one that did
    not come to its end. `foreseen` is what its rows say of those that are pending, where that was asked instead.
    """

    differences: tuple[Difference, ...]
    unsure: tuple[Difference, ...] = ()
    pending: tuple[str, ...] = ()
    strict: bool = False
    name: str | None = None
    interrupted: Interrupted | None = None
    foreseen: Foreseen | None = None
    databases: tuple[CheckResult, ...] = ()
    """Where there are several databases, each of them; the other fields are what all say together."""

    @property
    def is_same(self) -> bool:
        """Whether nothing differs, is pending or interrupted; with `strict` nothing may be unsure either."""
        stopped = any(one.interrupted is not None for one in self.databases or (self,))
        return not (self.differences or self.pending or stopped or (self.strict and self.unsure))

    @property
    def breaks(self) -> bool:
        """Whether rows would make a pending revision fail; with `strict` also where that is not sure."""
        asked = [one.foreseen for one in self.databases or (self,) if one.foreseen is not None]
        return any(one.breaks or (self.strict and not one.is_sure) for one in asked)


async def check(
    config: Config | str | Path | None = None,
    *,
    strict: bool | None = None,
    data: bool = False,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> CheckResult:
    """Compare a given `engine`, `connection` or `url`, or the configured databases, with the models.

    With `strict`, else as the configuration says, what is unsure counts too. A database that lacks revisions is not
    compared: what they do would be found as differences. With `data` no models are needed: it is asked for rows that
    would make its pending revisions fail.
    """
    found: list[CheckResult] = []
    config = await aside(Config.of, config)
    counts = config.strict if strict is None else strict

    async def one(settings: Config, script: ScriptDirectory) -> None:
        async def work(context: MigrationContext) -> None:
            if data:
                found.append(await _foreseen(context, strict=counts))
                return
            lacking = await aside(pending, script, await context.heads())
            name, stopped = context.options.name, await interrupted(context)
            if lacking or stopped:
                found.append(CheckResult((), pending=lacking, strict=counts, name=name, interrupted=stopped))
                return
            different = await diff(context, await models(context, settings))
            sure, unsure = differences(different.sure), differences(different.unsure)
            found.append(CheckResult(sure, unsure, strict=counts, name=name))

        await run_env(settings, script, Request(work=work, bind=bind, x=x, reads_only=True))

    await over(config, bind, one)
    return found[0] if len(found) == 1 else _together(found, strict=counts)


async def _foreseen(context: MigrationContext, *, strict: bool) -> CheckResult:
    """What the rows say of the upgrade to the heads."""
    heads = await context.heads()
    steps = await aside(lambda: context.script.steps(context.script.resolve("heads", heads, "upgrade"), heads))
    asked = await aside(foresight, context.impl, context.script, steps)
    lacking = tuple(step.revision.id for step in steps)
    foreseen = await ask(context, asked, lacking)
    return CheckResult((), pending=lacking, strict=strict, name=context.options.name, foreseen=foreseen)


def _together(found: Sequence[CheckResult], *, strict: bool) -> CheckResult:
    return CheckResult(
        tuple(difference for one in found for difference in one.differences),
        tuple(difference for one in found for difference in one.unsure),
        tuple(dict.fromkeys(revision for one in found for revision in one.pending)),
        strict,
        databases=tuple(found),
    )


@face("check", COMMANDS["check"][1])
@click.option("--strict", is_flag=True, help="What is unsure counts, too.")
@click.option("--data", is_flag=True, help="Look for rows that would make the pending revisions fail, instead.")
def command(call: Call, *, strict: bool, data: bool) -> int:
    """Exits with 3 for differences, and for revisions that the database does not have yet.

    With --data it exits with 1 where a pending revision would fail, else with 0.
    """

    async def work() -> CheckResult:
        return await check(await call.config(), strict=strict or None, data=data, x=call.x, **call.bind)

    result = run(work())
    if call.json:
        call.show(result, "")
    else:
        out = Console(color=call.color, stream=sys.stdout)
        for one in result.databases or (result,):
            _show(call, out, one)
    if data:
        return 1 if result.breaks else 0
    return 0 if result.is_same else PENDING


def _show(call: Call, out: Console, result: CheckResult) -> None:
    """The differences on stdout, how many there are on stderr."""
    name = f"{result.name}: " if result.name else ""
    if result.foreseen is not None:
        _show_foreseen(call, out, result.foreseen, name)
        return
    if (stopped := result.interrupted) is not None:
        call.console.line(f"{name}not compared, {stopped.direction} of {stopped.revision} is {stopped}", "warning")
        call.console.line("run it again, or say what happened with `amig resolve`", "hint")
        return
    if result.pending:
        call.console.line(f"{name}not compared, these revisions are pending: {', '.join(result.pending)}")
        call.console.line("run `amig upgrade` first", "hint")
        return
    for one in result.differences:
        _line(out, one, name)
    for one in result.unsure:
        _line(out, one, f"{name}unsure: ")
    count = len(result.differences)
    said = "no differences" if not count else "1 difference" if count == 1 else f"{count} differences"
    unsure = f", {len(result.unsure)} unsure" if result.unsure else ""
    call.console.line(f"{name}{said}{unsure}", None if count else "done")


def _show_foreseen(call: Call, out: Console, foreseen: Foreseen, name: str) -> None:
    """What the rows say, and how much was asked."""
    for line, style in of_database(foreseen):
        out.line(f"{name}{line}", style)
    said = f"{len(foreseen.pending)} pending, {foreseen.asked} asked about their rows"
    verdict = "would fail" if foreseen.breaks else "clean" if foreseen.is_sure else "nothing certain"
    call.console.line(f"{name}{said}: {verdict}", None if foreseen.breaks else "done")


def _line(out: Console, one: Difference, before: str) -> None:
    out.line(f"{before}{one.line}", _STYLES[one.change])
    out.line(f"    {one.reason}")
    if one.unsure:
        out.line(f"    unsure because {one.unsure}")
    out.line(f"    to leave it out: {one.ignore}", "note")
