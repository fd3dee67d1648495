"""What `upgrade` and `downgrade` share: resolve the target once, then go there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import StringIO
from typing import TYPE_CHECKING, Any, TypeVar

from amig.aside import aside
from amig.commands.face import Call, drive, run
from amig.commands.project import opened
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import BadTargetError
from amig.plan.file import PlanResult
from amig.plan.fits import fitting, kept_plan
from amig.run import Outcome, Ran, Tell, reach
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from amig.context import MigrationContext
    from amig.script.plan import Direction

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class MigrationResult:
    """What a run did. `before` and `after` are version rows; with `sql` nothing was sent and `sql` is the text."""

    direction: str
    target: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    steps: tuple[Ran, ...]
    sql: str | None = None


async def migrate(
    direction: Direction,
    config: Config | str | Path | None,
    target: str,
    *,
    sql: bool,
    x: tuple[str, ...],
    tell: Tell | None,
    bind: Bind,
    plan: str | Path | PlanResult | None = None,
    allow_destructive: bool = False,
) -> MigrationResult:
    """Take every database that the environment configures to the target, or where the plan says."""
    settings, script = await opened(config)
    kept = None if plan is None else await aside(kept_plan, plan, direction)
    start, target = _range(script, target, direction) if sql else (frozenset(), target)
    outcomes: list[Outcome] = []

    async def work(context: MigrationContext) -> None:
        heads = await context.heads()
        if allow_destructive:
            context.options = replace(context.options, destructive="allow")
        wanted = target if kept is None else (await fitting(context, kept, len(outcomes), heads)).target
        goal = script.resolve(wanted, heads, direction)
        outcomes.append(await reach(context, goal, heads, tell))

    output = StringIO() if sql else None
    await run_env(settings, script, Request(work=work, bind=bind, x=x, output=output, start=start))
    return MigrationResult(
        direction,
        target if kept is None else kept.plans[0].target,
        outcomes[-1].before,
        outcomes[-1].after,
        tuple(ran for outcome in outcomes for ran in outcome.steps),
        output.getvalue() if output else None,
    )


def _range(script: ScriptDirectory, target: str, direction: Direction) -> tuple[frozenset[str], str]:
    """`from:to`, for SQL that is only written; an upgrade starts at base unless it says otherwise."""
    start, colon, end = target.rpartition(":")
    if not colon and direction == "downgrade":
        raise BadTargetError(target, "has no start, and `downgrade --sql` needs one: write `from:to`")
    if start in ("", "base"):
        return frozenset(), end
    return script.stamped([start], ()), end


def run_migration(
    call: Call,
    command: Callable[..., Coroutine[Any, Any, MigrationResult]],
    target: str,
    *,
    sql: bool,
    plan: str | None,
    allow_destructive: bool,
) -> MigrationResult:
    """Call a command from the command line: each step is told on stderr when it is committed."""

    def tell(ran: Ran) -> None:
        call.console.line(f"{ran.direction} {ran.revision}  {ran.message}  ({ran.seconds * 1000:.0f} ms)", "done")

    chosen = {"sql": sql, "plan": plan, "allow_destructive": allow_destructive}
    work = _with_config(call, command, target, x=call.x, tell=tell, **chosen)
    return drive(work) if sql else run(work)


async def _with_config(call: Call, command: Callable[..., Coroutine[Any, Any, R]], *args: Any, **kwargs: Any) -> R:
    return await command(await call.config(), *args, **kwargs, **call.bind)


def show(call: Call, result: MigrationResult) -> None:
    """The SQL on stdout, or where the database is now."""
    if result.sql is not None:
        call.show(result, result.sql.rstrip())
        return
    for ran in result.steps:
        if ran.elsewhere:
            call.console.line(f"{ran.direction} {ran.revision}  {ran.message}  (by another migrator)", "note")
    place = ", ".join(result.after) or "base"
    call.console.line(f"at {place}" if result.steps else f"nothing to do: at {place}")
    call.show(result, "")
