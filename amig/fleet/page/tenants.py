"""The tenants that a page lists: the slowest ones, and all that can be searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from amig.fleet.page.markup import Markup, tag
from amig.fleet.words import OUTCOMES, counted, lasting

if TYPE_CHECKING:
    from amig.fleet.run_report import RunReport, TenantLine


def slowest(lines: Sequence[TenantLine]) -> Iterator[Markup]:
    """The slowest tenants, each with a bar as long as it took."""
    longest = max((line.seconds for line in lines), default=0.0)
    if not longest:
        return
    rows = [
        tag(
            "li",
            tag("span", line.tenant, class_="name", dir="auto"),
            tag("span", lasting(line.seconds), class_="took"),
            tag("i", class_=line.outcome, style=f"width:{max(1.0, 100 * line.seconds / longest):.1f}%"),
            tag("span", _also(line), class_="soft") if _also(line) else Markup(""),
        )
        for line in lines[:10]
    ]
    yield tag("section", tag("h2", "Slowest tenants"), tag("ol", *rows, class_="slowest"))


def _also(line: TenantLine) -> str:
    said = ["failed"] if line.outcome == "failed" else []
    said += [f"{line.attempts} attempts"] if line.attempts > 1 else []
    return ", ".join(said)


def tenants(report: RunReport) -> Markup:
    """What can be searched, and how much of all that is."""
    listed = report.listed
    parts = [tag("h2", "Tenants by name", id="by-name")]
    if not listed:
        return tag("section", *parts, tag("p", "None is listed: nothing became of any.", class_="soft"))
    outcomes = [what for what in OUTCOMES if any(line.outcome == what for line in listed)]
    options = [tag("option", "Every outcome", value=""), *(tag("option", OUTCOMES[one], value=one) for one in outcomes)]
    what = "Search name, revision or problem"
    search = tag("input", id="search", type="search", placeholder=what, aria_label=what, autocomplete="off")
    select = tag("select", *options, id="outcome", aria_label="Outcome")
    clear = tag("button", "Show all", type="button", id="clear", hidden=True)
    form = tag("form", search, select, clear, role="search")
    rows = [_row(line, several=len(report.summary.waves) > 1) for line in listed]
    said = tag("p", counted(len(listed)), id="found", role="status", class_="soft")
    return tag(
        "section",
        *parts,
        tag("p", _listed(report), class_="soft"),
        form,
        said,
        tag("ul", *rows, id="tenants"),
        tag("p", "No tenant that is listed fits.", id="none", hidden=True),
    )


def _listed(report: RunReport) -> str:
    told = report.summary
    skipped = told.gone + told.ahead
    parts = [_some(len(report.failed), told.failed, "failed")] if told.failed else []
    parts += [_some(len(report.skipped), skipped, "were skipped")] if skipped else []
    shown = sum(line.outcome == "done" for line in report.listed)
    parts += [_some(shown, told.done, "moved")] if told.done else []
    silent = " Those that had nothing to do are only counted." if told.current else ""
    return f"Listed: {'; '.join(parts)}.{silent}"


def _some(listed: int, count: int, what: str) -> str:
    how = "all" if listed >= count else f"{listed:,} of"
    return f"{how} {count:,} that {what}"


def _row(line: TenantLine, *, several: bool) -> Markup:
    facts = [f"wave {line.wave}"] if several and line.wave else []
    facts += [lasting(line.seconds)] if line.seconds else []
    facts += [f"{line.attempts} attempts"] if line.attempts > 1 else []
    parts = [
        tag("span", line.tenant, class_="name", dir="auto"),
        tag("span", OUTCOMES[line.outcome], class_=f"badge {line.outcome}"),
        tag("span", " · ".join(facts), class_="soft"),
    ]
    parts += [tag("code", line.revision)] if line.revision else []
    parts += [tag("p", line.problem, dir="auto")] if line.problem else []
    return tag("li", *parts, data_outcome=line.outcome, data_cause=line.cause or None)
