"""What a database has beside its tables, of the kinds that are asked for: one reader per backend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from amig.aside import aside
from amig.look.shapes import Snapshot

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel

KINDS = frozenset({"view", "function", "trigger", "extension", "policy", "grant"})
"""What can be asked for; a view may be a materialised one, a function a procedure."""


class Reader(Protocol):
    """Reads entities of these kinds: one statement for each."""

    async def __call__(
        self, channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]
    ) -> Snapshot: ...


READERS = {
    "mariadb": "amig.look.survey.entities.mysql",
    "mysql": "amig.look.survey.entities.mysql",
    "postgresql": "amig.look.survey.entities.postgresql",
}
"""Dialect -> the module with its `read`; SQLite tells all it has in the query for its tables."""


async def with_entities(
    have: Snapshot, channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]
) -> Snapshot:
    """A snapshot of tables, and what else there is of these kinds."""
    if not kinds or impl.dialect.name not in READERS:
        return have
    read: Reader = (await aside(import_module, READERS[impl.dialect.name])).read
    seen = await read(channel, impl, schemas, kinds)
    return replace(
        have,
        views=seen.views,
        functions=seen.functions,
        triggers=seen.triggers,
        extensions=seen.extensions,
        policies=seen.policies,
        row_security=seen.row_security,
        grants=seen.grants,
    )
