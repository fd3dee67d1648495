"""From the version rows to a plan; nothing is sent but reads, in a transaction that cannot write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.impl.effects import effect_of
from amig.impl.online import Online
from amig.ops.destructive import destroys, is_raw
from amig.preview.check import check
from amig.preview.step import operation_of, preview
from amig.preview.values import Plan, PlannedStatement, PlannedStep
from amig.state.reading import read_only

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.impl.base import Impl
    from amig.impl.record import Recorded
    from amig.ops.base import Directive
    from amig.script.plan import Direction, Step


async def make(context: MigrationContext, target: str, direction: Direction, *, executes: bool = False) -> Plan:
    """Plan the way to a target, from where the database is; with `executes` its scripts may read from it.

    One read where there is nothing to do. Raises TargetError, and what a run would raise before it sends anything.
    """
    heads = await context.heads()
    steps = context.script.steps(context.script.resolve(target, heads, direction), heads)
    planned: list[PlannedStep] = []
    if steps:
        await aside(check, context, steps)
        context.impl.convention = await aside(context.options.convention)
    for together in [[step] for step in steps] if executes else filter(None, [steps]):
        async with _reading(context):
            for step in together:
                planned.append(await _planned(context, step, executes=executes, earlier=bool(planned)))
    before, after = tuple(sorted(heads)), tuple(sorted(steps[-1].leaves if steps else heads))
    return Plan(direction, target, context.impl.flavour, before, after, tuple(planned), context.options.name)


def _reading(context: MigrationContext) -> AbstractAsyncContextManager[None]:
    """A transaction that cannot write: one for all steps, but one for each script that may do things with it."""
    assert isinstance(context.channel, Online)  # noqa: S101 - for the type checker
    assert context.lock is not None  # noqa: S101 - likewise
    return read_only(context.channel, context.lock)


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
        _backfill(step),
        revision.requires_backfill if step.direction == "upgrade" else (),
    )


def _backfill(step: Step) -> str | None:
    """How the backfill of a revision runs; on the way down only what is known of it is forgotten."""
    revision = step.revision
    if not revision.backfill or step.direction == "downgrade":
        return None
    when = "at once" if revision.backfill_when == "now" else f"by `amig backfill run {revision.id}`"
    return f"in batches of {revision.backfill_batch} rows, {when}"


def planned_statements(impl: Impl, recorded: Sequence[Recorded]) -> Iterator[PlannedStatement]:
    """What was recorded, with its effects; what a directive destroys stands with its first statement that can."""
    said: Directive[object] | None = None
    for one in recorded:
        effect = effect_of(one.text, impl, one.directive)
        lost = None
        if one.directive is not None and one.statement is not None and not one.text.startswith("SAVEPOINT "):
            if one.directive is not said or is_raw(one.directive):
                lost = destroys(one.directive, one.statement, impl.flavour)
            said = one.directive
        yield PlannedStatement(
            None if one.directive is None else operation_of(one.directive),
            one.text,
            effect.lock,
            effect.blocks,
            effect.rewrites,
            lost,
            reads=one.directive is None,
            old_state=one.old_state,
            autocommit=one.outside,
        )
