"""`amig upgrade`: run the revisions between here and a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.choices import RunChoices, carry_out, planning_options
from amig.commands.completion import revisions
from amig.commands.face import Call, face
from amig.commands.migrate import Choices, MigrationResult, migrate

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config
    from amig.env import Bind
    from amig.outcome import Tell
    from amig.preview.file import PlanResult


async def upgrade(
    config: Config | str | Path | None = None,
    target: str = "head",
    *,
    sql: bool = False,
    plan: str | Path | PlanResult | None = None,
    allow_destructive: bool = False,
    tag: str | None = None,
    x: tuple[str, ...] = (),
    tell: Tell | None = None,
    **bind: Unpack[Bind],
) -> MigrationResult:
    """Upgrade to a target, on a given `engine`, `connection` or `url`, or the configured database.

    `tell` is called with each step when it is committed. `plan` is what `plan()` gave back, or the file it wrote: then
    the target is the plan's, and PlanMovedError is raised when it no longer fits. `allow_destructive` says yes to what
    `destructive = "refuse"` would refuse. With `sql` nothing is opened, and the result's `sql` is the
    text; the target may be a range `from:to` then.
    """
    chosen: Choices = {"sql": sql, "plan": plan, "allow_destructive": allow_destructive, "tag": tag}
    return await migrate("upgrade", config, target, chosen, x=x, tell=tell, bind=bind)


@face("upgrade", COMMANDS["upgrade"][1])
@click.argument("target", required=False, shell_complete=revisions)
@click.option("--sql", is_flag=True, help="Write the SQL instead; nothing is opened.")
@planning_options
def command(call: Call, target: str | None, **chosen: Unpack[RunChoices]) -> None:
    """TARGET is `head` without one; `heads` for several branches, `+1` for one step, a revision or the beginning of its
    id, `LABEL@head`; with --sql also a range FROM:TO.
    """
    carry_out(call, "upgrade", upgrade, target, chosen)
