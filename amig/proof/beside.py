"""Beside which database scratch ones are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.errors import NoScratchError
from amig.impl.connect import masked, parse_url

if TYPE_CHECKING:
    from sqlalchemy import URL

    from amig.context import MigrationContext


def beside(context: MigrationContext) -> URL:
    """The configuration's `scratch_url`, else the database that the context is connected to.

    Raises NoScratchError where the two are of different kinds: one cannot stand in for the other.
    """
    assert context.connection is not None  # noqa: S101 - for the type checker
    url = context.connection.engine.url
    wanted = context.config.needed_scratch_url if context.config is not None else None
    if wanted is None:
        return url
    other = parse_url(wanted)
    if _kind(other) != _kind(url):
        problem = f"`scratch_url` leads to {_kind(other)}, and the database is {_kind(url)}"
        raise NoScratchError(masked(other), problem)
    return other


def _kind(url: URL) -> str:
    name = url.get_backend_name()
    return "mysql" if name == "mariadb" else name
