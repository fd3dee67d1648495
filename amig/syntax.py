"""Reading Python source into its tree, one thread at a time."""

from __future__ import annotations

import ast
from contextlib import suppress
from threading import Lock

_one_at_a_time = Lock()
_TRIES = 5


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
