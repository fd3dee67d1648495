"""`amig snapshot`: what the revisions make, in one file from which tenants are made; proven on scratch databases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS, PENDING
from amig.commands.face import Call, face, run
from amig.commands.project import opened
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.errors import NoSnapshotError
from amig.fleet.settings import FleetSettings
from amig.fleet.tenants import Tenant
from amig.options import run_options
from amig.proof.beside import beside
from amig.proof.snapshot.make import Studio, make
from amig.proof.snapshot.make import verify as proven
from amig.proof.snapshot.place import Prepare, shared_first
from amig.script.snapshot_file import SnapshotFile, chain_hash, path_of, read, write

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory

MOST_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class SnapshotResult:
    """The snapshot that was written, or verified: then `differences` says where it is not what the revisions make.

    `pending` are revisions that came after it. `whole`: it makes databases only, no schemas. `frozen` columns have the
    same values for every tenant, `defaults` are left to the server.
    """

    path: str
    heads: tuple[str, ...]
    statements: int
    rows: int
    whole: bool = False
    verified: bool = False
    differences: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    frozen: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()


async def snapshot(
    config: Config | str | Path | None = None,
    *,
    verify: bool = False,
    freeze: Sequence[str] = (),
    max_rows: int = MOST_ROWS,
    x: tuple[str, ...] = (),
    **bind: Unpack[Bind],
) -> SnapshotResult:
    """Write what the revisions make on an empty database; with `verify` prove that what is written is that still.

    `freeze` names columns as `table.column`, or tables, of which one value serves every tenant. Raises UnsteadyError,
    UnequalSnapshotError, TooManyRowsError, NoScratchError, NoSnapshotError, BadSnapshotError.
    """
    settings, script = await opened(config)
    settings = settings.each()[0]
    mine = await aside(FleetSettings.of, settings)
    prepare = await _prepare(settings, mine)
    found: list[SnapshotResult] = []

    async def work(context: MigrationContext) -> None:
        studio = Studio(
            beside(context),
            script,
            context.options,
            [Tenant(name, schema=name) for name in ("amig_snapshot", "amig_snapshot_too")],
            mine.shared_schemas,
            prepare,
            max_rows,
            tuple(freeze),
        )
        context.impl.convention = await aside(context.options.convention)
        path = await aside(path_of, script, context.impl.flavour)
        found.append(await (_verified(studio, path) if verify else _written(studio, path)))

    await run_env(settings, script, Request(work=work, bind=bind, x=x, reads_only=True))
    return found[0]


async def _prepare(settings: Config, mine: FleetSettings) -> Prepare | None:
    """What makes the shared scope's tables, where there is one."""
    if not mine.shared:
        return None
    own = settings.database(mine.shared)
    _, script = await opened(own)
    options = await aside(run_options, own, {})

    async def prepare(engine: AsyncEngine) -> None:
        await shared_first(engine, script, options)

    return prepare


async def _written(studio: Studio, path: Path) -> SnapshotResult:
    file = await make(studio)
    await aside(write, path, file)
    return await aside(_result, studio.script, file, path, ())


async def _verified(studio: Studio, path: Path) -> SnapshotResult:
    if (file := await aside(read, path)) is None:
        raise NoSnapshotError(str(path))
    if any(id_ not in studio.script.graph for id_ in file.heads):
        return await aside(_result, studio.script, file, path, ("it is of revisions that are not there",), True)
    return await aside(_result, studio.script, file, path, tuple(await proven(studio, file)), True)


def _result(
    script: ScriptDirectory, file: SnapshotFile, path: Path, differences: tuple[str, ...], verified: bool = False
) -> SnapshotResult:
    known = all(id_ in script.graph for id_ in file.heads)
    pending: tuple[str, ...] = ()
    if known:
        steps = script.steps(script.resolve("heads", frozenset(file.heads), "upgrade"), frozenset(file.heads))
        pending = tuple(step.revision.id for step in steps)
        if verified and not differences and chain_hash(script, file.heads) != file.chain:
            differences = ("a revision was edited: what it makes is the same, and the file says another chain",)
    return SnapshotResult(
        str(path),
        file.heads,
        len(file.statements),
        file.rows,
        file.whole,
        verified,
        differences,
        pending,
        file.frozen,
        file.defaults,
    )


@face("snapshot", COMMANDS["snapshot"][1])
@click.option("--verify", is_flag=True, help="Prove that the file makes what the revisions make; write nothing.")
@click.option("--freeze", multiple=True, metavar="TABLE.COLUMN", help="One value serves every tenant; repeatable.")
@click.option("--max-rows", type=click.IntRange(min=0), default=MOST_ROWS, help="So many rows at most.")
def command(call: Call, *, verify: bool, freeze: tuple[str, ...], max_rows: int) -> int:
    """Needs scratch databases: see `scratch_url`. With --verify it exits with 3 where something differs."""

    async def work() -> SnapshotResult:
        config = await call.config()
        return await snapshot(config, verify=verify, freeze=freeze, max_rows=max_rows, x=call.x, **call.bind)

    result = run(work())
    call.show(result, "\n".join(result.differences) if verify else result.path, code=True)
    said = f"{result.statements} statements, {result.rows} rows, at {', '.join(result.heads) or 'base'}"
    if result.differences:
        call.console.line(f"the snapshot is not what the revisions make: {result.path}", "error")
    else:
        call.console.line(f"{'proven' if verify else 'wrote'} {said}", "done")
    for names, what in ((result.frozen, "the same for every tenant"), (result.defaults, "left to their defaults")):
        if names:
            call.console.line(f"{', '.join(names)}: {what}", "note")
    if result.whole:
        call.console.line("it holds more than one schema: it makes databases, no schemas", "note")
    if result.pending:
        call.console.line(f"newer than the snapshot: {', '.join(result.pending)}", "note")
    return PENDING if result.differences else 0
