"""What `upgrade` and `downgrade` share: resolve the target once, then go there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import StringIO
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar

from amig.aside import aside
from amig.commands.face import Call, drive, run
from amig.commands.project import over
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import BadTargetError
from amig.preview.file import PlanResult
from amig.preview.fits import kept_plan, refuse_misfit
from amig.run import Ran, Tell, reach
from amig.script.directory import ScriptDirectory

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from pathlib import Path

    from amig.context import MigrationContext
    from amig.script.plan import Direction

R = TypeVar("R")


class Choices(TypedDict):
    """How a run is to go."""

    sql: bool
    plan: str | Path | PlanResult | None
    allow_destructive: bool
    tag: str | None


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a run did to one database: its name where there are several, its version rows, its steps."""

    name: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    steps: tuple[Ran, ...]


@dataclass(frozen=True, slots=True)
class MigrationResult:
    """What a run did. `before` and `after` are version rows; with `sql` nothing was sent and `sql` is the text.

    Where it was more than one database, `databases` has each, and the other fields what all of them say together.
    """

    direction: str
    target: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    steps: tuple[Ran, ...]
    sql: str | None = None
    databases: tuple[Migrated, ...] = ()


async def migrate(
    direction: Direction,
    config: Config | str | Path | None,
    target: str,
    chosen: Choices,
    *,
    x: tuple[str, ...],
    tell: Tell | None,
    bind: Bind,
) -> MigrationResult:
    """Take every database that the configuration names and the environment configures to the target, or the plan's."""
    sql, plan = chosen["sql"], chosen["plan"]
    kept = None if plan is None else await aside(kept_plan, plan, direction)
    target = target if kept is None else kept.plans[0].target
    output = StringIO() if sql else None
    found: list[Migrated] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        start, end = _range(script, target, direction) if sql else (frozenset(), target)

        async def work(context: MigrationContext) -> None:
            heads = await context.heads()
            if kept is not None:
                await refuse_misfit(context, kept, len(found), heads)
            if chosen["allow_destructive"]:
                context.options = replace(context.options, destructive="allow")
            outcome = await reach(context, script.resolve(end, heads, direction), heads, tell)
            found.append(Migrated(context.options.name, outcome.before, outcome.after, outcome.steps))

        request = Request(work=work, bind=bind, x=x, output=output, start=start, target=end, tag=chosen["tag"])
        await run_env(settings, script, request)

    await over(config, bind, one)
    return MigrationResult(
        direction,
        target.rpartition(":")[2] if sql else target,
        _together(one.before for one in found),
        _together(one.after for one in found),
        tuple(ran for one in found for ran in one.steps),
        output.getvalue() if output else None,
        tuple(found) if len(found) > 1 else (),
    )


def _together(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({row for some in rows for row in some}))


def _range(script: ScriptDirectory, target: str, direction: Direction) -> tuple[frozenset[str], str]:
    """`from:to`, for SQL that is only written; an upgrade starts at base unless it says otherwise."""
    start, colon, end = target.rpartition(":")
    if not colon and direction == "downgrade":
        raise BadTargetError(target, "has no start, and `downgrade --sql` needs one", f"`from:{target}`")
    if start in ("", "base"):
        return frozenset(), end
    return script.stamped([start], ()), end


def run_migration(
    call: Call, command: Callable[..., Coroutine[Any, Any, MigrationResult]], target: str, **chosen: Any
) -> MigrationResult:
    """Call a command from the command line: each step is told on stderr when it is committed."""

    def tell(ran: Ran) -> None:
        call.console.line(f"{_line(ran)}  ({ran.seconds * 1000:.0f} ms)", "done")

    work = _with_config(call, command, target, x=call.x, tell=tell, **chosen)
    return drive(work) if chosen["sql"] else run(work)


async def _with_config(call: Call, command: Callable[..., Coroutine[Any, Any, R]], *args: Any, **kwargs: Any) -> R:
    return await command(await call.config(), *args, **kwargs, **call.bind)


def show(call: Call, result: MigrationResult) -> None:
    """The SQL on stdout, or where the database is now."""
    if result.sql is not None:
        call.show(result, result.sql.rstrip())
        if not result.sql:
            call.console.line(f"nothing to do: at {', '.join(result.before) or 'base'}")
        return
    for ran in result.steps:
        if ran.elsewhere:
            call.console.line(f"{_line(ran)}  (by another migrator)", "note")
    for one in result.databases or (Migrated(None, result.before, result.after, result.steps),):
        place = f"{f'{one.name}: ' if one.name else ''}at {', '.join(one.after) or 'base'}"
        call.console.line(place if one.steps else f"nothing to do: {place}")
    call.show(result, "")


def _line(ran: Ran) -> str:
    where = f"{ran.database}: " if ran.database else ""
    return f"{where}{ran.direction} {ran.revision}  {ran.message}"
