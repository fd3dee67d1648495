"""Rows and values that go with a table or a column: no revision fails for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from amig.ops.column import DropColumn
from amig.ops.table import DropTable

if TYPE_CHECKING:
    from amig.foresee.question import Asked
    from amig.foresee.seeing import Seeing
    from amig.ops.base import Directive


def held(seeing: Seeing, directive: Directive[Any]) -> Iterator[Asked]:
    """What is dropped and still holds something."""
    if isinstance(directive, DropColumn):
        key = (directive.schema, directive.table_name)
        where, what = f"{seeing.column(directive.column_name)} IS NOT NULL", "values in {}, which is dropped"
        yield from seeing.ask("held", key, (directive.column_name,), what, where, verdict="notice")
    elif isinstance(directive, DropTable):
        key = (directive.schema, directive.table_name)
        yield from seeing.ask("held", key, (), "rows in {}, which is dropped", "1 = 1", verdict="notice")
