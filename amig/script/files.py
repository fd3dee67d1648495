"""Where revision files are looked for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from amig import errors
from amig.script.paths import shown

UP, DOWN = ".up.sql", ".down.sql"
HIDDEN = (".", "__")


def revision_files(folders: Iterable[Path], *, recursive: bool) -> list[str]:
    """The files that may hold a revision, in no order; `.down.sql` files are known by their `.up.sql`.

    Raises NoMigrationsError, and BadScriptError for a folder that cannot be read or a way down without one up.
    """
    found = dict.fromkeys(name for folder in folders for name in _listed(folder, recursive=recursive))
    for name in sorted(name.removesuffix(DOWN) for name in found if name.endswith(DOWN)):
        if name + UP not in found:
            raise errors.BadScriptError(shown(Path(name + DOWN)), f"has no `{os.path.basename(name)}{UP}` beside it")  # noqa: PTH119 - of a text
    return [name for name in found if name.endswith((".py", UP))]


def _listed(folder: Path, *, recursive: bool) -> Iterator[str]:
    try:
        if recursive:
            for place, folders, names in os.walk(folder, onerror=_raised):
                folders[:] = (name for name in folders if not hidden(name))
                yield from (os.path.join(place, name) for name in names if not hidden(name))  # noqa: PTH118 - texts
        else:
            start = os.path.join(folder, "")  # noqa: PTH118 - of a text
            yield from [start + name for name in os.listdir(folder) if not name.startswith(HIDDEN)]  # noqa: PTH208 - as everywhere here
    except FileNotFoundError:
        raise errors.NoMigrationsError(shown(folder)) from None
    except NotADirectoryError:
        yield from _archived(folder, recursive=recursive)
    except OSError as error:
        raise errors.BadScriptError(shown(folder), f"cannot be read: {error.strerror or error}") from error


def _archived(folder: Path, *, recursive: bool) -> Iterator[str]:
    from amig.script.archive import listing

    if (names := listing(folder)) is None:
        raise errors.NoMigrationsError(shown(folder))
    for name in names:
        parts = name.split("/")
        if (recursive or len(parts) == 1) and not any(map(hidden, parts)):
            yield str(folder / name)


def _raised(error: OSError) -> None:
    raise error


def hidden(name: str) -> bool:
    """Whether a file or folder is left alone."""
    return name.startswith(HIDDEN)
