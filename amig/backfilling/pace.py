"""How fast a backfill goes."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from amig.errors import BadCallError

if TYPE_CHECKING:
    from amig.script.revision import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a call says of the pace; None as the script has it.

    `batch` rows at a time, `rate` rows per second at most, `pause` seconds between batches, at most `seconds` in all.
    """

    batch: int | None = None
    rate: float | None = None
    pause: float | None = None
    seconds: float | None = None

    def __post_init__(self) -> None:
        for name in ("batch", "rate", "pause", "seconds"):
            value = getattr(self, name)
            if value is not None and (value < 0 or (value == 0 and name != "pause")):
                raise BadCallError(name, f"is {value:g}", "it must be more than 0")


@dataclass(frozen=True, slots=True)
class Pace:
    """What holds for one backfill."""

    batch: int
    rate: float = inf
    pause: float = 0.0

    @classmethod
    def of(cls, revision: Revision, wish: Wish) -> Pace:
        """The call's word, else the script's."""
        rate = wish.rate or revision.backfill_rate or inf
        pause = revision.backfill_pause if wish.pause is None else wish.pause
        return cls(wish.batch or revision.backfill_batch, rate, pause)

    def rest(self, rows: int, seconds: float) -> float:
        """How long to rest after a batch of so many rows that took so long; one that touched none counts as full."""
        return max(self.pause, (rows or self.batch) / self.rate - seconds)
