"""Which places a run has met: no tenant is run twice, and no place has two tenants."""

from __future__ import annotations

from typing import Literal, TypeAlias

Meeting: TypeAlias = Literal["new", "again", "another"]


class Seen:
    """Places by the key of their lock, in a few bytes each."""

    def __init__(self) -> None:
        self._places: dict[bytes, int] = {}

    def meet(self, key: bytes, name: str) -> Meeting:
        """Whether a place is new, was met with the same tenant, or belongs to another one."""
        if key not in self._places:
            self._places[key] = hash(name)
            return "new"
        return "again" if self._places[key] == hash(name) else "another"

    def __contains__(self, key: bytes) -> bool:
        return key in self._places
