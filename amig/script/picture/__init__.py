"""The history as a picture: laid out once, drawn in any format."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath

from amig.errors import UnknownFormatError
from amig.script.picture.picture import Picture

FORMATS = {"text": "text", "svg": "svg", "html": "page", "mermaid": "mermaid", "dot": "dot", "json": "data"}
"""What a picture can be drawn as -> the module here whose `draw` does it."""

_ENDINGS = {".txt": "text", ".svg": "svg", ".html": "html", ".htm": "html", ".mmd": "mermaid", ".mermaid": "mermaid"}
_ENDINGS |= {".dot": "dot", ".gv": "dot", ".json": "json"}


def draw(picture: Picture, format_: str) -> str:
    """A picture as a text; raises UnknownFormatError."""
    function: Callable[[Picture], str] = import_module(f"amig.script.picture.{FORMATS[known(format_)]}").draw
    return function(picture)


def known(format_: str) -> str:
    """The name of a format as it is; raises UnknownFormatError."""
    if format_ not in FORMATS:
        from difflib import get_close_matches

        raise UnknownFormatError(format_, tuple(FORMATS), tuple(get_close_matches(format_.lower(), FORMATS, 1)))
    return format_


def format_of(name: str) -> str:
    """The format that a file's ending means; raises UnknownFormatError."""
    ending = PurePath(name).suffix
    return _ENDINGS.get(ending.lower()) or known(ending.removeprefix(".") or PurePath(name).name)
