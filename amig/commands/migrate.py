"""What `upgrade` and `downgrade` share: resolve the target once, then go there."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, TypeVar

from amig.aside import aside
from amig.commands.face import Call, drive, run_late
from amig.commands.project import over
from amig.commands.run_telling import Teller, line_of
from amig.config import Config
from amig.errors import BadTargetError
from amig.glance import glance
from amig.outcome import Ran, Tell, in_order

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable
    from pathlib import Path

    from amig.env import Bind
    from amig.preview.file import PlanResult
    from amig.script.directory import ScriptDirectory
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


class Journey(NamedTuple):
    """Where to, on one database: SQL is written to `output` where that is not None, else `kept` may hold a plan of it.

    `number` is that of the database, in the order in which they are come to.
    """

    direction: Direction
    start: frozenset[str]
    target: str
    output: StringIO | None
    kept: PlanResult | None
    number: int
    tell: Tell | None


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
    kept = None if plan is None else await aside(_kept, plan, direction)
    target = target if kept is None else kept.plans[0].target
    output = StringIO() if sql else None
    found: list[Migrated] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        if direction == "upgrade" and not sql and kept is None:
            seen = await glance(settings, script, bind)
            if seen is not None and not seen.unclear and _is_there(script, target, seen.rows):
                rows = in_order(seen.rows)
                found.append(Migrated(settings.name, rows, rows, ()))
                return
        start, end = _range(script, target, direction) if sql else (frozenset(), target)
        journey = Journey(direction, start, end, output, kept, len(found), tell)
        carried = await aside(_by_its_engine)
        found.extend(await carried(settings, script, journey, chosen, x=x, bind=bind))

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


def _is_there(script: ScriptDirectory, target: str, rows: frozenset[str]) -> bool:
    """Whether nothing is to be done; raises TargetError, UnknownRevisionError."""
    return not script.steps(script.resolve(target, rows, "upgrade"), rows)


def _kept(plan: str | Path | PlanResult, direction: Direction) -> PlanResult:
    from amig.preview.fits import kept_plan

    return kept_plan(plan, direction)


def _by_its_engine() -> Callable[..., Awaitable[list[Migrated]]]:
    """What opens a database and runs revisions, imported where a glance did not do."""
    from amig.commands.carried import carried

    return carried


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
    work = _with_config(call, command, target, x=call.x, tell=Teller(call.console), **chosen)
    return drive(work) if chosen["sql"] else run_late(work)


async def _with_config(call: Call, command: Callable[..., Coroutine[Any, Any, R]], *args: Any, **kwargs: Any) -> R:
    return await command(await call.config(), *args, **kwargs, **call.bind)


def show(call: Call, result: MigrationResult) -> None:
    """The SQL on stdout, or where the database is now."""
    if result.sql is not None:
        call.show(result, result.sql.rstrip(), code=True)
        if not result.sql:
            call.console.line(f"nothing to do: at {', '.join(result.before) or 'base'}")
        return
    for ran in result.steps:
        if ran.elsewhere:
            call.console.line(f"{line_of(ran)}  (by another migrator)", "note")
    for one in result.databases or (Migrated(None, result.before, result.after, result.steps),):
        place = f"{f'{one.name}: ' if one.name else ''}at {', '.join(one.after) or 'base'}"
        call.console.line(place if one.steps else f"nothing to do: {place}")
    call.show(result, "")
