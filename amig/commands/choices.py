"""The options of `upgrade` and `downgrade` on the command line, and which of them exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

import rich_click as click

from amig.commands.face import Call
from amig.commands.migrate import MigrationResult, run_migration, show
from amig.errors import BadCallError, ExclusiveError

if TYPE_CHECKING:
    from amig.script.plan import Direction

F = TypeVar("F", bound=Callable[..., Any])


class RunChoices(TypedDict):
    """What was chosen on the command line."""

    sql: bool
    tag: str | None
    dry_run: bool
    plan: str | None
    allow_destructive: bool


_OPTIONS = (
    click.option("--tag", metavar="TEXT", help="Anything, for env.py to read."),
    click.option("--dry-run", is_flag=True, help="Show what it would do, as `amig plan` does."),
    click.option("--plan", metavar="FILE", help="Do what a plan says, if nothing moved since `amig plan --out FILE`."),
    click.option("--allow-destructive", is_flag=True, help='Destroy, though `destructive = "refuse"` is configured.'),
)


def planning_options(function: F) -> F:
    """`--dry-run`, `--plan` and `--allow-destructive`."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def carry_out(
    call: Call,
    direction: Direction,
    command: Callable[..., Coroutine[Any, Any, MigrationResult]],
    target: str | None,
    chosen: RunChoices,
) -> None:
    """Run the command, or show what it would do; raises ExclusiveError for choices that exclude each other."""
    _refuse_together(chosen, target)
    if target is None and chosen["plan"] is None and direction == "downgrade":
        raise BadCallError("downgrade", "needs a target", "give `-1` for one step, `base` for all, or what is to stay")
    goal = target or "head"
    if chosen["dry_run"]:
        from amig.commands.plan import show_plan

        show_plan(call, goal, direction, tag=chosen["tag"])
        return
    given = {key: value for key, value in chosen.items() if key != "dry_run"}
    show(call, run_migration(call, command, goal, **given))


def _refuse_together(chosen: RunChoices, target: str | None) -> None:
    """Of these only one makes sense."""
    given = {"--sql": chosen["sql"], "--dry-run": chosen["dry_run"], "--plan": chosen["plan"] is not None}
    said = [name for name, is_given in given.items() if is_given]
    if "--plan" in said and target is not None:
        said.append("TARGET")
    if len(said) > 1:
        raise ExclusiveError(tuple(said))
