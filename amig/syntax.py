"""Reading Python source into its tree, one thread at a time, and going through its statements."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Any

_one_at_a_time = Lock()
_TRIES = 5
_HOLDING = frozenset({"body", "orelse", "finalbody", "handlers", "cases"})
"""The fields of a statement that hold others."""


def parse(source: str | bytes, filename: str = "<unknown>") -> ast.Module:
    """`ast.parse`, safe in threads: CPython 3.11 counts the depth of all trees under construction in one place.

    Two at once end in "SystemError: AST constructor recursion depth mismatch"; where the other one is not amig's, it is
    tried again. Raises what `ast.parse` raises.
    """
    with _one_at_a_time:
        for _ in range(_TRIES):
            with suppress(SystemError):
                return ast.parse(source, filename)
        return ast.parse(source, filename)


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """Every statement inside; expressions, which hold none, are not walked through."""
    todo = [tree]
    while todo:
        for inner in inner_statements(todo.pop()):
            yield inner
            kind: Any = type(inner)
            if _holding(kind):
                todo.append(inner)


def inner_statements(node: ast.AST) -> list[ast.AST]:
    """Those right inside of a statement or a module, and what holds some of its own: an `except`, a `case`."""
    kind: Any = type(node)
    return [inner for name in _holding(kind) for inner in getattr(node, name)]


@cache
def _holding(kind: type[Any]) -> tuple[str, ...]:
    """The fields of such a node that hold statements."""
    return tuple(name for name in kind._fields if name in _HOLDING)
