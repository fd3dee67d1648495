"""Values of an enum that are in use, before they are taken out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from amig.ops.replace_enum import ReplaceEnum

if TYPE_CHECKING:
    from amig.foresee.question import Asked
    from amig.foresee.seeing import Seeing
    from amig.ops.base import Directive


def enums(seeing: Seeing, directive: Directive[Any]) -> Iterator[Asked]:
    """Of every column that has the type; those that are not named to the operation cannot be asked."""
    if not isinstance(directive, ReplaceEnum) or seeing.impl.dialect_name != "postgresql":
        return
    kept = ", ".join(seeing.impl.literal(value) for value in directive.values)
    gone = f"no longer in enum {directive.enum_name}"
    for one in directive.columns:
        column = seeing.column(one["column"])
        where = f"{column}::text NOT IN ({kept})"
        if one.get("array"):
            where = f"NOT ({column}::text[] <@ ARRAY[{kept}]::text[])"
        key = (one.get("schema"), one["table"])
        yield from seeing.ask("enums", key, (one["column"],), f"values in {{}} that are {gone}", where)
