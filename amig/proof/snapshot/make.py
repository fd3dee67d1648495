"""From the revisions to a snapshot that is proven to make the same."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from amig.aside import aside
from amig.errors import UnequalSnapshotError, UnsteadyError
from amig.impl.failure import reason
from amig.proof.snapshot.place import Prepare, tenant_place, trial_of
from amig.proof.snapshot.rows import Seeds, but, steady
from amig.proof.snapshot.seen import Seen, differences, look, run_all, schema_of
from amig.proof.snapshot.statements import statements
from amig.script.snapshot_file import SnapshotFile, chain_hash
from amig.stamping import put_in

if TYPE_CHECKING:
    from sqlalchemy import URL

    from amig.context import RunOptions
    from amig.proof.tried import Trial
    from amig.script.directory import ScriptDirectory

_APART = 1.1
"""Seconds between two runs of the revisions: a clock that counts whole ones has moved."""
_ONE_AND_OTHER = ("one run of the revisions", "another one")


@dataclass(frozen=True, slots=True)
class Studio:
    """What a snapshot is made with: scratch databases `beside` one, in which two tenants are made as a fleet would.

    `prepare` makes what they share. `most` rows are taken, `frozen` names columns of which one value serves all.
    """

    beside: URL
    script: ScriptDirectory
    options: RunOptions
    tenants: Sequence[Any]
    shared_schemas: Collection[str] = ()
    prepare: Prepare | None = None
    most: int = 10_000
    frozen: Collection[str] = ()

    @asynccontextmanager
    async def place(self, number: int) -> AsyncGenerator[Trial, None]:
        """A place for one of the tenants, which is empty."""
        tenant = self.tenants[number]
        async with tenant_place(self.beside, tenant.name, self.shared_schemas, self.prepare) as engine:
            yield trial_of(engine, self.script, self.options, tenant)

    async def ran(self, trial: Trial, heads: Collection[str] = ()) -> Seen:
        """What the revisions make there."""
        before = await schema_of(trial)
        await run_all(trial, heads)
        return await look(trial, before, self.most)

    async def put(self, trial: Trial, file: SnapshotFile) -> Seen:
        """What the file makes there; raises UnequalSnapshotError where one of its statements fails."""
        before = await schema_of(trial)
        try:
            async with trial.context() as context:
                await put_in(context, file.statements, frozenset(file.heads))
        except DBAPIError as error:
            said = " ".join((error.statement or "").split())[:100]
            raise UnequalSnapshotError((f"`{said}`: {reason(error)}",)) from error
        return await look(trial, before, self.most)


async def make(studio: Studio) -> SnapshotFile:
    """Run the revisions twice, say what they made in statements, and prove that these make the same.

    Raises UnsteadyError, UnequalSnapshotError, TooManyRowsError, RowsInACircleError, NoScratchError, and what a
    revision raises.
    """
    async with studio.place(0) as trial:
        first = await studio.ran(trial)
        async with trial.context() as context:
            heads = tuple(sorted(await context.heads()))
            version = ".".join(map(str, (context.dialect.server_version_info or ())[:2]))
            server = f"{context.impl.flavour} {version}"
        ended = time.monotonic()
        await asyncio.sleep(max(0.0, ended + _APART - time.monotonic()))
        async with studio.place(1) as other:
            found = _steady(studio, first, await studio.ran(other))
        async with studio.place(0) as empty:
            said = await statements(trial, empty, first, found.seeds)
    chain = await aside(chain_hash, studio.script, heads)
    rows = sum(len(one.rows) for one in found.seeds.values())
    file = SnapshotFile(
        heads, chain, server, tuple(said), bool(first.outside), tuple(found.frozen), tuple(found.defaults), rows
    )
    if left := await _unlike(studio, file, first, found.seeds):
        raise UnequalSnapshotError(tuple(left))
    return file


def _steady(studio: Studio, first: Seen, second: Seen) -> Any:
    """Raise UnsteadyError where two runs made different things."""
    found = steady(first.mine, second.mine, studio.frozen)
    changed = differences(first, second, but(first.mine, [*found.frozen, *found.defaults]), _ONE_AND_OTHER)
    if changed:
        raise UnsteadyError(tuple(changed))
    return found


async def verify(studio: Studio, file: SnapshotFile) -> list[str]:
    """Where what the file makes is not what the revisions make, up to the file's heads; in words.

    Raises NoScratchError, and what a revision raises.
    """
    async with studio.place(0) as trial:
        first = await studio.ran(trial, file.heads)
    wanted = but(first.mine, [*file.frozen, *file.defaults])
    try:
        return await _unlike(studio, file, first, wanted)
    except UnequalSnapshotError as error:
        return list(error.differences)


async def _unlike(studio: Studio, file: SnapshotFile, first: Seen, rows: Seeds) -> list[str]:
    async with studio.place(1) as trial:
        return differences(first, await studio.put(trial, file), but(rows, file.frozen))
