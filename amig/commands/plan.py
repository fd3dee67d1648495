"""`amig plan`: what an upgrade or a downgrade would do. Changes nothing, creates nothing, locks nothing."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.completion import revisions
from amig.commands.face import Call, face, run
from amig.commands.project import over
from amig.config import Config
from amig.console import Console
from amig.env import Bind, Request, run_env
from amig.errors import BadCallError
from amig.preview import Plan, make
from amig.preview.file import PlanResult, own_version, write
from amig.preview.text import styled
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.plan import Direction


async def plan(
    config: Config | str | Path | None = None,
    target: str = "head",
    *,
    direction: Direction = "upgrade",
    execute_scripts: bool = False,
    out: str | Path | None = None,
    tag: str | None = None,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> PlanResult:
    """Plan the way to a target from where each database is, reading in a transaction that cannot write.

    A revision whose script depends on data is shown up to its first read; with `execute_scripts` its reads are
    answered. `out` is a file to keep the plan in, for `upgrade(plan=...)`.
    """
    plans: list[Plan] = []

    async def work(context: MigrationContext) -> None:
        plans.append(await make(context, target, direction, executes=execute_scripts))

    async def one(settings: Config, script: ScriptDirectory) -> None:
        await run_env(settings, script, Request(work=work, bind=bind, x=x, target=target, tag=tag, reads_only=True))

    await over(config, bind, one)
    result = PlanResult(tuple(plans), await aside(own_version))
    if out is not None:
        await aside(write, result, Path(out))
    return result


def show_plan(
    call: Call,
    target: str,
    direction: Direction,
    *,
    execute_scripts: bool = False,
    out: str | None = None,
    tag: str | None = None,
) -> None:
    """Plan, and print it."""

    async def work() -> PlanResult:
        return await plan(
            await call.config(),
            target,
            direction=direction,
            execute_scripts=execute_scripts,
            out=out,
            tag=tag,
            x=call.x,
            **call.bind,
        )

    result = run(work())
    if call.json:
        call.show(result, "")
    else:
        screen = Console(color=call.color, stream=sys.stdout)
        for line, style in styled(result.plans, screen.width or shutil.get_terminal_size().columns):
            screen.data(line, style)
    open_ = [step for one in result.plans for step in one.steps if (step.ends or "").startswith("depends on data")]
    if open_ and not execute_scripts:
        call.console.line("`amig plan --execute-scripts` runs what depends on data, and lets it read", "note")
    if out is not None:
        call.console.line(f"written to {out}: `amig {direction} --plan {out}` does just that", "done")


@face("plan", COMMANDS["plan"][1])
@click.argument("target", required=False, shell_complete=revisions)
@click.option("--downgrade", is_flag=True, help="Plan a downgrade; it needs a target.")
@click.option("--execute-scripts", is_flag=True, help="Run scripts that depend on data; they can read, and not write.")
@click.option("--out", metavar="FILE", help="Keep the plan in a file, for `--plan`.")
@click.option("--tag", metavar="TEXT", help="Anything, for env.py to read.")
def command(call: Call, target: str | None, *, downgrade: bool, **given: Any) -> None:
    """TARGET is `head` without one; `+1` for one step, a revision, `LABEL@head`; with --downgrade `-1`, `base`."""
    if downgrade and target is None:
        raise BadCallError("--downgrade", "needs a target", "give `base`, `-1` or a revision")
    show_plan(call, target or "head", "downgrade" if downgrade else "upgrade", **given)
