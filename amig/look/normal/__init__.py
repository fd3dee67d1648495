"""What the server makes of the models' words: it is given them in temporary tables, and asked what it wrote down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

from amig.aside import aside
from amig.look.shapes import Key, TableShape, ViewShape

if TYPE_CHECKING:
    from sqlalchemy import CheckConstraint, Constraint, Index, Table

    from amig.impl.base import Impl
    from amig.impl.channel import Channel


class Sample(NamedTuple):
    """A table of the models; of its checks, excludes and indexes those that count, in the order of its shape.

    `have` and `want` are what it is described as on both sides, before.
    """

    table: Table
    have: TableShape
    want: TableShape
    checks: tuple[CheckConstraint, ...] = ()
    excludes: tuple[Constraint, ...] = ()
    indexes: tuple[Index, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """What is to be written as the server writes it."""

    tables: Mapping[Key, Sample] = field(default_factory=dict)
    views: Mapping[Key, ViewShape] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Normal:
    """The same in the server's words; `refused` says why there is none of one.

    Columns, checks, excludes and indexes of a table are in the order of its sample; their names do not count.
    """

    tables: Mapping[Key, TableShape] = field(default_factory=dict)
    views: Mapping[Key, ViewShape] = field(default_factory=dict)
    refused: Mapping[Key, str] = field(default_factory=dict)


class Normaliser(Protocol):
    """Makes temporary tables, reads them as every table is read, and takes all of it back."""

    async def __call__(self, channel: Channel, impl: Impl, samples: Samples) -> Normal: ...


NORMALISERS = {
    "mariadb": "amig.look.normal.mysql",
    "mysql": "amig.look.normal.mysql",
    "postgresql": "amig.look.normal.postgresql",
    "sqlite": "amig.look.normal.sqlite",
}
"""Dialect -> the module with its `normal`."""


async def normal(channel: Channel, impl: Impl, samples: Samples) -> Normal:
    """Ask the server, in one batch, for what differs in its text only; nothing stays of it."""
    ask: Normaliser = (await aside(import_module, NORMALISERS[impl.dialect.name])).normal
    was = channel.record(on=False)
    try:
        return await ask(channel, impl, samples)
    finally:
        channel.record(on=was)
