"""From the version rows to a plan; nothing is sent but reads, in a transaction that cannot write."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.impl.effects import effect_of
from amig.impl.online import Online
from amig.ops.batch import Rebuild
from amig.ops.destructive import destroys, is_raw
from amig.ops.verb import verb_name
from amig.preview.step import preview
from amig.preview.values import Plan, PlannedStatement, PlannedStep
from amig.state.reading import read_only

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.impl.base import Impl
    from amig.impl.record import Recorded
    from amig.ops.base import Directive
    from amig.script.plan import Direction, Step
    from amig.state.lock import Heads


async def make(context: MigrationContext, target: str, direction: Direction, *, executes: bool = False) -> Plan:
    """Plan the way to a target, from where the database is; with `executes` its scripts may read from it.

    One read where there is nothing to do. Raises TargetError, and what is wrong with a revision's file.
    """
    heads = await context.heads()
    if not _steps(context, target, direction, heads):
        return _plan(context, target, direction, heads, ())
    context.impl.convention = await aside(context.options.convention)
    assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
    assert context.lock is not None  # noqa: S101 - likewise
    async with read_only(context.channel, context.lock):
        heads = await context.heads_inside()
        planned: list[PlannedStep] = []
        for step in _steps(context, target, direction, heads):
            async with _apart(context):
                planned.append(await _planned(context, step, executes=executes, earlier=bool(planned)))
    return _plan(context, target, direction, heads, planned)


def _steps(context: MigrationContext, target: str, direction: Direction, heads: Heads) -> list[Step]:
    return context.script.steps(context.script.resolve(target, heads, direction), heads)


def _plan(
    context: MigrationContext, target: str, direction: Direction, heads: Heads, planned: Sequence[PlannedStep]
) -> Plan:
    steps = _steps(context, target, direction, heads)
    after = steps[-1].leaves if steps else heads
    before, flavour = tuple(sorted(heads)), context.impl.flavour
    after_all = tuple(sorted(after))
    return Plan(direction, target, flavour, before, after_all, tuple(planned), context.options.name)


@asynccontextmanager
async def _apart(context: MigrationContext) -> AsyncGenerator[None, None]:
    """A script that fails must not spoil the transaction for those after it."""
    if context.impl.dialect_name != "postgresql":
        yield
        return
    assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
    await context.channel.quietly("SAVEPOINT amig_step")
    yield
    await context.channel.quietly("ROLLBACK TO SAVEPOINT amig_step")


async def _planned(context: MigrationContext, step: Step, *, executes: bool, earlier: bool) -> PlannedStep:
    revision = step.revision
    shown = await preview(context, step, executes=executes, earlier=earlier)
    return PlannedStep(
        revision.id,
        step.direction,
        revision.message,
        await aside(context.script.checksum, revision),
        tuple(planned_statements(context.impl, shown.recorded)),
        shown.closed,
        shown.ends,
        revision.destructive,
    )


def planned_statements(impl: Impl, recorded: Sequence[Recorded]) -> Iterator[PlannedStatement]:
    """What was recorded, with its effects; what a directive destroys stands with its first statement."""
    said: Directive[object] | None = None
    for one in recorded:
        effect = effect_of(one.text, impl, one.directive)
        lost = None
        if one.directive is not None and one.statement is not None:
            if one.directive is not said or is_raw(one.directive):
                lost = destroys(one.directive, one.statement, impl.flavour)
            said = one.directive
        yield PlannedStatement(
            None if one.directive is None else _operation(one.directive),
            one.text,
            effect.lock,
            effect.blocks,
            effect.rewrites,
            lost,
            reads=one.directive is None,
            old_state=one.old_state,
            autocommit=one.outside,
        )


def _operation(directive: Directive[object]) -> str:
    return "batch_alter_table" if isinstance(directive, Rebuild) else verb_name(type(directive))
