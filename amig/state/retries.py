"""How often, and after which pause, a revision that met a busy server is tried again."""

from __future__ import annotations

import random

_FIRST, _LONGEST = 0.2, 10.0


class Retries:
    """So many for each revision, each after about twice the pause of the one before, never in step with others."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._tried: dict[str, int] = {}

    def next(self, revision: str) -> float | None:
        """The pause before the next try in seconds; None when there is none left."""
        tried = self._tried.get(revision, 0)
        if tried >= self.most:
            return None
        self._tried[revision] = tried + 1
        pause: float = min(_FIRST * 2**tried, _LONGEST)
        return pause * random.uniform(0.5, 1.5)  # noqa: S311 - jitter, not a secret
