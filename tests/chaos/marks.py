"""A place in a script where it may fail: scripts of random histories call it between their operations."""

from __future__ import annotations

LEFT: list[int] = []
"""How many places are still passed before one raises; empty: none does."""


class ScriptError(RuntimeError):
    """What a script raises by itself."""


def here() -> None:
    if LEFT:
        LEFT[0] -= 1
        if LEFT[0] == 0:
            LEFT.clear()
            raise ScriptError("the script gives up here")
