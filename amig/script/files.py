"""Where revision files are looked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from amig.errors import BadScriptError, NoMigrationsError
from amig.script.paths import shown
from amig.script.sql import DOWN, UP, down_path


def revision_files(folders: Iterable[Path], *, recursive: bool) -> list[Path]:
    """The files that may hold a revision, in no order; `.down.sql` files are known by their `.up.sql`.

    Raises NoMigrationsError, and BadScriptError for a folder that cannot be read or a way down without one up.
    """
    found = [path for folder in folders for path in _listed(folder, recursive=recursive)]
    files = [path for path in dict.fromkeys(found) if path.name.endswith((".py", UP))]
    ups = {down_path(path) for path in files if path.name.endswith(UP)}
    if lost := sorted(path for path in found if path.name.endswith(DOWN) and path not in ups):
        raise BadScriptError(shown(lost[0]), f"has no `{lost[0].name.removesuffix(DOWN)}{UP}` beside it")
    return files


def _listed(folder: Path, *, recursive: bool) -> Iterator[Path]:
    try:
        if recursive:
            for place, folders, names in os.walk(folder, onerror=_raised):
                folders[:] = sorted(name for name in folders if not hidden(name))
                yield from (Path(place) / name for name in names if not hidden(name))
        else:
            with os.scandir(folder) as entries:
                yield from (folder / entry.name for entry in entries if not hidden(entry.name))
    except FileNotFoundError:
        raise NoMigrationsError(shown(folder)) from None
    except NotADirectoryError:
        yield from _archived(folder, recursive=recursive)
    except OSError as error:
        raise BadScriptError(shown(folder), f"cannot be read: {error.strerror or error}") from error


def _archived(folder: Path, *, recursive: bool) -> Iterator[Path]:
    from amig.script.archive import listing

    if (names := listing(folder)) is None:
        raise NoMigrationsError(shown(folder))
    for name in names:
        parts = name.split("/")
        if (recursive or len(parts) == 1) and not any(map(hidden, parts)):
            yield folder / name


def _raised(error: OSError) -> None:
    raise error


def hidden(name: str) -> bool:
    """Whether a file or folder is left alone."""
    return name.startswith((".", "__"))
