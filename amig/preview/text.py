"""A plan as people read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.preview.values import Plan, PlannedStatement, PlannedStep

_NARROWEST = 30
_ROWS = 3
"""Of a bulk insert as many are shown."""
_DESTRUCTIVE = "DESTRUCTIVE"
_OLD = ", as the database is before what is above"


Line = tuple[str, str | None]
"""A line, and the name of its style."""


def text(plans: Sequence[Plan], width: int) -> str:
    """Each plan: its steps, their statements, and what to know about each; notes are as wide as the terminal."""
    return "\n".join(line for line, _ in styled(plans, width))


def styled(plans: Sequence[Plan], width: int) -> Iterator[Line]:
    """The same line by line, for whoever shows colours."""
    for number, plan in enumerate(plans):
        if number:
            yield "", None
        yield from _lines(plan, max(width, _NARROWEST))


def _lines(plan: Plan, width: int) -> Iterator[Line]:
    before, after = (", ".join(rows) or "base" for rows in (plan.before, plan.after))
    where = f"{plan.name}: " if plan.name else ""
    if not plan.steps:
        yield f"{where}nothing to do: at {before}", None
        return
    for line in wrap(f"{where}{plan.direction} from {before} to {after}", width):
        yield line, None
    for step in plan.steps:
        yield "", None
        yield from _step(step, width)
    yield "", None
    for line in wrap(_summary(plan), width):
        yield line, None


def _step(step: PlannedStep, width: int) -> Iterator[Line]:
    for line in wrap(f"{step.direction} {step.revision}  {step.message}".rstrip(), width, subsequent_indent="  "):
        yield line, "label"
    if step.consent is not None:
        yield from _note(f"may destroy: {step.consent}", width, "  ", "warning")
    for required in step.requires_backfill:
        yield from _note(f"requires the backfill of {required}", width, "  ")
    rows = 0
    for number, statement in enumerate(step.statements, 1):
        rows = rows + 1 if statement.operation == "bulk_insert" else 0
        if rows <= _ROWS:
            yield from _statement(number, statement, width)
        elif number == len(step.statements) or step.statements[number].operation != "bulk_insert":
            yield f"     ... and {_count(rows - _ROWS, 'row')} more", "note"
    if step.ends is not None:
        yield from _note(f"... {step.ends}", width, "  ")
    elif not step.statements:
        yield "  no statements", "note"
    if step.backfill is not None:
        yield from _note(f"backfill {step.backfill}", width, "  ")


def _statement(number: int, statement: PlannedStatement, width: int) -> Iterator[Line]:
    indent = "     "
    lines = statement.sql.strip().replace("\t", "    ").splitlines()
    yield f"{number:>3}. {lines[0].rstrip() if lines else ''}", None
    yield from ((f"{indent}{line}".rstrip(), None) for line in lines[1:])
    for note in notes(statement):
        grave = statement.destroys is not None and note.startswith(_DESTRUCTIVE)
        yield from _note(note, width, indent + "- ", "error" if grave else "note")


def _note(note: str, width: int, indent: str, style: str = "note") -> Iterator[Line]:
    for line in wrap(note, width, initial_indent=indent, subsequent_indent=" " * len(indent), break_on_hyphens=False):
        yield line, style


def notes(statement: PlannedStatement) -> Iterator[str]:
    """What to know about a statement, the gravest first."""
    if statement.reads:
        yield "read by the script" + (_OLD if statement.old_state else "")
        return
    if statement.destroys is not None:
        yield f"{_DESTRUCTIVE}: {statement.destroys}"
    if statement.lock is not None:
        yield f"lock: {statement.lock}, blocks {statement.blocks}"
    elif statement.blocks is None:
        yield "lock: cannot be told"
    if statement.rewrites is not False:
        yield "rewrites the table" if statement.rewrites else "may rewrite a table"
    if statement.autocommit:
        yield "outside any transaction"
    if statement.old_state:
        yield f"written{_OLD}"


def _summary(plan: Plan) -> str:
    statements = [one for step in plan.steps for one in step.statements]
    lost = sum(one.destroys is not None for one in statements)
    open_ = sum(step.ends is not None for step in plan.steps)
    parts = [_count(len(plan.steps), "step"), _count(len(statements), "statement")]
    parts += [f"{lost} destructive"] if lost else []
    parts += [f"{open_} not shown whole"] if open_ else []
    return ", ".join(parts)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
