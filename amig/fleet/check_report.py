"""What the rows of a fleet say of its pending revisions, grouped by cause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from amig.fleet.events import TenantFailed, TenantsCurrent, TenantSkipped
from amig.foresee.finding import Finding, Foreseen, Unasked
from amig.foresee.question import Unforeseen, Verdict

if TYPE_CHECKING:
    from amig.fleet.events import FleetEvent

_EXAMPLES = 10
"""Tenants that are named for each cause."""

_ORDER: dict[Verdict, int] = {"breaks": 0, "unsure": 1, "notice": 2}


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Tenants with the same finding. `rows` are those of all of them together, as far as they were counted.

    `finding` is that of the first of the `examples`, which are some of their names.
    """

    says: str
    cause: str
    revision: str
    verdict: Verdict
    tenants: int
    rows: int
    more: bool
    examples: tuple[str, ...]
    finding: Finding


@dataclass(frozen=True, slots=True)
class UnaskedGroup:
    """Tenants whose server did not answer the same question; `example` is one of them."""

    tenants: int
    example: str
    unasked: Unasked


@dataclass(frozen=True, slots=True)
class FleetCheck:
    """What was found before anything is changed. `tenants` are all that the source names; each is in one of the counts.

    `current` have nothing pending. Of the others `breaking` have rows that would stop a revision, `unsure` some that
    may, or a question that was not answered; `clean` have neither. `gone`, `ahead` and `unreadable` could not be asked.
    """

    tenants: int = 0
    current: int = 0
    clean: int = 0
    unsure: int = 0
    breaking: int = 0
    gone: int = 0
    ahead: int = 0
    unreadable: int = 0
    groups: tuple[FoundGroup, ...] = ()
    unasked: tuple[UnaskedGroup, ...] = ()
    unforeseen: tuple[Unforeseen, ...] = ()
    problems: tuple[str, ...] = ()
    """What was wrong with some of those that were unreadable."""

    @property
    def breaks(self) -> bool:
        """Whether a tenant would fail, or could not be read."""
        return bool(self.breaking or self.unreadable)

    @property
    def is_sure(self) -> bool:
        """Whether every question was answered, and nothing that pends is left out."""
        return not (self.unsure or self.unasked or self.unforeseen)


class Notes:
    """Counts and groups, whose size does not grow with the number of tenants."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.groups: dict[tuple[str, str, str, str | None], FoundGroup] = {}
        self.unasked: dict[tuple[str, str], UnaskedGroup] = {}
        self.unforeseen: dict[Unforeseen, None] = {}
        self.problems: list[str] = []

    def heard(self, event: FleetEvent) -> None:
        """What is told of tenants that are not asked."""
        if isinstance(event, TenantsCurrent):
            self.counts["current"] += event.count
        elif isinstance(event, TenantSkipped):
            self.counts[event.why] += 1
        elif isinstance(event, TenantFailed):
            self.counts["unreadable"] += 1
            if len(self.problems) < _EXAMPLES:
                self.problems.append(f"{event.tenant}: {event.problem}")

    def add(self, tenant: str, foreseen: Foreseen) -> None:
        """What the rows of a tenant say."""
        doubts = foreseen.unasked or any(one.verdict == "unsure" for one in foreseen.findings)
        self.counts["breaking" if foreseen.breaks else "unsure" if doubts else "clean"] += 1
        self.unforeseen |= dict.fromkeys(foreseen.unforeseen)
        for finding in foreseen.findings:
            self._add(tenant, finding)
        for one in foreseen.unasked:
            key = (one.revision, one.says)
            group = self.unasked.get(key) or UnaskedGroup(0, tenant, one)
            self.unasked[key] = replace(group, tenants=group.tenants + 1)

    def _add(self, tenant: str, one: Finding) -> None:
        key = (one.revision, one.says, one.verdict, one.first)
        empty = FoundGroup(one.says, one.cause, one.revision, one.verdict, 0, 0, False, (), one)
        group = self.groups.get(key) or empty
        self.groups[key] = replace(
            group,
            tenants=group.tenants + 1,
            rows=group.rows + one.rows,
            more=group.more or one.more,
            examples=(*group.examples, tenant)[:_EXAMPLES],
        )

    def report(self) -> FleetCheck:
        """All of it, the gravest and most frequent first."""
        groups = sorted(self.groups.values(), key=lambda one: (_ORDER[one.verdict], -one.tenants, one.says))
        unasked = sorted(self.unasked.values(), key=lambda one: -one.tenants)
        known = {name: self.counts[name] for name in _COUNTS}
        return FleetCheck(
            **known,
            groups=tuple(groups),
            unasked=tuple(unasked),
            unforeseen=tuple(self.unforeseen),
            problems=tuple(self.problems),
        )


_COUNTS = ("tenants", "current", "clean", "unsure", "breaking", "gone", "ahead", "unreadable")
