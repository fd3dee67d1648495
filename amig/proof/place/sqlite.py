"""SQLite: a file in a folder of its own, among the temporary ones."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from amig.aside import aside
from amig.errors import NoScratchError
from amig.impl.connect import masked

if TYPE_CHECKING:
    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncEngine


class SQLite:
    """Files in the system's folder for temporary ones."""

    def __init__(self, url: URL) -> None:
        self.url, self.folder = url, Path(tempfile.gettempdir())

    async def make(self, name: str) -> URL:
        """A file that SQLite makes when it is first opened."""
        try:
            await aside((self.folder / name).mkdir)
        except OSError as error:
            raise NoScratchError(masked(self.url), f"`{self.folder}`: {error.strerror or error}") from error
        return self._url(name)

    async def copy(self, of: str, name: str) -> URL:
        """The whole folder: a file in WAL mode may have another one beside it."""
        try:
            await aside(shutil.copytree, self.folder / of, self.folder / name)
        except OSError as error:
            raise NoScratchError(masked(self.url), f"`{self.folder}`: {error.strerror or error}") from error
        return self._url(name)

    def _url(self, name: str) -> URL:
        return self.url.set(database=str(self.folder / name / "scratch.db"), query={})

    async def drop(self, name: str) -> None:
        """The whole folder: a journal may be left beside the file."""
        await aside(shutil.rmtree, self.folder / name, ignore_errors=True)

    async def names(self) -> list[str]:
        """All folders there."""
        return await aside(lambda: [path.name for path in self.folder.iterdir() if path.is_dir()])

    async def watch(self, engine: AsyncEngine, name: str) -> None:  # noqa: ARG002
        """A script could only leave it by ATTACH, and names the file itself then. Nothing has to survive a crash."""

        @event.listens_for(engine.sync_engine, "connect")
        def hurry(connection: Any, _record: object) -> None:
            connection.execute("PRAGMA synchronous = OFF")


def place(url: URL) -> SQLite:
    """The place of files."""
    return SQLite(url)
