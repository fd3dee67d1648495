"""Waves: which tenants go first, and which after them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from amig.errors import BadWaveError
from amig.fleet.tenants import Tenant

_COUNT = re.compile(r"\d+").fullmatch
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%").fullmatch
_LABEL = re.compile(r"[^\s,%]+").fullmatch


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave: the first `count` tenants of the list, or those with a label."""

    name: str
    count: int | None = None
    label: str | None = None

    def takes(self, tenant: Tenant, position: int) -> bool:
        """Whether a tenant belongs to it; `position` counts from 0."""
        return self.label in tenant.labels if self.count is None else position < self.count


def waves(canary: int, written: Sequence[str], total: int) -> tuple[Wave, ...]:
    """The waves of a run over `total` tenants; the last one takes whoever is left. Raises BadWaveError."""
    first = [Wave("canary", count=canary)] if canary else []
    found = [*first, *(_wave(text, total) for text in written)]
    if not found or found[-1].count is None or found[-1].count < total:
        found.append(Wave("the rest" if found else "all", count=total))
    return tuple(found)


def _wave(text: str, total: int) -> Wave:
    if _COUNT(text):
        return Wave(text, count=int(text))
    if share := _SHARE(text):
        return Wave(text, count=_part(share[1], total, text))
    if _LABEL(text):
        return Wave(text, label=text)
    raise BadWaveError(text, "wave")


def _part(percent: str, total: int, text: str) -> int:
    if float(percent) > 100:  # noqa: PLR2004 - a whole
        raise BadWaveError(text, "share")
    return ceil(total * float(percent) / 100)


def wave_of(found: Sequence[Wave], tenant: Tenant, position: int) -> int:
    """The index of the first wave that takes a tenant."""
    return next((index for index, wave in enumerate(found) if wave.takes(tenant, position)), len(found) - 1)


def limit(text: str, total: int) -> int | None:
    """How many failures are too many: a count, or a share of all tenants; None where there is no limit.

    Raises BadWaveError.
    """
    if not text:
        return None
    if _COUNT(text):
        return int(text)
    if share := _SHARE(text):
        return _part(share[1], total, text)
    raise BadWaveError(text, "limit of failures")
