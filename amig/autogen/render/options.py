"""How directives are to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

Style = Literal["async", "blocking"]
RenderItem = Callable[[str, Any, Any], "str | Literal[False] | None"]
"""`(type_, object, rendering)` -> the text, False for the usual one, None to leave it out of its table or call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderOptions:
    """`style` is how the file is written; `operations` the class that its functions get, with verbs of one's own.

    `sqlalchemy_module_prefix` and `alembic_module_prefix` stand before SQLAlchemy's names and before operations, and
    `user_module_prefix` before types of one's own, instead of their module, which is then imported by the template.
    `width` counts columns, `indent` those before each line.
    """

    style: Style = "async"
    operations: type[Any] | None = None
    sqlalchemy_module_prefix: str = "sa."
    alembic_module_prefix: str = "op."
    user_module_prefix: str | None = None
    render_item: RenderItem | None = None
    width: int = 120
    indent: int = 4
