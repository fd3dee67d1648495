"""Changes that no transaction may hold, apart from those that need one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from amig.ops.batch import BatchAlterTable

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive


def needs_autocommit(directive: Directive[Any], impl: Impl) -> bool:
    """Whether the backend sends any of its statements outside a transaction."""
    if isinstance(directive, BatchAlterTable):
        return any(needs_autocommit(one, impl) for one in directive.operations)
    if impl.needs_rebuild(directive):
        return False
    return any(statement.autocommit for statement in impl.emit(directive))


def split_autocommit(directives: Iterable[Directive[Any]], impl: Impl) -> list[tuple[Directive[Any], ...]]:
    """Groups in order, each for a revision of its own: what fits in one transaction, and each that fits in none."""
    groups: list[tuple[Directive[Any], ...]] = []
    is_open = False
    for directive in directives:
        alone = needs_autocommit(directive, impl)
        if is_open and not alone:
            groups[-1] += (directive,)
        else:
            groups.append((directive,))
        is_open = not alone
    return groups
