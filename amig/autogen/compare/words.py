"""The words of notes: why something is a difference."""

from __future__ import annotations

ADDED = "the models have it, the database does not"
REMOVED = "the database has it, the models do not"


def changed(have: object, want: object) -> str:
    """What it is in the database, and in the models."""
    return f"it is {shown(have)} in the database, {shown(want)} in the models"


def shown(value: object) -> str:
    """A value in a note; nothing is `none`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return f"({', '.join(map(str, value))})"
    return "none" if value is None else f"`{value}`"
