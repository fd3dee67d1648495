"""A lock of the operating system on a file beside a SQLite database; it ends with its process, however that ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from amig.aside import aside
from amig.errors import FileLockRefusedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from amig.impl.guard import Guard

if sys.platform == "win32":
    import msvcrt

    def _locked(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _locked(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class FileLock:
    """Whoever has it runs outside a transaction; whoever is inside one asks whether it is free.

    `database` finds out which file the database is. One in memory is nobody else's, and one whose file this system does
    not see has no place for it: there it is always free. Raises FileLockRefusedError where the file cannot be made,
    opened or locked.
    """

    def __init__(self, guard: Guard, database: Callable[[], Awaitable[str]]) -> None:
        self.guard, self.find = guard, database
        self.was_met = False
        """Whether somebody else had it at the last look."""
        self._database: str | None = None
        self._file: int | None = None

    async def take(self) -> bool:
        """One try; one that is ours is taken again."""
        self.was_met = not await self._aside(self._take)
        return not self.was_met

    async def is_free(self) -> bool:
        """Whether nobody else has it; makes nothing."""
        self.was_met = not await self._aside(self._is_free)
        return not self.was_met

    async def release(self) -> None:
        """Let go of it if it is ours, and take its file away."""
        if self._file is not None:
            await self.guard.finish(aside(self._release))

    async def _aside(self, work: Callable[[Path], bool]) -> bool:
        """Beside the loop, never cancelled half way: a file that nobody knows of would stay locked."""
        if self._database is None:
            self._database = await self.find()
        if not self._database:
            return True
        path = Path(f"{self._database}-amig.lock")
        try:
            return await self.guard.finish(aside(partial(work, path)))
        except OSError as error:
            raise FileLockRefusedError(str(path), error.strerror or str(error)) from error

    def _take(self, path: Path) -> bool:
        if self._file is not None:
            return True
        try:
            mode = Path(self._database or "").stat().st_mode & 0o777
        except FileNotFoundError:  # a file system of SQLite's own
            return True
        file = os.open(path, os.O_RDWR | os.O_CREAT, mode)
        try:
            if _locked(file) and _is_at(path, file):
                self._file, file = file, -1
        finally:
            if file >= 0:
                os.close(file)
        return self._file is not None

    def _is_free(self, path: Path) -> bool:
        if self._file is not None:
            return True
        try:
            file = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            return True
        try:
            return _locked(file)
        finally:
            os.close(file)

    def _release(self) -> None:
        assert self._file is not None  # noqa: S101 - for the type checker
        with suppress(OSError):  # a system that keeps what somebody has opened
            Path(f"{self._database}-amig.lock").unlink()
        os.close(self._file)
        self._file = None


def _is_at(path: Path, file: int) -> bool:
    """Whether the file that was opened is still there, and nobody has taken it away before it was locked."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False
