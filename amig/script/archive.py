"""Migrations inside a zip archive: a wheel that is imported as it is, a zip app. Paths go through the archive's own."""

from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile, is_zipfile


def archived(path: Path) -> bytes | None:
    """The bytes of a file whose path leads through an archive; None where there is no such file."""
    if (found := _split(path)) is None:
        return None
    with ZipFile(found[0]) as archive:
        try:
            return archive.read(found[1])
        except (KeyError, BadZipFile):
            return None


def listing(path: Path) -> list[str] | None:
    """The paths of all files below a folder of an archive, relative to it; None where there is no such folder."""
    if (found := _split(path)) is None:
        return None
    with ZipFile(found[0]) as archive:
        start = f"{found[1]}/" if found[1] else ""
        names = [name.removeprefix(start) for name in archive.namelist() if name.startswith(start)]
    return [name for name in names if name and not name.endswith("/")] if names else None


def _split(path: Path) -> tuple[Path, str] | None:
    """The archive that a path leads through, and the name of what is meant in there."""
    for folder in (path, *path.parents):
        if folder.is_file():
            inner = "" if folder == path else path.relative_to(folder).as_posix()
            return (folder, inner) if is_zipfile(folder) else None
    return None
