"""What MySQL makes of the models' words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amig.look.normal import Normal, Samples

if TYPE_CHECKING:
    from amig.impl.base import Impl
    from amig.impl.channel import Channel


async def normal(channel: Channel, impl: Impl, samples: Samples) -> Normal:
    """Ask the server for its words."""
    raise NotImplementedError
