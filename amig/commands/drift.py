"""`amig drift`: models, revisions and database held against each other, and which of them differs. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

from amig.aside import aside
from amig.commands import COMMANDS, PENDING
from amig.commands.face import Call, face, run
from amig.commands.project import over
from amig.config import Config
from amig.env import Bind, Request, run_env
from amig.options import metadata_of
from amig.proof.drift import MEANS, Drifted
from amig.proof.drift import drift as measured

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import MetaData

    from amig.context import MigrationContext
    from amig.script.directory import ScriptDirectory


@dataclass(frozen=True, slots=True)
class DriftResult:
    """What differs, of one database or of several together. `pending` has what the database has not run yet.

    `unsure` may be no differences: the server could not be asked what it makes of the models' words.
    """

    drifted: tuple[Drifted, ...]
    pending: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    name: str | None = None
    databases: tuple[DriftResult, ...] = ()
    """Where there are several databases, each of them; the other fields are what all say together."""

    @property
    def is_same(self) -> bool:
        """Whether the three say the same, as far as the database has come."""
        return not self.drifted


async def drift(
    config: Config | str | Path | None = None, *, x: tuple[str, ...] = (), **bind: Unpack[Bind]
) -> DriftResult:
    """Hold the models, a scratch database that ran the revisions, and the live one against each other.

    Without models two are compared. Raises NoScratchError where no scratch database can be had.
    """
    found: list[DriftResult] = []

    async def one(settings: Config, script: ScriptDirectory) -> None:
        async def work(context: MigrationContext) -> None:
            result = await measured(context, await aside(_models, context, settings))
            found.append(DriftResult(result.drifted, result.pending, result.unsure, context.options.name))

        await run_env(settings, script, Request(work=work, bind=bind, x=x, reads_only=True))

    await over(config, bind, one)
    if len(found) == 1:
        return found[0]
    return DriftResult(
        tuple(each for one in found for each in one.drifted),
        tuple(dict.fromkeys(each for one in found for each in one.pending)),
        tuple(dict.fromkeys(each for one in found for each in one.unsure)),
        databases=tuple(found),
    )


def _models(context: MigrationContext, settings: Config) -> tuple[MetaData, ...]:
    """The metadata of env.py, else of the configuration."""
    return tuple(metadata_of(settings, context.opts.get("target_metadata", settings.metadata)))


@face("drift", COMMANDS["drift"][1])
def command(call: Call) -> int:
    """Needs a scratch database: see `scratch_url`. Exits with 3 where something differs."""

    async def work() -> DriftResult:
        return await drift(await call.config(), x=call.x, **call.bind)

    result = run(work())
    if call.json:
        call.show(result, "")
    else:
        for one in result.databases or (result,):
            _show(call, one)
    return 0 if result.is_same else PENDING


def _show(call: Call, result: DriftResult) -> None:
    """Those that differ on stdout, by which of the three is alone; the rest on stderr."""
    name = f"{result.name}: " if result.name else ""
    lines: list[str] = []
    for odd, words in MEANS.items():
        mine = [one for one in result.drifted if one.odd == odd]
        lines += [f"{name}{words}"] if mine else []
        lines += [f"    {said}" for one in mine for said in one.says]
    call.show(result, "\n".join(lines))
    for one in result.unsure:
        call.console.line(f"{name}unsure: {one}", "note")
    if result.pending:
        call.console.line(f"{name}pending: {', '.join(result.pending)}", "note")
    count = len(result.drifted)
    said = "no drift" if not count else f"{count} differ{'s' if count == 1 else ''}"
    call.console.line(f"{name}{said}", None if count else "done")
