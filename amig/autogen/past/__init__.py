"""What a database has, as directives that make it again: for what is dropped, and for the way back."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from amig.autogen.past.base import Past as Past

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.look.types import Types

PASTS = {
    "mariadb": "amig.autogen.past.mysql",
    "mysql": "amig.autogen.past.mysql",
    "postgresql": "amig.autogen.past.postgresql",
    "sqlite": "amig.autogen.past.sqlite",
}
"""Dialect -> the module with its `past(impl, types)`."""


def past_for(impl: Impl, types: Types) -> Past:
    """What makes things again on one server."""
    made: Past = import_module(PASTS[impl.dialect.name]).past(impl, types)
    return made
