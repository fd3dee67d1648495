"""Changes that no transaction may hold, apart from those that need one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive


def needs_autocommit(directive: Directive[Any], impl: Impl) -> bool:
    """Whether the backend sends any of its statements outside a transaction."""
    return any(statement.autocommit for statement in impl.emit(directive))


def split_autocommit(directives: Iterable[Directive[Any]], impl: Impl) -> list[tuple[Directive[Any], ...]]:
    """Groups in order, each for a revision of its own: what goes in one transaction, and what goes in none."""
    grouped = groupby(directives, lambda directive: needs_autocommit(directive, impl))
    return [tuple(group) for _, group in grouped]
