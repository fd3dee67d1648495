"""`amig downgrade`: run the revisions back to a target."""

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


async def downgrade(
    config: Config | str | Path | None,
    target: str,
    *,
    sql: bool = False,
    tag: str | None = None,
    x: tuple[str, ...] = (),
    tell: Tell | None = None,
    **bind: Unpack[Bind],
) -> MigrationResult:
    """Downgrade to a target, on a given `engine`, `connection` or `url`, or the configured database.

    `tell` is called with each step when it is committed. With `sql` nothing is opened, and the target is a range
    `from:to`.
    """
    return await migrate("downgrade", config, target, sql=sql, tag=tag, x=x, tell=tell, bind=bind)


@face("downgrade", COMMANDS["downgrade"][1])
@click.argument("target", shell_complete=revisions)
@click.option("--sql", is_flag=True, help="Write the SQL instead; nothing is opened. The target is `from:to` then.")
@click.option("--tag", metavar="TEXT", help="Anything, for env.py to read.")
def command(call: Call, target: str, *, sql: bool, tag: str | None) -> None:
    """TARGET is `-1` for one step, `base` for all, or the revision that is to stay; with --sql a range FROM:TO."""
    show(call, run_migration(call, downgrade, target, sql=sql, tag=tag))
