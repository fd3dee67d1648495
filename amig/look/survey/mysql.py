"""Everything that a MySQL database holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from amig.look.shapes import Snapshot

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel


async def survey(channel: Channel, impl: Impl, schemas: Sequence[str | None], kinds: frozenset[str]) -> Snapshot:
    """Read whole schemas."""
    raise NotImplementedError
