"""How `upgrade` and `downgrade` are told: a line for each step, and of what takes long a live view, or more lines."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from typing import TYPE_CHECKING

from amig.commands.drawn import took

if TYPE_CHECKING:
    from amig.console import Console
    from amig.context import MigrationContext
    from amig.outcome import Ran, Tell
    from amig.script.plan import Goal
    from amig.state.lock import Heads


class Teller:
    """What the command line gives a run to be told of its steps. Whatever becomes of the terminal, the run goes on."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.told = 0
        """Steps, without backfills."""

    def __call__(self, ran: Ran) -> None:
        """A step is committed."""
        self.told += ran.direction != "backfill"
        with suppress(OSError):
            self.console.line(f"{line_of(ran)}  ({took(ran.seconds)})", "done")

    @asynccontextmanager
    async def over(self, context: MigrationContext, goal: Goal, heads: Heads) -> AsyncGenerator[None, None]:
        """Look on while a run goes from `heads` to a goal. Costs a timer until the run has lasted a while."""
        if self.console.quiet or context.as_sql:
            yield
            return
        from amig.commands.run_watch import watching

        async with watching(self, context, goal, heads):
            yield


def looking_on(
    tell: Tell | None, context: MigrationContext, goal: Goal, heads: Heads
) -> AbstractAsyncContextManager[None]:
    """For whoever carries the run out: what looks on, where the command line is told."""
    return tell.over(context, goal, heads) if isinstance(tell, Teller) else nullcontext()


def line_of(ran: Ran) -> str:
    """`upgrade 94c8d7e6f5  add orders`; before it the database, where there are several."""
    where = f"{ran.database}: " if ran.database else ""
    return f"{where}{ran.direction} {ran.revision}  {ran.message}".rstrip()
