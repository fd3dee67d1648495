"""What discovery says of one tenant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from amig.fleet.catalogue import Has

if TYPE_CHECKING:
    from amig.fleet.tenants import Place, Tenant

State: TypeAlias = Literal["there", "new", "gone", "unreadable"]


@dataclass(frozen=True, slots=True)
class Found:
    """A tenant, where it is, and its version rows. `new`: it has no version table; `gone`: there is no such place.

    `error` says why it could not be read. `has`: what was seen of the bookkeeping, as far as that was looked for.
    """

    tenant: Tenant
    place: Place
    state: State
    rows: frozenset[str] = frozenset()
    error: Exception | None = None
    has: Has = Has.NOTHING
