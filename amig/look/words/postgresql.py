"""How PostgreSQL writes types, defaults and expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.look.words import Words

if TYPE_CHECKING:
    from amig.impl.base import Impl


class PostgreSQLWords(Words):
    """What PostgreSQL spells in another way."""


def words(impl: Impl) -> Words:
    """The spelling of PostgreSQL."""
    return PostgreSQLWords(impl)
