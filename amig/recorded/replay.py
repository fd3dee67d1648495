"""The recorded statements one by one: how a string that failed is done again, to name the one that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.context import MigrationContext
    from amig.recorded.value import Recorded
    from amig.script.plan import Step


async def replay(context: MigrationContext, step: Step, recorded: Recorded) -> None:
    """Send what a script said when it was recorded, as it would be sent if the script said it now."""
    channel, journal = context.channel, context.journal
    context.revision, context.explicit, context.start, context.committed = recorded.revision, False, step.expects, []
    channel.forget()
    channel.record(on=True)
    try:
        for directive, statements in recorded.calls:
            async with channel.turn():
                if journal is not None:
                    journal.passes(looks=False, rebuilds=False)
                for statement in statements:
                    await context.admit(statement, directive)
                    await channel.put(statement)
                if journal is not None:
                    journal.whole = True
                await channel.flush()
    finally:
        channel.record(on=False)
