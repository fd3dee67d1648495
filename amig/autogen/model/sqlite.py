"""Models in SQLite's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.autogen.model.base import Describer

if TYPE_CHECKING:
    from amig.impl.base import Impl


class SQLiteDescriber(Describer):
    """What SQLite says in another way."""


def describer(impl: Impl) -> Describer:
    """How models are described for SQLite."""
    return SQLiteDescriber(impl)
