"""What a SQLite database has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.autogen.past.base import Past

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.look.types import Types


class SQLitePast(Past):
    """What SQLite makes in another way."""


def past(impl: Impl, types: Types) -> Past:
    """What makes things again on SQLite."""
    return SQLitePast(impl, types)
