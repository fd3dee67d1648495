"""The types that a script has made, which no second table makes again as long as they are there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.ops.statement import Statement

drops_a_type = re.compile(r"\bDROP\s+(TYPE|DOMAIN)\b", re.IGNORECASE).search
"""Whether a text does, which may be a script's own."""


def made_after(made: frozenset[str], statement: Statement) -> frozenset[str]:
    """What is there of them after a statement."""
    added = {statement.makes} if statement.makes is not None else set[str]()
    return still_made((made | added) - {statement.unmakes or ""}, statement.text)


def still_made(made: frozenset[str], text: str) -> frozenset[str]:
    """What is left of them after a text, in whoever's words: what a DROP in it names is gone."""
    if not made or not drops_a_type(text):
        return made
    return frozenset(key for key in made if key.rpartition(".")[2].lower() not in text.lower())
