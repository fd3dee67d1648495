"""Migrations inside a zip archive: a wheel that is imported as it is, a zip app. Paths go through the archive's own."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zipimport import ZipImportError, zipimporter


def archived(path: Path) -> bytes | None:
    """The bytes of a file whose path leads through an archive; None where there is no such file."""
    if (archive := _archive(path)) is None:
        return None
    try:
        return zipimporter(str(archive)).get_data(str(path))  # it keeps the archive's directory, read once
    except (OSError, EOFError, ZipImportError):
        return None


def listing(path: Path) -> list[str] | None:
    """The paths of all files below a folder of an archive, relative to it; None where there is no such folder."""
    if (found := _archive(path)) is None:
        return None
    start = "".join(f"{part}/" for part in path.relative_to(found).parts)
    try:
        zipimporter(str(found)).invalidate_caches()
        with ZipFile(found) as archive:
            names = [name.removeprefix(start) for name in archive.namelist() if name.startswith(start)]
    except (OSError, BadZipFile, ZipImportError):
        return None
    return [name for name in names if name and not name.endswith("/")] if names else None


def _archive(path: Path) -> Path | None:
    """The archive that a path leads through."""
    return next((folder for folder in (path, *path.parents) if os.path.isfile(folder)), None)  # noqa: PTH113 - links and all
