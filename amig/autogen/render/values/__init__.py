"""Python for every kind of value that an operation may be given; one function each, registered for its type."""

from __future__ import annotations

from amig.autogen.render.values import (
    columns,
    constraints,
    elements,
    expressions,
    indexes,
    moments,
    plain,
    tables,
    types,
)
from amig.autogen.render.values.base import code as code

__all__ = [
    "code",
    "columns",
    "constraints",
    "elements",
    "expressions",
    "indexes",
    "moments",
    "plain",
    "tables",
    "types",
]
