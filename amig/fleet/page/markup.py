"""HTML made of values: whatever is not markup already is text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_EMPTY = ("input",)


class Markup(str):
    """Text that is HTML."""

    __slots__ = ()

    def join(self, parts: Iterable[str]) -> Markup:
        """Parts one after the other, each escaped unless it is markup."""
        return Markup(str(self).join(text(part) for part in parts))


def text(value: str) -> Markup:
    """A value as HTML; control characters, which HTML has none for, become a sign that stands for them."""
    if isinstance(value, Markup):
        return value
    seen = "".join(one if one.isprintable() or one in "\n\t" else "\ufffd" for one in value)
    return Markup(escape(seen))


def tag(name: str, *children: str, **attributes: object) -> Markup:
    """An element. `class_` and `data_x` lose their underscores; None leaves an attribute out, True has no value."""
    said = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    end = "" if name in _EMPTY else f"{Markup('').join(children)}</{name}>"
    return Markup(f"<{name}{said}>{end}")


def _attribute(key: str, value: object) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
