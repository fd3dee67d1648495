"""The page in a real browser: silent, searchable, usable by keyboard and thumb, quick; and what it looks like."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from amig.script.picture import draw
from amig.script.picture.picture import Picture, picture
from tests.looks.browser import KEPT, SCHEMES, SIZES, Open, keep, script
from tests.looks.histories import SMALL, large, small

LOOKS = [(size, scheme) for size in SIZES for scheme in SCHEMES]


def little() -> Picture:
    return picture(small(), None, ("94c8d7e6f5", "61f2e3d4c5"))


def written(path: Path, drawn: Picture, format_: str = "html") -> Path:
    file = path / f"history.{format_}"
    file.write_text(draw(drawn, format_), encoding="utf-8")
    return file


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_small_history(size: str, scheme: str, open_page: Open, tmp_path: Path) -> None:
    """Every revision is there with its texts as they are; one click shows the rest; another way closes it."""
    page = open_page(written(tmp_path, little()), size, scheme)
    rows = page.locator("#rows li")
    assert rows.count() == len(SMALL)
    assert set(page.locator("#rows .message").all_inner_texts()) == {message for _, _, message, _, _ in SMALL}
    assert page.locator("#lines circle").count() == len(SMALL)
    keep(page, f"small-{size}-{scheme}")
    rows.filter(has_text="94c8d7e6f5").click()
    details = page.locator("#details")
    assert "merge billing's base with search" in details.inner_text()
    assert "the database is here" in details.inner_text()
    assert "migrations/versions/94c8d7e6f5_08.py" in details.inner_text()
    assert "that old rows have no owner" in details.locator("pre").inner_text()
    assert page.locator("#lines path.lit").count() == 3
    row = page.locator("[aria-selected=true]").bounding_box()
    sheet = details.bounding_box()
    assert row["y"] + row["height"] <= sheet["y"] or row["x"] + row["width"] <= sheet["x"]
    keep(page, f"small-{size}-{scheme}-details")
    details.get_by_role("button", name="a5d9e8f7a6").click()
    assert page.locator("[aria-selected=true]").inner_text().startswith("a5d9e8f7a6")
    details.get_by_role("button", name="Close details").click()
    assert page.locator("[aria-selected=true]").count() == 0
    assert details.is_visible() is (size == "desktop")


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_thousand_revisions(size: str, scheme: str, open_page: Open, tmp_path: Path) -> None:
    """There at once, and found by typing."""
    page = open_page(written(tmp_path, picture(large(1000))), size, scheme)
    assert page.locator("#rows li").count() == 1000
    assert page.locator("#summary").inner_text().startswith("1,000 revisions")
    keep(page, f"thousand-{size}-{scheme}")
    page.locator("#search").fill("backfill AUDIT")
    found = page.locator("#rows li:not([hidden])")
    texts = found.all_inner_texts()
    assert 0 < len(texts) < 100
    assert all("backfill" in text and "audit" in text for text in texts)
    assert page.locator("#summary").inner_text() == f"{len(texts)} of 1,000 revisions"
    assert page.locator("#lines circle").count() == len(texts)
    keep(page, f"thousand-{size}-{scheme}-search")
    page.locator("#search").fill("no such thing")
    assert page.locator("#none").is_visible()
    page.locator("#clear").click()
    assert found.count() == 1000


def test_a_branch_and_what_is_pending(open_page: Open, tmp_path: Path) -> None:
    """Filters work together, and a link to what they hide takes them away."""
    page = open_page(written(tmp_path, little()))
    assert page.locator("#branch option").all_inner_texts() == ["All branches", "audit", "billing"]
    page.locator("#branch").select_option("billing")
    page.locator("#state").select_option("no")
    ids = page.locator("#rows li:not([hidden]) .id").all_inner_texts()
    assert ids == ["c7fb0ab9c8", "72a9b8c7d6"]
    keep(page, "small-desktop-light-filtered")
    page.locator("#rows li", has_text="72a9b8c7d6").click()
    page.locator("#details").get_by_role("button", name="4bb1c2d3e4").click()
    assert page.locator("#rows li:not([hidden])").count() == len(SMALL)
    assert page.locator("[aria-selected=true]").inner_text().startswith("4bb1c2d3e4")


def test_the_keyboard_alone(open_page: Open, tmp_path: Path) -> None:
    """Search, down the list, along parents and children, back; a link to a revision opens it."""
    file = written(tmp_path, little())
    page = open_page(file)
    chosen = page.locator("[aria-selected=true] .id")
    page.keyboard.press("/")
    page.keyboard.type("tax")
    page.keyboard.press("Enter")
    assert chosen.inner_text() == "61f2e3d4c5"
    page.keyboard.press("p")
    assert chosen.inner_text() == "5d0c9e8f7a"
    assert page.locator("#search").input_value() == ""
    page.keyboard.press("c")
    page.keyboard.press("ArrowUp")
    assert chosen.inner_text() == "72a9b8c7d6"
    page.keyboard.press("End")
    assert chosen.inner_text() == "1a2b3c4d5e"
    page.keyboard.press("Home")
    assert chosen.inner_text() == "e91d2cdbea"
    assert page.url.endswith("#e91d2cdbea")
    page.keyboard.press("Escape")
    assert chosen.count() == 0
    page.goto(f"{file.as_uri()}#27c6a30d7c")
    page.reload()
    assert chosen.inner_text() == "27c6a30d7c"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_accessible(scheme: str, open_page: Open, tmp_path: Path) -> None:
    """Nothing that axe finds: contrast, names, roles, order."""
    page = open_page(written(tmp_path, little()), scheme=scheme)
    page.evaluate(script("axe-core/axe.min.js"))
    for _ in range(2):
        found = page.evaluate("axe.run().then(result => result.violations)")
        assert [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found] == []
        page.locator("#rows li").nth(3).click()


@pytest.mark.parametrize(("count", "ready", "step"), [(1000, 3.0, 0.3), (10_000, 15.0, 3.0)])
def test_quick(count: int, ready: float, step: float, open_page: Open, tmp_path: Path) -> None:
    """From the file to the drawn page, and from a letter to the filtered one, in seconds; the best of five."""
    file = written(tmp_path, picture(large(count)))
    page = open_page(file)
    figures = {
        "bytes": file.stat().st_size,
        "ready": page.evaluate("performance.getEntriesByType('navigation')[0].domComplete / 1000"),
        "search": min(page.evaluate(timed(f"search.value = 'order{'s' * n}'; filter()")) for n in range(5)),
        "choose": min(page.evaluate(timed(f"choose(data.revisions[{n}])")) for n in range(5)),
    }
    (KEPT / f"seconds-{count}.json").write_text(json.dumps(figures, indent=2) + "\n")
    assert figures["ready"] < ready
    assert max(figures["search"], figures["choose"]) < step
    assert figures["bytes"] < 1000 * count


def timed(work: str) -> str:
    """Seconds until the work is done and laid out."""
    return f"(() => {{ const t = performance.now(); {work}; document.body.offsetHeight; return (performance.now() - t) / 1e3 }})()"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_drawing(scheme: str, open_page: Open, tmp_path: Path) -> None:
    """The SVG stands alone, its text can be selected, and it says what it is."""
    page = open_page(written(tmp_path, little(), "svg"), scheme=scheme)
    keep(page, f"drawing-{scheme}")
    texts = page.locator("text.message").all_text_contents()
    assert set(texts) == {message for _, _, message, _, _ in SMALL}
    assert page.locator("svg > desc").text_content().startswith("14 revisions, newest first; heads: e91d2cdbea")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('text.message'))")
    assert page.evaluate("getSelection().toString()") == texts[0]
    boxes = page.evaluate("[...document.querySelectorAll('text')].map(one => one.getBBox()).map(b => b.x + b.width)")
    assert max(boxes) < page.evaluate("document.documentElement.viewBox.baseVal.width")
