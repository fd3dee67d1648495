"""`amig adopt`: an Alembic project taken over as it is."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from amig.aside import aside
from amig.commands import COMMANDS
from amig.commands.face import Call, drive, face, run
from amig.config import masked
from amig.errors import CannotCheckError

if TYPE_CHECKING:
    from amig.adoption.check import Comparison
    from amig.adoption.take import Taken

INCLUDE_NAME = (
    'include_name=lambda name, type_, _: type_ != "table" or name not in ("amig_ledger", "amig_lease", "amig_backfill")'
)
"""What keeps Alembic's autogenerate from dropping tables that amig keeps beside the version table."""


@dataclass(frozen=True, slots=True)
class NotCarried:
    """A statement of the old env.py that nothing stands for in amig."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class AdoptResult:
    """What was done, or with `dry_run` would be. `configured`: `config` was written, else it said all of it already.

    `settings` is the table of amig in it. `env` is the new env.py and `env_text` what is in it, None where none is
    needed; `backup` is where the old one went, None where it had gone there before. `edited` are the files whose import
    of Alembic was changed, `left` the lines that import what amig does not serve. `differences` are those of `check`,
    `compared` what it found equal.
    """

    config: str
    configured: bool
    settings: str
    env: str | None
    backup: str | None
    edited: tuple[str, ...]
    left: tuple[str, ...]
    not_carried: tuple[NotCarried, ...]
    notes: tuple[str, ...]
    include_name: str
    dry_run: bool
    env_text: str | None = None
    differences: tuple[str, ...] | None = None
    compared: tuple[str, ...] = ()


async def adopt(
    file: str | Path | None = None,
    *,
    section: str = "alembic",
    edit: bool = True,
    dry_run: bool = False,
    check: bool = False,
    url: str | None = None,
    folder: str | Path | None = None,
) -> AdoptResult:
    """Take the Alembic project of `file`, else of `folder`, else of the working directory, over as it is.

    No database is touched, but with `check`: then new ones are made beside the one that `url` or the configuration
    names, both tools upgrade one each, and what differs is given back; they are dropped again. Raises NoAlembicError,
    HalfAlembicError, ConfiguredAlreadyError, CannotCheckError, BadScriptError, UnreadableConfigError.
    """
    if check and dry_run:
        raise CannotCheckError("nothing is written with `--dry-run`", "leave one of the two out")
    taken = await aside(_take, file, folder, section, edit=edit)
    if check and taken.project.databases:
        raise CannotCheckError(
            "it has several databases", "adopt it without `--check`, and compare one after the other by hand"
        )
    if not dry_run:
        await aside(_write, taken)
    found: Comparison | None = None
    if check:
        from amig.adoption.check import compare
        from amig.commands.upgrade import upgrade

        found = await compare(taken, url, upgrade)
    return _result(taken, found, dry_run=dry_run)


def _take(file: str | Path | None, folder: str | Path | None, section: str, *, edit: bool) -> Taken:
    from amig.adoption.project import read_project
    from amig.adoption.take import take

    here = Path(folder) if folder else Path.cwd()
    return take(read_project(Path(file) if file else None, here, section), edit=edit)


def _write(taken: Taken) -> None:
    from amig.adoption.take import write

    write(taken)


def _result(taken: Taken, found: Comparison | None, *, dry_run: bool) -> AdoptResult:
    from amig.adoption import toml
    from amig.adoption.take import BACKUP

    edited = (str(one.path) for one in taken.edits if one.changed)
    written = taken.env is not None and taken.moved is not None
    return AdoptResult(
        config=str(taken.config),
        configured=taken.config in taken.files,
        settings=masked(toml.written(taken.table)),
        env=str(taken.project.env_path) if written else None,
        backup=str(taken.moved.with_name(BACKUP)) if taken.moved else None,
        edited=tuple(edited),
        left=taken.left,
        not_carried=tuple(NotCarried(one.line, one.text) for one in taken.environment.lost),
        notes=taken.notes,
        include_name=INCLUDE_NAME,
        dry_run=dry_run,
        env_text=taken.env if written else None,
        differences=found.differences if found else None,
        compared=found.compared if found else (),
    )


@face("adopt", COMMANDS["adopt"][1])
@click.argument("file", required=False, type=click.Path(), metavar="[FILE]")
@click.option("--no-edit", is_flag=True, help="Leave the scripts alone: they find amig where they import alembic.")
@click.option("--dry-run", is_flag=True, help="Show what would be done; nothing is written.")
@click.option("--check", is_flag=True, help="Upgrade a scratch database with each tool, and compare them.")
def command(call: Call, file: str | None, *, no_edit: bool, dry_run: bool, check: bool) -> int:
    """FILE is the project's alembic.ini, or its pyproject.toml; without one, that of this folder. --name is its
    section, and --url a database beside which --check may make others.
    """
    work = adopt(
        file, section=call.name or "alembic", edit=not no_edit, dry_run=dry_run, check=check, url=call.url or None
    )
    result = run(work) if check else drive(work)
    _tell(call, result)
    call.show(
        result, "\n".join(filter(None, (result.settings, result.env_text))).rstrip() if dry_run else "", code=True
    )
    return 3 if result.differences else 0


def _tell(call: Call, result: AdoptResult) -> None:
    console, would = call.console, "would be " if result.dry_run else ""
    console.line(f"{result.config}: {would + 'configured' if result.configured else 'configured already'}", "done")
    if result.backup:
        console.line(f"{result.backup}: the old env.py {would}kept here")
    if result.env:
        console.line(f"{result.env}: {would}written anew, with what a configuration cannot say")
    for path in result.edited if call.verbose or result.dry_run else ():
        console.line(f"{path}: {would}changed, to import from amig.blocking")
    if result.edited and not (call.verbose or result.dry_run):
        console.line(f"changed, to import from amig.blocking: {len(result.edited)} files")
    for one in result.not_carried:
        console.labelled("warning", f"not carried over from line {one.line} of the old env.py: {one.text}")
    for text in result.left:
        console.labelled("warning", f"imports what amig does not serve: {text}")
    for text in result.notes:
        console.labelled("note", text)
    console.line("where Alembic's autogenerate still runs, keep amig's own tables from it in `context.configure`:")
    console.line(f"  {result.include_name}")
    for text in result.compared:
        console.line(text, "done" if not result.differences else None)
    for text in result.differences or ():
        console.labelled("warning", f"differs: {text}")
