"""Reading Python source into its tree, one thread at a time."""

from __future__ import annotations

import ast
from threading import Lock

_one_at_a_time = Lock()


def parse(source: str | bytes, filename: str = "<unknown>") -> ast.Module:
    """`ast.parse`, safe in threads: CPython 3.11 counts the depth of all trees under construction in one place.

    Two at once end in "SystemError: AST constructor recursion depth mismatch". Raises what `ast.parse` raises.
    """
    with _one_at_a_time:
        return ast.parse(source, filename)
