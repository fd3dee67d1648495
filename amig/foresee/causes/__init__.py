"""One file per cause. Each has a function of a `Seeing` and a directive that yields what is to be asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from amig.foresee.causes.casts import casts
from amig.foresee.causes.checks import checks
from amig.foresee.causes.duplicates import duplicates
from amig.foresee.causes.enums import enums
from amig.foresee.causes.exclusions import exclusions
from amig.foresee.causes.held import held
from amig.foresee.causes.nulls import nulls
from amig.foresee.causes.orphans import orphans

if TYPE_CHECKING:
    from amig.foresee.question import Asked
    from amig.foresee.seeing import Seeing
    from amig.ops.base import Directive

Cause: TypeAlias = Callable[["Seeing", "Directive[Any]"], Iterator["Asked"]]

CAUSES: dict[str, Cause] = {
    "nulls": nulls,
    "duplicates": duplicates,
    "casts": casts,
    "orphans": orphans,
    "checks": checks,
    "enums": enums,
    "exclusions": exclusions,
    "held": held,
}
"""Cause -> what asks about it. Another one is another file, and a line here."""
