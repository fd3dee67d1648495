"""SQLite has one lock, the file's, and every writer holds it: only rewriting tells statements apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from amig.impl.effects.effect import NO_LOCK, Effect
from amig.ops.batch import Rebuild

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive

_REWRITES = re.compile(r"ALTER TABLE \S+ DROP |VACUUM|REINDEX")


def on_sqlite(words: str, impl: Impl, directive: Directive[Any] | None) -> Effect:  # noqa: ARG001
    """The effect of a statement on SQLite; a rebuild copies its table."""
    if words.startswith(("SELECT ", "PRAGMA ", "EXPLAIN ")):
        return NO_LOCK
    copies = isinstance(directive, Rebuild) and words.startswith("INSERT INTO ")
    return Effect(None, "writes", copies or _REWRITES.match(words) is not None)
