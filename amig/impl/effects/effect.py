"""The effect of a statement, as a value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Blocks: TypeAlias = Literal["nothing", "writes", "reads and writes"]
Row: TypeAlias = "tuple[str, Effect]"


@dataclass(frozen=True, slots=True)
class Effect:
    """`lock` is in the server's words, on what is in use already; None where there is none.

    `blocks` is what others cannot do to that table meanwhile. `rewrites`: whether a table is written anew. Both are
    None where it cannot be told.
    """

    lock: str | None = None
    blocks: Blocks | None = "nothing"
    rewrites: bool | None = False


NO_LOCK = Effect()
UNKNOWN = Effect(None, None, None)


def first_match(words: str, table: Iterable[Row]) -> Effect | None:
    """The effect of the first pattern that the words begin with."""
    return next((effect for pattern, effect in table if re.match(pattern, words)), None)


def strongest(effects: Sequence[Effect], order: Mapping[str | None, int]) -> Effect:
    """The effect of several actions of one statement: their strongest lock, and whether any of them rewrites."""
    worst = max(effects, key=lambda effect: order[effect.lock])
    rewrites = [effect.rewrites for effect in effects]
    return Effect(worst.lock, worst.blocks, True if True in rewrites else None if None in rewrites else False)
