"""What the server makes of the words of views, functions, triggers and policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from amig.aside import aside
from amig.look.shapes import Snapshot

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel


class Refusal(NamedTuple):
    """Why the server wrote nothing down. `sure`: what it says cannot be what the database has."""

    reason: str
    sure: bool


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """(kind, key) -> the shape in the server's words, or why there is none. The key is that of the models."""

    shapes: Mapping[tuple[str, Any], Any] = field(default_factory=dict)
    refused: Mapping[tuple[str, Any], Refusal] = field(default_factory=dict)


class Normaliser(Protocol):
    """Says how the server writes what is `want`ed; `have` is what it has of the same kinds."""

    async def __call__(self, channel: Channel, impl: Impl, want: Snapshot, have: Snapshot) -> Said: ...


NORMALISERS = {
    "mariadb": "amig.look.normal.entities.mysql",
    "mysql": "amig.look.normal.entities.mysql",
    "postgresql": "amig.look.normal.entities.postgresql",
    "sqlite": "amig.look.normal.entities.sqlite",
}
"""Dialect -> the module with its `said`."""


async def said(channel: Channel, impl: Impl, want: Snapshot, have: Snapshot) -> Said:
    """Ask the server about entities whose texts differ; nothing stays of it."""
    if not (want.views or want.functions or want.triggers or want.policies):
        return Said()
    ask: Normaliser = (await aside(import_module, NORMALISERS[impl.dialect.name])).said
    was = channel.record(on=False)
    try:
        return await ask(channel, impl, want, have)
    finally:
        channel.record(on=was)
