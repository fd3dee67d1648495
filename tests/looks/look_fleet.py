"""The report of a fleet in a real browser: silent, searchable, within its width; and what it looks like."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from amig.commands.drawn import UNICODE
from amig.commands.fleet_view import View
from amig.console import Console
from amig.fleet.digest import Digest
from amig.fleet.page import page as drawn
from amig.fleet.progress import Progress
from amig.fleet.run_report import RunReport
from tests.fleet.screen import terminal
from tests.looks.browser import KEPT, SCHEMES, SIZES, Open, script
from tests.looks.fleets import NASTY, large, small, told
from tests.looks.look_terminal import WIDTHS, photograph

LOOKS = [(size, scheme) for size in SIZES for scheme in SCHEMES]
STOPPED = '25 tenants failed for the same cause: column "email" contains null values'


def written(folder: Path, report: RunReport) -> Path:
    file = folder / "report.html"
    file.write_text(drawn(report), encoding="utf-8")
    return file


def keep_whole(page: Page, name: str, most: int = 2600) -> None:
    """Keep what is to be seen, scrolled through."""
    height = min(most, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    page.screenshot(path=KEPT / f"{name}.png", animations="disabled")


def no_wider(page: Page) -> bool:
    """Whether nothing is to be scrolled sideways, and nothing sticks out."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_ten_thousand_tenants(size: str, scheme: str, open_page: Open, tmp_path: Path) -> None:
    """Counts of all, causes with an example, some tenants by name."""
    report = told(large())
    file = written(tmp_path, report)
    assert file.stat().st_size < 600_000
    page = open_page(file, size, scheme)
    assert no_wider(page)
    assert page.locator(".cards li").count() == 4
    assert page.locator(".verdict").inner_text() == f"{report.summary.failed} failed"
    assert page.locator("#tenants li").count() == len(report.listed)
    assert page.locator("svg[role=img]").count() == 2
    keep_whole(page, f"fleet-{size}-{scheme}")


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_all_is_well(size: str, scheme: str, open_page: Open, tmp_path: Path) -> None:
    """A few tenants, nothing failed: a short page."""
    page = open_page(written(tmp_path, told(small())), size, scheme)
    assert no_wider(page)
    assert page.locator(".verdict").inner_text() == "every tenant is current"
    assert page.locator(".cards").count() == 0
    keep_whole(page, f"fleet-well-{size}-{scheme}")


def test_a_run_that_was_stopped(open_page: Open, tmp_path: Path) -> None:
    """Why, and how many were not begun."""
    report = told(large(stopped=True), STOPPED)
    page = open_page(written(tmp_path, report))
    assert STOPPED in page.locator(".why").inner_text()
    assert f"{report.summary.left:,}" in page.locator(".tiles").inner_text()
    keep_whole(page, "fleet-stopped-desktop-light", 900)


def test_search(open_page: Open, tmp_path: Path) -> None:
    """By words, by outcome, by cause; one way back to all."""
    report = told(large())
    page = open_page(written(tmp_path, report))
    rows, seen = page.locator("#tenants li"), page.locator("#tenants li:visible")
    assert page.locator("#clear").is_hidden()
    page.keyboard.press("/")
    page.keyboard.type("null VALUES")
    nulls = [one for one in report.failed if "null values" in one.problem]
    assert seen.count() == len(nulls)
    assert page.locator("#found").inner_text() == f"{len(nulls):,} of {len(report.listed):,} tenants"
    page.keyboard.press("Escape")
    assert seen.count() == rows.count()
    page.locator("#outcome").select_option("ahead")
    assert seen.count() == report.summary.ahead
    page.locator("#clear").click()
    page.locator(".cards li").nth(1).get_by_role("button").click()
    assert seen.count() == sum(one.cause == report.summary.failures[1].fingerprint for one in report.failed)
    assert "(one cause)" in page.locator("#found").inner_text()
    page.screenshot(path=KEPT / "fleet-desktop-light-search.png", animations="disabled")
    page.locator("#search").fill("no such thing")
    assert page.locator("#none").is_visible()


def test_names_are_only_names(open_page: Open, tmp_path: Path) -> None:
    """Markup, control characters and other scripts in a name are text; nothing runs, nothing is asked for."""
    page = open_page(written(tmp_path, told(small(nasty=True))))
    names = page.locator("#tenants .name").all_text_contents()
    assert sorted(names) == sorted(name.replace("\x1b", "\ufffd") for name in NASTY)
    assert page.locator("#tenants script, #tenants b").count() == 0


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_accessible(size: str, scheme: str, open_page: Open, tmp_path: Path) -> None:
    """Nothing that axe finds: contrast, names, roles, order; with a table open too."""
    page = open_page(written(tmp_path, told(large(600, stopped=size == "phone"))), size, scheme)
    page.evaluate(script("axe-core/axe.min.js"))
    for _ in range(2):
        found = page.evaluate("axe.run().then(result => result.violations)")
        assert [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found] == []
        page.locator("summary").first.click()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_live_view(width: int, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half way, in terminals of several widths."""
    for name in ("NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    digest, progress, at = Digest(), Progress(), 0.0
    for at, event in large():
        digest.add(event, at)
        progress.add(event)
        progress.rate(at)
        if progress.dealt >= 5200:
            break
    progress.running = {str(number) for number in range(24)}
    progress.waiting, progress.allowed = {"a", "b"}, {"postgresql://db": 32}
    with terminal(width) as real, Console(stream=real.stream).live() as draw:
        draw(lambda columns: View(progress, digest, UNICODE).lines(columns, at))
        shown = real.screen.shown
        colored = real.sent[real.sent.index("\x1b[1;36m") :].replace("\r\n", "\n")
    (KEPT / f"fleet-terminal-{width}.txt").write_text("\n".join(shown) + "\n", encoding="utf-8")
    photograph(browser, colored, width, "fleet-terminal")
