"""Everything that a database holds, in a fixed number of queries: one reader per backend."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from amig.aside import aside
from amig.look.shapes import Snapshot
from amig.look.survey.entities import with_entities

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel


class Surveyor(Protocol):
    """Reads every table of these schemas, enums and sequences; what else is asked for is read beside it."""

    async def __call__(
        self, channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]
    ) -> Snapshot: ...


SURVEYORS = {
    "mariadb": "amig.look.survey.mysql",
    "mysql": "amig.look.survey.mysql",
    "postgresql": "amig.look.survey.postgresql",
    "sqlite": "amig.look.survey.sqlite",
}
"""Dialect -> the module with its `survey`, imported for the first look."""


async def survey(
    channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str] = frozenset()
) -> Snapshot:
    """One look at whole schemas; None is the server's default one, and what it is called means None too.

    `kinds` are of view, function, trigger, extension, policy and grant: the others are not read. Tables, enums and
    sequences always are.
    """
    read: Surveyor = (await aside(import_module, SURVEYORS[impl.dialect.name])).survey
    was = channel.record(on=False)
    try:
        return await with_entities(await read(channel, impl, schemas, kinds), channel, impl, schemas, kinds)
    finally:
        channel.record(on=was)
