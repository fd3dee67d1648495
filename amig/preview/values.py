"""A plan, as a value."""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = 1
"""Of the file that a plan is kept in."""


@dataclass(frozen=True, slots=True)
class PlannedStatement:
    """One statement. `operation` is the verb that it comes from, None for what a script reads with its own bind.

    `lock`, `blocks` and `rewrites` are as the server has them, None where it cannot be told; `lock` is None as well
    where nothing in use is locked. `destroys` says what is lost, None where nothing is. `reads`: it was sent, to read.
    `old_state`: the answer is that of a database which has not seen the statements before. `autocommit`: it runs
    outside any transaction.
    """

    operation: str | None
    sql: str
    lock: str | None = None
    blocks: str | None = None
    rewrites: bool | None = None
    destroys: str | None = None
    reads: bool = False
    old_state: bool = False
    autocommit: bool = False


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One revision. `ends` says why only so much of it is shown, and is None where all of it is.

    `closed`: all of it follows from its source alone. `checksum` is that of its source. `consent` is its own
    `destructive = "why"`. `backfill` says how rows follow in batches, None where none do; `requires_backfill` are
    those that must be finished before this revision.
    """

    revision: str
    direction: str
    message: str
    checksum: str
    statements: tuple[PlannedStatement, ...] = ()
    closed: bool = False
    ends: str | None = None
    consent: str | None = None
    backfill: str | None = None
    requires_backfill: tuple[str, ...] = ()

    @property
    def destroys(self) -> tuple[str, ...]:
        """What is lost with this step, as far as it is shown."""
        return tuple(one.destroys for one in self.statements if one.destroys is not None)


@dataclass(frozen=True, slots=True)
class Plan:
    """The way from the version rows `before` to `after`, on one database; `name` where there are several."""

    direction: str
    target: str
    dialect: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    steps: tuple[PlannedStep, ...] = ()
    name: str | None = None
