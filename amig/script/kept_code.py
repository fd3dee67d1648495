"""What the files of a long history were compiled to, and what was found in them, kept beside them for the next time.

It counts only for the same bytes, of the same file, for the same amig and Python: an edit is seen, whatever its time.
"""

from __future__ import annotations

import marshal
import os
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple
from zlib import crc32

from amig.script.revision import Revision
from amig.script.told import path, put

ENOUGH = 64
"""Files from which on it pays to read what was kept, and to write it anew."""

FORM = 1
"""Of what is kept: another one when the same file is compiled to another thing, or other things are found in it."""

_NAME = f"amig-code-{sys.implementation.cache_tag}"


class Kept(NamedTuple):
    """What is kept of one file; `found` holds plain values by their names."""

    digest: bytes
    header: tuple[Any, ...]
    code: bytes
    found: dict[str, Any]

    @classmethod
    def of(cls, digest: bytes, revision: Revision, code: CodeType, found: dict[str, Any]) -> Kept:
        """What there is to keep of a file whose bytes have this digest."""
        return cls(digest, _header(revision), marshal.dumps(code), found)

    def holds(self, digest: bytes, revision: Revision) -> bool:
        """Whether it is of these bytes, which say this of themselves."""
        return self.digest == digest and self.header == _header(revision)


def recalled(folder: Path, by: object) -> dict[str, Kept]:
    """What was kept, by the files' names, whole and of this form; nothing else counts. `by` stands for who found it."""
    with suppress(OSError, ValueError, TypeError, EOFError):
        with open(path(folder, _NAME), "rb") as file:  # noqa: PTH123 - as everywhere here
            head, data = file.readline(), file.read()
        if head == _head(data, by):
            return {name: Kept(*values) for name, values in marshal.loads(data).items()}  # noqa: S302 - as Python's own
    return {}


def keep(folder: Path, by: object, kept: dict[str, Kept]) -> None:
    """Keep it for the next time, where Python may keep what it compiled, and what was found can be written.

    Of files that are gone nothing is kept.
    """
    if sys.dont_write_bytecode:
        return
    with suppress(ValueError):
        data = marshal.dumps({name: tuple(one) for name, one in kept.items() if os.path.exists(name)})  # noqa: PTH110 - of texts
        put(folder, _NAME, _head(data, by) + data)


def _head(data: bytes, by: object) -> bytes:
    """The first line: a check of what follows, and whose it is."""
    whose = digest(repr((by, MAGIC_NUMBER, sys.flags.optimize)).encode()).hex()
    return f"{FORM} {crc32(data)} {whose}\n".encode()


def digest(data: bytes) -> bytes:
    """What tells bytes from others."""
    return blake2b(data, digest_size=16).digest()


def _header(revision: Revision) -> tuple[Any, ...]:
    return (revision.id, revision.parents, str(revision.file), *revision[3:])
