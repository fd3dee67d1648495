"""Whether a plan still fits: what it was made from is what is there now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.errors import BadPlanError, PlanMovedError
from amig.preview.file import PlanResult, own_version, read

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.preview.values import Plan
    from amig.script.plan import Step
    from amig.state.lock import Heads


def kept_plan(given: str | Path | PlanResult, direction: str) -> PlanResult:
    """A plan as it is, or the one that a file holds; raises BadPlanError, also for one of the other direction."""
    kept = given if isinstance(given, PlanResult) else read(Path(given))
    name = "given" if isinstance(given, PlanResult) else str(given)
    if not kept.plans:
        raise BadPlanError(name, "is for no database")
    if other := next((one.direction for one in kept.plans if one.direction != direction), None):
        raise BadPlanError(name, f"is one of `amig {other}`")
    return kept


async def refuse_misfit(context: MigrationContext, kept: PlanResult, number: int, heads: Heads) -> None:
    """Raise PlanMovedError, naming everything that is not as it was when the plan was made.

    `number` is that of the database, in the order in which they are come to.
    """
    if number >= len(kept.plans):
        raise PlanMovedError(f"it is for {len(kept.plans)} databases, and there are more")
    if moved := await aside(lambda: list(_moved(context, kept.plans[number], kept.amig, heads))):
        raise PlanMovedError("; ".join(moved))


def _moved(context: MigrationContext, plan: Plan, made_by: str, heads: Heads) -> Iterator[str]:
    if made_by != own_version():
        yield f"amig was {made_by} and is {own_version()}"
    if plan.name != context.options.name:
        yield f"the database was `{plan.name}` and is `{context.options.name}`"
    if plan.dialect != context.impl.flavour:
        yield f"the database was {plan.dialect} and is {context.impl.flavour}"
    if set(plan.before) != heads:
        yield f"the database was at {_names(plan.before)} and is at {_names(heads)}"
        return
    goal = context.script.resolve(plan.target, heads, "upgrade" if plan.direction == "upgrade" else "downgrade")
    yield from _changed(context, plan, context.script.steps(goal, heads))


def _changed(context: MigrationContext, plan: Plan, steps: list[Step]) -> Iterator[str]:
    """What is different about the revisions themselves."""
    before = {step.revision: step.checksum for step in plan.steps}
    now = {step.revision.id: context.script.checksum(step.revision) for step in steps}
    yield from (f"`{id_}` is new" for id_ in now if id_ not in before)
    yield from (f"`{id_}` is not due any more" for id_ in before if id_ not in now)
    both = [id_ for id_ in before if id_ in now]
    yield from (f"the file of `{id_}` was changed" for id_ in both if before[id_] != now[id_])
    if len(both) == len(before) == len(now) and both != list(now):
        yield "the revisions come in another order"


def _names(ids: Heads | tuple[str, ...]) -> str:
    return ", ".join(f"`{id_}`" for id_ in sorted(ids)) or "base"
