"""`amig upgrade`: run the revisions between here and a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.commands import COMMANDS
from amig.commands.completion import revisions
from amig.commands.face import Call, face
from amig.commands.migrate import MigrationResult, migrate, run_migration, show

if TYPE_CHECKING:
    from pathlib import Path

    from amig.config import Config
    from amig.env import Bind
    from amig.run import Tell


async def upgrade(
    config: Config | str | Path | None = None,
    target: str = "head",
    *,
    sql: bool = False,
    tag: str | None = None,
    x: tuple[str, ...] = (),
    tell: Tell | None = None,
    **bind: Unpack[Bind],
) -> MigrationResult:
    """Upgrade to a target, on a given `engine`, `connection` or `url`, or the configured database.

    `tell` is called with each step when it is committed. With `sql` nothing is opened, and the result's `sql` is the
    text; the target may be a range `from:to` then.
    """
    return await migrate("upgrade", config, target, sql=sql, tag=tag, x=x, tell=tell, bind=bind)


@face("upgrade", COMMANDS["upgrade"][1])
@click.argument("target", default="head", shell_complete=revisions)
@click.option("--sql", is_flag=True, help="Write the SQL instead; nothing is opened.")
@click.option("--tag", metavar="TEXT", help="Anything, for env.py to read.")
def command(call: Call, target: str, *, sql: bool, tag: str | None) -> None:
    """TARGET is `head` without one; `heads` for several branches, `+1` for one step, a revision or the beginning of its
    id, `LABEL@head`; with --sql also a range FROM:TO.
    """
    show(call, run_migration(call, upgrade, target, sql=sql, tag=tag))
