"""The sections of a report's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from amig.fleet.page import plots
from amig.fleet.page.markup import Markup, tag
from amig.fleet.page.tenants import slowest, tenants
from amig.fleet.words import OUTCOMES, counted, lasting, moment, share, title, verdict

if TYPE_CHECKING:
    from amig.fleet.report import FailureGroup, FleetReport, WaveReport
    from amig.fleet.run_report import RunReport


def body(report: RunReport) -> Iterator[Markup]:
    """All that the page shows, from top to bottom."""
    yield _header(report)
    yield tag("main", *_main(report))
    yield tag("footer", f"Written by amig {report.amig}. Run {report.summary.run}.")


def _main(report: RunReport) -> Iterator[Markup]:
    yield _counts(report)
    if report.summary.failures:
        yield _failures(report.summary)
    plotted = [*_over_time(report), *_durations(report)]
    if plotted:
        yield tag("div", *plotted, class_="pair")
    listed = [*_waves(report), *slowest(report.slowest)]
    if listed:
        yield tag("div", *listed, class_="pair")
    yield from _notes(report)
    yield tenants(report)


def _header(report: RunReport) -> Markup:
    told = report.summary
    words, kind = verdict(told)
    facts = [counted(told.tenants), lasting(told.seconds), f"by {report.by}", moment(report.began)]
    facts += ["continued"] if told.continued else []
    facts += [f"shared: {', '.join(told.shared)}"] if told.shared else []
    parts = [tag("h1", title(told)), tag("p", words, class_=f"verdict {kind}")]
    parts.append(tag("ul", *(tag("li", fact) for fact in facts), class_="facts"))
    if told.why_stopped:
        parts.append(tag("p", f"Stopped: {told.why_stopped}", class_="why"))
    return tag("header", *parts)


def _counts(report: RunReport) -> Markup:
    """Each outcome with its number, and all of them as one bar."""
    told = report.summary
    shown = [what for what in OUTCOMES if getattr(told, what) or what in ("done", "failed")]
    tiles = [_tile(told, what, unclear=report.left_unclear) for what in shown]
    if told.retries:
        tiles.append(_figure(f"{told.retries:,}", "retried", "further attempts", ""))
    bar = [
        tag("span", class_=what, style=f"flex-grow:{getattr(told, what)}", title=f"{getattr(told, what):,} {word}")
        for what, word in OUTCOMES.items()
        if getattr(told, what)
    ]
    return tag(
        "section",
        tag("h2", "Tenants", class_="unseen"),
        tag("div", *bar, class_="bar", aria_hidden="true"),
        tag("dl", *tiles, class_="tiles"),
    )


def _tile(told: FleetReport, what: str, *, unclear: bool) -> Markup:
    count = getattr(told, what)
    word = "not begun, or had nothing to do" if what == "left" and unclear else OUTCOMES[what]
    return _figure(f"{count:,}", word, share(count, told.tenants), what)


def _figure(number: str, word: str, below: str, what: str) -> Markup:
    swatch = tag("i", class_=f"swatch {what}") if what else Markup("")
    return tag("div", tag("dt", swatch, word), tag("dd", number, tag("small", below)))


def _failures(told: FleetReport) -> Markup:
    cards = [_card(group, told.failed) for group in told.failures]
    causes = "one cause" if len(cards) == 1 else f"{len(cards):,} causes"
    heading = tag("h2", f"{counted(told.failed)} failed, {causes}")
    return tag("section", heading, tag("ol", *cards, class_="cards"))


def _card(group: FailureGroup, failed: int) -> Markup:
    facts = [tag("span", tag("strong", f"{group.count:,}"), f" of {failed:,}")]
    facts += [tag("span", "revision ", tag("code", group.revision))] if group.revision else []
    facts.append(tag("span", "like ", tag("code", group.example, class_="name")))
    button = tag("button", "Show them", type="button", data_cause=group.fingerprint, aria_label=_label(group))
    parts = [tag("p", *facts, class_="about"), tag("pre", group.problem, tabindex="0")]
    parts += [tag("p", tag("b", "Hint: "), group.hint, class_="hint")] if group.hint else []
    width = f"width:{100 * group.count / max(1, failed):.1f}%"
    return tag("li", tag("div", tag("i", style=width), class_="weight", aria_hidden="true"), *parts, button)


def _label(group: FailureGroup) -> str:
    return f"Show them: tenants that failed like {group.example}"


def _over_time(report: RunReport) -> Iterator[Markup]:
    if not report.over_time:
        return
    ran = any(slot.done or slot.failed or slot.skipped for slot in report.over_time)
    left_out = ran and report.summary.current
    note = " Those that had nothing to do are left out." if left_out else ""
    table = _table(
        "Over time",
        ("From", "Moved", "Failed", "Skipped", "Nothing to do"),
        [
            (lasting(one.at), f"{one.done:,}", f"{one.failed:,}", f"{one.skipped:,}", f"{one.current:,}")
            for one in report.over_time
        ],
    )
    says = tag("p", f"Each column is {lasting(report.every)}.{note}", class_="soft")
    yield tag("section", tag("h2", "Over time"), plots.over_time(report), says, _folded(table))


def _durations(report: RunReport) -> Iterator[Markup]:
    if (spread := report.durations) is None:
        return
    ends = ((name, lasting(getattr(spread, name))) for name in ("shortest", "mean", "longest"))
    says = ", ".join(f"{name} {value}" for name, value in ends)
    rows = [(f"under {lasting(one.upto)}", f"{one.count:,}") for one in spread.columns if one.count]
    table = _table("Durations", ("Took", "Tenants"), rows)
    yield tag(
        "section",
        tag("h2", "How long a tenant took"),
        plots.durations(spread),
        tag("p", f"Of {counted(spread.count)}: {says}.", class_="soft"),
        _folded(table),
    )


def _folded(table: Markup) -> Markup:
    return tag("details", tag("summary", "As a table"), table)


def _table(caption: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Markup:
    head = tag("tr", *(tag("th", one, scope="col") for one in heads))
    lines = [tag("tr", tag("th", row[0], scope="row"), *(tag("td", one) for one in row[1:])) for row in rows]
    said = tag("caption", caption, class_="unseen")
    inner = tag("table", said, tag("thead", head), tag("tbody", *lines))
    return tag("div", inner, class_="table", tabindex="0", role="region", aria_label=caption)


def _waves(report: RunReport) -> Iterator[Markup]:
    waves = report.summary.waves
    if len(waves) < 2:  # noqa: PLR2004 - one is all
        return
    heads = ("Wave", "Moved", "Failed", "Skipped", "Nothing to do", "Took")
    yield tag("section", tag("h2", "Waves"), _table("Waves", heads, [_wave(wave) for wave in waves]))


def _wave(wave: WaveReport) -> tuple[str, ...]:
    numbers = (wave.done, wave.failed, wave.skipped, wave.current)
    return (wave.name, *(f"{number:,}" for number in numbers), lasting(wave.seconds))


def _notes(report: RunReport) -> Iterator[Markup]:
    if report.notes:
        lines = [tag("li", tag("span", lasting(note.at), class_="when"), note.text) for note in report.notes]
        yield tag("section", tag("h2", "What happened to the run"), tag("ul", *lines, class_="notes"))
