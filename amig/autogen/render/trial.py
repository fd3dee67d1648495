"""Trying what was written: a type that does not come back as it was is not written that way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy.types import TypeEngine

from amig.autogen.render.code import Code, laid_out

if TYPE_CHECKING:
    from amig.autogen.render.rendering import Rendering


def makes(way: Callable[[Any, Rendering], Code | None], value: TypeEngine[Any], rendering: Rendering) -> bool:
    """Whether this way to write a type gives one of the same class that the backend writes in the same words."""
    from amig.autogen.render.rendering import Rendering

    options = replace(rendering.options, user_module_prefix=None, render_item=None, sqlalchemy_module_prefix="sa.")
    trial = Rendering(rendering.impl, options)
    try:
        if (code := way(value, trial)) is None:
            return False
        made = evaluated(laid_out(code, "", 0, 0, 1), trial.imports)
        return type(made) is type(value) and rendering.impl.type_spec(made) == rendering.impl.type_spec(value)
    except Exception:  # noqa: BLE001 - whatever a type of somebody's does: it is not written this way
        return False


def evaluated(text: str, imports: set[str]) -> Any:
    """What an expression gives, with nothing but its imports."""
    from amig.ops import op

    names: dict[str, Any] = {"op": op}
    exec("\n".join(sorted(imports)), names)  # noqa: S102 - imports of modules that the models are made of
    return eval(f"({text})", names)  # noqa: S307 - what was just written, of the models' own values
