"""What a statement does to those who use the database meanwhile: which lock it takes, whether it rewrites a table."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from amig.impl.effects.effect import UNKNOWN, Effect
from amig.impl.effects.mysql import on_mysql
from amig.impl.effects.postgresql import on_postgresql
from amig.impl.effects.sqlite import on_sqlite
from amig.impl.effects.words import normal

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive

_BACKENDS: dict[str, Callable[[str, Impl, Directive[Any] | None], Effect]] = {
    "postgresql": on_postgresql,
    "mysql": on_mysql,
    "sqlite": on_sqlite,
}


def effect_of(sql: str, impl: Impl, directive: Directive[Any] | None = None) -> Effect:
    """The effect of a statement on this server; the directive it came from knows more than its text."""
    backend, words = _BACKENDS.get(impl.dialect_name), normal(sql, impl.flavour)
    return backend(words, impl, directive) if backend and words else UNKNOWN
