"""From directives to the text of a revision file: pure, no operation known by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amig.autogen.render.imports import in_order
from amig.autogen.render.options import RenderItem as RenderItem
from amig.autogen.render.options import RenderOptions as RenderOptions
from amig.autogen.render.options import Style as Style
from amig.autogen.render.rendering import Rendering as Rendering
from amig.autogen.render.split import split_autocommit as split_autocommit
from amig.autogen.render.statements import statements
from amig.autogen.render.values import code as code

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.ops.base import Directive


@dataclass(frozen=True, slots=True)
class Rendered:
    """The body of a function, its first line without indentation as templates want it, and the imports that it needs.

    `text` is empty where there is nothing to do.
    """

    text: str
    imports: tuple[str, ...]


def render(
    directives: Iterable[Directive[Any]],
    impl: Impl,
    options: RenderOptions | None = None,
    *,
    comments: Mapping[Directive[Any], Sequence[str]] | None = None,
    imports: Iterable[str] = (),
) -> Rendered:
    """Write directives as Python for the backend of `impl`; `comments` stand before the call of their directive.

    `imports` are lines that are wanted in any case. Raises UnrenderableError, naming the value.
    """
    rendering = Rendering(impl, options)
    rendering.imports.update(imports)
    text = statements(directives, rendering, comments or {})
    return Rendered(text.lstrip(" "), in_order(rendering.imports))
