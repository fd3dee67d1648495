"""Models in PostgreSQL's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.autogen.model.base import Describer

if TYPE_CHECKING:
    from amig.impl.base import Impl


class PostgreSQLDescriber(Describer):
    """What PostgreSQL says in another way."""


def describer(impl: Impl) -> Describer:
    """How models are described for PostgreSQL."""
    return PostgreSQLDescriber(impl)
