"""What a change destroys: rows, values, or what holds them."""

from __future__ import annotations

from typing import Any

from amig.ops.base import Directive
from amig.ops.destroyed import destroyed_by
from amig.ops.script import RunScript
from amig.ops.sql import Execute
from amig.ops.statement import Statement


def is_raw(directive: Directive[Any]) -> bool:
    """Whether a directive is SQL of the script's own, of which each statement stands for itself."""
    return isinstance(directive, Execute | RunScript)


def destroys(directive: Directive[Any], statement: Statement, dialect: str) -> str | None:
    """What one statement of a directive destroys, in words; of raw SQL only its text can tell."""
    if is_raw(directive) and statement.construct is None:
        return destroyed_by(statement.text, dialect)
    return directive.destructive
