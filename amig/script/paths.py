"""How files are named in what people read."""

from __future__ import annotations

import os


def shown(path: str | os.PathLike[str]) -> str:
    """The path relative to the working folder when it is below it, else absolute."""
    absolute = os.path.abspath(path)
    try:
        folder = os.path.join(os.getcwd(), "")
    except OSError:  # the working folder is gone
        return absolute
    return absolute.removeprefix(folder) if absolute != folder else absolute
