"""Models in MySQL's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.autogen.model.base import Describer

if TYPE_CHECKING:
    from amig.impl.base import Impl


class MySQLDescriber(Describer):
    """What MySQL says in another way."""


def describer(impl: Impl) -> Describer:
    """How models are described for MySQL."""
    return MySQLDescriber(impl)
