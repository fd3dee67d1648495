"""A run over time: counts in slots that become longer as the run does, so that their number stays small."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

MOST = 120
_FIRST = 0.25


@dataclass(frozen=True, slots=True)
class Slot:
    """What became of how many tenants within one slot of time, which begins `at` seconds after the run did."""

    at: float
    done: int = 0
    current: int = 0
    failed: int = 0
    skipped: int = 0


WHATS = tuple(one.name for one in fields(Slot) if one.name != "at")


@dataclass
class Timeline:
    """Takes counts as they come, in any order; at most `MOST` slots of `every` seconds."""

    every: float = _FIRST
    counts: dict[int, dict[str, int]] = field(default_factory=dict)

    def add(self, at: float, what: str, count: int = 1) -> None:
        """So many of one kind at a time, in seconds after the run's begin."""
        while (place := int(max(0.0, at) / self.every)) >= MOST:
            self._widen()
        slot = self.counts.setdefault(place, {})
        slot[what] = slot.get(what, 0) + count

    def _widen(self) -> None:
        """Slots of twice the length."""
        narrow, self.counts = self.counts, {}
        self.every *= 2
        for place, slot in narrow.items():
            wide = self.counts.setdefault(place // 2, {})
            for what, count in slot.items():
                wide[what] = wide.get(what, 0) + count

    def slots(self) -> tuple[Slot, ...]:
        """All of them from the first second to the last one in which something happened."""
        if not self.counts:
            return ()
        last = max(self.counts)
        return tuple(Slot(place * self.every, **self.counts.get(place, {})) for place in range(last + 1))
