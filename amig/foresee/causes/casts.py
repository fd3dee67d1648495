"""Values that another type does not take: text that is no number, numbers out of range, strings that are too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from amig.foresee.fits import BACKENDS
from amig.foresee.fits.change import Change
from amig.ops.alter import AlterColumn

if TYPE_CHECKING:
    from amig.foresee.question import Asked
    from amig.foresee.seeing import Seeing
    from amig.ops.base import Directive


def casts(seeing: Seeing, directive: Directive[Any]) -> Iterator[Asked]:
    """What a change of type does to the values; SQLite keeps any value in any column."""
    if not isinstance(directive, AlterColumn) or directive.type_ is None:
        return
    misfits = BACKENDS.get(seeing.impl.dialect_name)
    if misfits is None:
        return
    change = Change.of(seeing.impl, directive, seeing.column(directive.column_name))
    key, column = (directive.schema, directive.table_name), directive.column_name
    target = seeing.impl.type_spec(directive.type_)
    for misfit in misfits(change):
        what = f"values in {{}} that {misfit.what} {target}"
        if misfit.where is None:
            named = f"{directive.table_name}.{column}"
            yield seeing.cannot_tell(what.format(named), misfit.why)
        else:
            verdict = "breaks" if misfit.is_certain else "unsure"
            where = f"{change.value} IS NOT NULL AND {misfit.where}"
            yield from seeing.ask("casts", key, (column,), what, where, verdict=verdict)  # type: ignore[arg-type]
