"""How files are named in what people read, and where a place in the configuration is."""

from __future__ import annotations

import os
from pathlib import Path

from amig import errors


def shown(path: Path) -> str:
    """The path relative to the working folder when it is below it, else absolute."""
    absolute = path.absolute()
    try:
        return str(absolute.relative_to(Path.cwd()))
    except (ValueError, OSError):  # elsewhere, or the working folder is gone
        return str(absolute)


def placed(place: str | Path, folder: Path) -> Path:
    """Where a place is: a path from `folder` on, or `package:folder`, as a resource of a package.

    Raises NoMigrationsError for a package that cannot be found.
    """
    package, colon, inner = str(place).partition(":")
    if not colon or os.path.isabs(place):  # noqa: PTH117 - of a text
        return Path(os.path.abspath(folder / place))  # noqa: PTH100 - links stay as they are
    return _package_folder(package, str(place)).joinpath(*inner.split(":"))


def _package_folder(package: str, place: str) -> Path:
    from importlib.util import find_spec

    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        spec = None
    folders = list(spec.submodule_search_locations or ()) if spec else []
    if not folders:
        raise errors.NoMigrationsError(place)
    return Path(folders[0])
