"""The code of the squashed revision: what leads from look to look, with the kept code in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from amig.autogen.render import RenderOptions, render
from amig.autogen.render.imports import for_template
from amig.ops import (
    AddColumn,
    AlterColumn,
    CreateCheckConstraint,
    CreateForeignKey,
    CreatePrimaryKey,
    CreateUniqueConstraint,
    DropColumn,
    DropConstraint,
)
from amig.ops.batch import BatchAlterTable
from amig.proof.squash.kept import name_of, takes_op, waits
from amig.proof.way import way

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive
    from amig.proof.squash.path import Seen, Stretch
    from amig.script.directory import ScriptDirectory
    from amig.script.revision import Revision

_OF_A_TABLE = (
    *(AddColumn, AlterColumn, DropColumn, DropConstraint),
    *(CreateCheckConstraint, CreatePrimaryKey, CreateUniqueConstraint),
)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of both functions, and the lines of imports that they need."""

    upgrade: str
    downgrade: str
    imports: str


def bodies(script: ScriptDirectory, impl: Impl, stretches: Sequence[Stretch], *, blocking: bool) -> Bodies:
    """Write both ways."""
    options = RenderOptions(style="blocking" if blocking else "async")
    imports: set[str] = set()

    def written(one: Seen, other: Seen) -> str:
        found = way(impl, one.snapshot, other.snapshot, one.types, other.types)
        made = render(_grouped([each.directive for each in found], impl), impl, options)
        imports.update(made.imports)
        return made.text

    up = list(_up(script, stretches, written))
    down = list(_down(script, stretches, written))
    lines = tuple(sorted(imports))
    return Bodies("\n    ".join(filter(None, up)), "\n    ".join(filter(None, down)), for_template(lines))


def _up(script: ScriptDirectory, stretches: Sequence[Stretch], written: Callable[[Seen, Seen], str]) -> Iterator[str]:
    for one in stretches:
        yield written(one.before, one.after)
        if one.then is not None:
            yield _call(script, one.then, "upgrade", 0)


def _down(script: ScriptDirectory, stretches: Sequence[Stretch], written: Callable[[Seen, Seen], str]) -> Iterator[str]:
    for one in reversed(stretches):
        if one.then is not None:
            yield _call(script, one.then, "downgrade", 1)
        yield written(one.after, one.before)


def _call(script: ScriptDirectory, revision: Revision, direction: str, place: int) -> str:
    """The call of a kept function."""
    before = "await " if waits(script, revision) else ""
    given = "op" if takes_op(script, revision, direction) else ""
    return f"{before}{name_of(revision)}()[{place}]({given})"


def _grouped(directives: Sequence[Directive[Any]], impl: Impl) -> list[Directive[Any]]:
    """On SQLite, what changes one table goes together: it may have to be rebuilt."""
    if impl.dialect.name != "sqlite":
        return list(directives)
    found: list[Directive[Any]] = []
    for table, group in groupby(directives, _table):
        several = tuple(group)
        found += several if table is None else (BatchAlterTable(table, several),)
    return found


def _table(directive: Directive[Any]) -> str | None:
    if isinstance(directive, CreateForeignKey):
        return directive.source_table
    return directive.table_name if isinstance(directive, _OF_A_TABLE) else None
