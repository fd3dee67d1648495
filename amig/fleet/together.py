"""Tenants that share a string, each a transaction of its own: what a string costs beside its work is paid once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from amig.fleet.carry import carried, carry_together

if TYPE_CHECKING:
    from amig.fleet.attempt import Attempt
    from amig.fleet.course import Way
    from amig.fleet.found import Found

Due: TypeAlias = "tuple[Found, Way]"
"""A tenant that has something to do."""

_BRIEF = 0.1
"""Seconds that a string of several tenants may take: so late is told what became of them."""
_MOST = 8
"""Tenants that share a string, at the most: as many have begun when somebody says stop."""


class Size:
    """How many tenants with one way share a string: twice as many each time, as long as that is brief."""

    def __init__(self, most: int = _MOST) -> None:
        self.allowed, self._most = 1, most

    def took(self, count: int, seconds: float) -> None:
        """So many took so long."""
        if seconds > _BRIEF:
            self.allowed = max(1, count // 2)
        elif count == self.allowed and 2 * seconds <= _BRIEF:
            self.allowed = min(2 * count, self._most)

    def failed(self) -> None:
        """A tenant has failed; the next ones may, too, and each of them is tried by itself."""
        self.allowed = 1

    def refuse(self) -> None:
        """They go as no string."""
        self.allowed = self._most = 1


def may_share(one: Due, other: Due) -> bool:
    """Whether two tenants go the same way, as schemas of one database."""
    place, its = one[0].place, other[0].place
    return one[1] is other[1] and place.schema is not None and its.schema is not None and place.url is its.url


async def run_together(attempts: Sequence[Attempt], size: Size) -> None:
    """Try several at once, and alone who is not done by that. What becomes of each is told, never raised."""
    began = time.monotonic()
    for one in attempts:
        one.begin()
    alone = attempts
    if len(attempts) > 1:
        if await _in_one_string(attempts, size):
            seconds = time.monotonic() - began
            size.took(len(attempts), seconds)
            attempts[0].took(seconds / len(attempts))
            for one in attempts:
                one.end(carried(one.way), seconds / len(attempts))
            return
        alone = await _left(attempts, began)
    for one in alone:
        if not await one.run():
            size.failed()
        elif len(attempts) == 1:
            size.took(1, time.monotonic() - began)


async def _in_one_string(attempts: Sequence[Attempt], size: Size) -> bool:
    """Whether that has brought all of them to their end."""
    first = attempts[0]
    try:
        sent = await carry_together(first.desk, first.order, [one.found for one in attempts], first.way)
    except Exception:  # noqa: BLE001 - each is tried alone, and tells of it
        size.failed()
        return False
    if not sent:
        size.refuse()
    return sent


async def _found_again(attempts: Sequence[Attempt]) -> list[Found]:
    """Where they are now; whoever looks wants room of its own."""
    desk, budget = attempts[0].desk, attempts[0].budget
    budget.release()
    try:
        found = await desk.discovery.find([(one.found.tenant, one.found.place) for one in attempts])
        await budget.acquire()
    except BaseException:
        budget.retake()
        raise
    return found


async def _left(attempts: Sequence[Attempt], began: float) -> list[Attempt]:
    """Those that their string has not brought to its end; the others are told to be done."""
    seconds = (time.monotonic() - began) / len(attempts)
    way, found = attempts[0].way, await _found_again(attempts)
    rows = {one.tenant.name: one.rows for one in found if one.state == "there"}
    left = []
    for one in attempts:
        if rows.get(one.name) == way.steps[-1].leaves:
            one.end(carried(way), seconds)
        else:
            left.append(one)
    return left
