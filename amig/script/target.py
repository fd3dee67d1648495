"""What a person calls a place in the history, read once into a value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from amig.errors import BadTargetError

_FORM = re.compile(r"(?:(?P<branch>[^\s@:+'\"]+)@)?(?P<symbol>[^\s@:+'\"-][^\s@:+'\"]*?)?(?P<offset>[+-][0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class Target:
    """A symbol (`current` where only steps were given), steps from there, and the branch that it is looked for on.

    `text` is as asked.
    """

    text: str
    symbol: str
    offset: int = 0
    branch: str | None = None

    @property
    def relative(self) -> bool:
        """Whether it counts steps from where the database is."""
        return self.symbol == "current" and self.offset != 0


@dataclass(frozen=True, slots=True)
class Range:
    """Two places, and what lies between them; None where an end was left out."""

    text: str
    start: Target | None
    end: Target | None

    @property
    def counts_from_rows(self) -> bool:
        """Whether an end is where the database is, or counted from there."""
        return any(end is not None and end.symbol == "current" for end in (self.start, self.end))


def parse(text: str) -> Target:
    """Read `head`, `heads`, `base`, `current`, an id, a label or part of one, steps from there, and `BRANCH@` before.

    Raises BadTargetError.
    """
    if ":" in text:
        raise BadTargetError(text, "is a range, and one place is needed")
    found = _FORM.fullmatch(text)
    if not text:
        raise BadTargetError(text, "is empty")
    if not found or not (found["symbol"] or found["offset"]):
        raise BadTargetError(text, "names a branch and no place on it" if text.endswith("@") else "cannot be read")
    offset = int(found["offset"] or 0)
    if found["offset"] and not offset:
        raise BadTargetError(text, "counts no steps")
    return Target(text, found["symbol"] or "current", offset, found["branch"])


def parse_range(text: str) -> Range:
    """Read `from:to`; either end may be left out. Raises BadTargetError."""
    start, colon, end = text.partition(":")
    if not colon:
        raise BadTargetError(text, "is one place, and a range `from:to` is needed", f"`{text}:` or `:{text}`")
    if ":" in end:
        raise BadTargetError(text, "has more than one `:`", "`from:to`")
    return Range(text, *(parse(one) if one else None for one in (start, end)))
