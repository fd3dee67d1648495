"""Refusing what destroys, before anything is sent, where it can be known that early."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.errors import DestructiveError
from amig.ops.certain import certain_drops
from amig.preview.make import planned_statements
from amig.preview.step import opening_of, preview

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.script.plan import Step


def needs_consent(context: MigrationContext, step: Step) -> bool:
    """Whether a step may not destroy anything: the configuration says so, and its header does not say why."""
    return context.options.destructive == "refuse" and step.revision.destructive is None


async def refuse_destructive(context: MigrationContext, steps: Sequence[Step]) -> None:
    """Raise DestructiveError for the first step that is known to destroy something and may not.

    Of a closed one everything is known; of another the drops that it comes to for certain. What else there is, is
    refused when it is about to be sent.
    """
    for step in steps:
        if not needs_consent(context, step):
            continue
        closed = await aside(opening_of, context, step) is None
        found = await (_recorded(context, step) if closed else aside(_certain, context, step))
        for lost, statement in found:
            raise DestructiveError(step.revision.id, lost, f"`{' '.join(statement.split())}`")


async def _recorded(context: MigrationContext, step: Step) -> list[tuple[str, str]]:
    shown = await preview(context, step)
    statements = planned_statements(context.impl, shown.recorded)
    return [(one.destroys, one.sql) for one in statements if one.destroys is not None]


def _certain(context: MigrationContext, step: Step) -> list[tuple[str, str]]:
    return certain_drops(context.script.check(step.revision), step.direction)
