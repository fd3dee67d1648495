"""The lines of a function: each directive a call, a batch a block, comments before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Any

from amig.autogen.render.batch import NAME, opening, queueing
from amig.autogen.render.calls import calling
from amig.autogen.render.code import STEP, Code, laid_out
from amig.autogen.render.rendering import Rendering
from amig.ops.base import Directive
from amig.ops.batch import BatchAlterTable

Comments = Mapping[Directive[Any], Sequence[str]]


def statements(directives: Iterable[Directive[Any]], rendering: Rendering, comments: Comments) -> str:
    """All lines, indented as the options say."""
    indent = " " * rendering.options.indent
    lines: list[str] = []
    for directive in directives:
        if isinstance(directive, BatchAlterTable):
            lines += _block(directive, rendering, comments, indent)
        else:
            awaited = "await " if rendering.options.style == "async" else ""
            code = calling(directive, rendering)
            lines += _commented(directive, rendering, comments, indent)
            lines.append(_line(code, rendering, indent, awaited))
    return "\n".join(lines)


def _line(code: Code, rendering: Rendering, indent: str, before: str = "", after: str = "") -> str:
    text = laid_out(code, indent, len(indent + before), len(after), rendering.options.width)
    return f"{indent}{before}{text}{after}"


def _block(batch: BatchAlterTable, rendering: Rendering, comments: Comments, indent: str) -> Iterator[str]:
    """`async with op.batch_alter_table(...) as batch_op:` and what it collects."""
    before = "async with " if rendering.options.style == "async" else "with "
    opened = opening(batch, rendering)
    yield from _commented(batch, rendering, comments, indent)
    yield _line(opened, rendering, indent, before, f" as {NAME}:")
    if not batch.operations:
        yield f"{indent}{STEP}pass"
    outside, rendering.op = rendering.op, f"{NAME}."
    for directive in batch.operations:
        code = queueing(directive, batch, rendering)
        yield from _commented(directive, rendering, comments, indent + STEP)
        yield _line(code, rendering, indent + STEP)
    rendering.op = outside


def _commented(directive: Directive[Any], rendering: Rendering, comments: Comments, indent: str) -> Iterator[str]:
    """What is said of a directive, and what its values had to say."""
    said = [*comments.get(directive, ()), *rendering.notes]
    rendering.notes.clear()
    for words in said:
        for line in words.splitlines():
            yield from (f"{indent}# {part}" for part in wrap(line, rendering.options.width - len(indent) - 2))
