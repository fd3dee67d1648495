"""From pending revisions to questions: one pass over their directives, in the order in which they will run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amig.foresee.causes import CAUSES
from amig.foresee.listening import heard
from amig.foresee.question import Question, Unforeseen
from amig.foresee.seeing import Seeing
from amig.foresee.standing import Standing
from amig.foresee.touched import EVERY, touched_by
from amig.ops.batch import BatchAlterTable
from amig.ops.column import AddColumn
from amig.ops.destructive import is_raw

if TYPE_CHECKING:
    from amig.foresee.question import Asked
    from amig.impl.base import Impl
    from amig.ops.base import Directive
    from amig.script.directory import ScriptDirectory
    from amig.script.plan import Step


@dataclass(frozen=True, slots=True)
class Foresight:
    """What to ask before some revisions run, and what no rows can be asked about."""

    questions: tuple[Question, ...] = ()
    unforeseen: tuple[Unforeseen, ...] = ()


def foresight(impl: Impl, script: ScriptDirectory, steps: Iterable[Step]) -> Foresight:
    """The questions of pending upgrades, on a backend; nothing is asked here. Raises BadScriptError."""
    standing, asked = Standing(impl), list["Asked"]()
    for step in steps:
        asked += _of_step(Seeing(impl, step.revision.id, standing), script, step)
        if step.revision.backfill:
            standing.touched.append((step.revision.id, EVERY))
    unique = tuple(dict.fromkeys(asked))
    return Foresight(
        tuple(one for one in unique if isinstance(one, Question)),
        tuple(one for one in unique if isinstance(one, Unforeseen)),
    )


def _of_step(seeing: Seeing, script: ScriptDirectory, step: Step) -> Iterator[Asked]:
    said = heard(script, step.revision)
    if isinstance(said, str):
        yield Unforeseen(step.revision.id, f"revision {step.revision.id}", said)
        seeing.standing.touched.append((step.revision.id, EVERY))
    else:
        yield from asked_of(seeing, said)


def asked_of(seeing: Seeing, directives: Iterable[Directive[Any]]) -> Iterator[Asked]:
    """What some directives of one revision lead to, one after the other."""
    standing = seeing.standing
    for directive in _flat(directives):
        if isinstance(directive, AddColumn):  # the new column is among what it asks about
            standing.apply(directive, seeing.revision)
            yield from _of(seeing, directive)
        else:
            yield from _of(seeing, directive)
            standing.apply(directive, seeing.revision)
        if touched := touched_by(directive, seeing.impl.flavour):
            standing.touched.append((seeing.revision, touched))


def _flat(directives: Iterable[Directive[Any]]) -> Iterator[Directive[Any]]:
    for directive in directives:
        yield from directive.operations if isinstance(directive, BatchAlterTable) else (directive,)


def _of(seeing: Seeing, directive: Directive[Any]) -> Iterator[Asked]:
    if is_raw(directive):
        yield seeing.cannot_tell(f"revision {seeing.revision}", "runs SQL of its own, which is not read")
    for cause in CAUSES.values():
        yield from cause(seeing, directive)
