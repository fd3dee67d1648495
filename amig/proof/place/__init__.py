"""Where scratch databases are made: one strategy per backend."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import URL
    from sqlalchemy.ext.asyncio import AsyncEngine


class Place(Protocol):
    """Makes databases beside the one that it was made with, and drops them."""

    async def make(self, name: str) -> URL:
        """An empty database like the one beside it; raises NoScratchError."""
        ...

    async def copy(self, of: str, name: str) -> URL:
        """A database with all that another one of this place holds, rows included; nobody is connected to that one."""
        ...

    async def drop(self, name: str) -> None:
        """Drop it, if it is there, and end what is still connected to it."""
        ...

    async def names(self) -> Sequence[str]:
        """The databases there that may be scratch databases."""
        ...

    async def watch(self, engine: AsyncEngine, name: str) -> None:
        """See to it that nothing which runs in the scratch database leaves it."""
        ...


PLACES = {
    "mariadb": "amig.proof.place.mysql",
    "mysql": "amig.proof.place.mysql",
    "postgresql": "amig.proof.place.postgresql",
    "sqlite": "amig.proof.place.sqlite",
}
"""Dialect -> the module with its `place(url)`."""


def place_for(url: URL) -> Place:
    """Where scratch databases go beside this one."""
    made: Place = import_module(PLACES[url.get_backend_name()]).place(url)
    return made
