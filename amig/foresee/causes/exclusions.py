"""Rows that exclude each other, before an exclusion constraint (PostgreSQL)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from amig.foresee.question import Question
from amig.ops.exclude import CreateExcludeConstraint, plain_name

if TYPE_CHECKING:
    from amig.foresee.question import Asked
    from amig.foresee.seeing import Seeing
    from amig.ops.base import Directive


def exclusions(seeing: Seeing, directive: Directive[Any]) -> Iterator[Asked]:
    """Each row is compared with those stored after it: what takes longer than may be is ended by the server."""
    if not isinstance(directive, CreateExcludeConstraint) or seeing.impl.dialect_name != "postgresql":
        return
    key = (directive.schema, directive.table_name)
    texts = [_text(seeing, element) for element, _ in directive.elements]
    names = [name for element, _ in directive.elements if (name := plain_name(element)) is not None]
    operators = [operator for _, operator in directive.elements]
    what = "rows in {} that an exclusion constraint refuses"
    for asked in seeing.ask("exclusions", key, names, what, "1 = 1", any_column=len(names) < len(texts)):
        if not isinstance(asked, Question):
            yield asked
        elif "SELECT" in asked.source:
            yield seeing.cannot_tell(asked.says, "an earlier pending revision changes the table's columns")
        else:
            where = directive.options.get("where")
            condition = "1 = 1" if where is None else where if isinstance(where, str) else seeing.impl.expression(where)
            shown = ", ".join(f"{text} AS e{n}" for n, text in enumerate(texts))
            side = f"(SELECT t.*, t.ctid AS place, {shown} FROM {asked.source} WHERE {condition})"  # noqa: S608
            met = " AND ".join(f"t.e{n} {operator} o.e{n}" for n, operator in enumerate(operators))
            pairs = f"{side} AS t JOIN {side} AS o ON t.place < o.place AND {met}"
            yield replace(asked, source=pairs)


def _text(seeing: Seeing, element: Any) -> str:
    """A column, or an expression."""
    name = plain_name(element)
    return f"({seeing.impl.expression(element)})" if name is None else seeing.column(name)
