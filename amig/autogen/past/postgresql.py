"""What a PostgreSQL database has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.autogen.past.base import Past

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.look.types import Types


class PostgreSQLPast(Past):
    """What PostgreSQL makes in another way."""


def past(impl: Impl, types: Types) -> Past:
    """What makes things again on PostgreSQL."""
    return PostgreSQLPast(impl, types)
