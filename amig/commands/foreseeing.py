"""What `check --data` and `fleet check` say of rows that would break pending revisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amig.fleet.check_report import FleetCheck, FoundGroup
    from amig.foresee.finding import Finding, Foreseen
    from amig.foresee.question import Unforeseen, Verdict

Line = tuple[str, str | None]

_STYLES: dict[Verdict, str] = {"breaks": "error", "unsure": "warning", "notice": "note"}


def of_database(foreseen: Foreseen) -> Iterator[Line]:
    """One database, the gravest first."""
    for verdict in ("breaks", "unsure", "notice"):
        for one in foreseen.findings:
            if one.verdict == verdict:
                yield f"{_where(one)}: {one.count}{_first_key(one)}", _STYLES[one.verdict]
    for asked in foreseen.unasked:
        yield f"could not be asked: {asked.says} (revision {asked.revision}): {asked.problem}", "warning"
    yield from _unforeseen(foreseen.unforeseen)


def of_fleet(found: FleetCheck) -> Iterator[Line]:
    """All tenants: `12 tenants: nulls in ... (revision ab12); e.g. tenant_0041: 17 rows, first id 93`."""
    for group in found.groups:
        yield _group(group), _STYLES[group.verdict]
    for one in found.unasked:
        asked = one.unasked
        said = f"{_tenants(one.tenants)} could not be asked: {asked.says} (revision {asked.revision})"
        yield f"{said}; e.g. {one.example}: {asked.problem}", "warning"
    yield from ((problem, "error") for problem in found.problems)
    yield from _unforeseen(found.unforeseen)


def _group(group: FoundGroup) -> str:
    one = group.finding
    return f"{_tenants(group.tenants)}: {_where(one)}; e.g. {group.examples[0]}: {one.count}{_first_key(one)}"


def _where(one: Finding) -> str:
    first = "" if one.first is None else f", may be changed by revision {one.first} first"
    return f"{one.says} (revision {one.revision}{first})"


def _first_key(one: Finding) -> str:
    return "" if one.example is None else f", first {one.example}"


def _unforeseen(all_: tuple[Unforeseen, ...]) -> Iterator[Line]:
    for one in all_:
        revision = "" if one.what == f"revision {one.revision}" else f" (revision {one.revision})"
        yield f"cannot be foreseen: {one.what}{revision}: {one.why}", "note"


def _tenants(count: int) -> str:
    return f"{count:,} tenant" if count == 1 else f"{count:,} tenants"
