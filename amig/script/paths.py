"""How files are named in what people read."""

from __future__ import annotations

from pathlib import Path


def shown(path: Path) -> str:
    """The path relative to the working folder when it is below it, else absolute."""
    absolute = path.absolute()
    try:
        return str(absolute.relative_to(Path.cwd()))
    except (ValueError, OSError):  # elsewhere, or the working folder is gone
        return str(absolute)
