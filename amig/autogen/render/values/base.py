"""The table of what can be written: `@code.register(Kind)` on a function of the value and the rendering."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from amig.autogen.render.code import Code, Word
from amig.autogen.render.reference import reference
from amig.errors import UnrenderableError

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering


@singledispatch
def code(value: Any, rendering: Rendering) -> Code:
    """Python that makes this value again; a function is its name. Raises UnrenderableError."""
    if callable(value) and (name := reference(value, rendering)):
        return Word(name)
    raise UnrenderableError(repr(value), "no Python for it is known")
