"""The pages as the site lays them out: no link leads nowhere, and the navigation has every page."""

from __future__ import annotations

import re
from os.path import normpath
from pathlib import Path

import pytest

from amig.pages import cleaned

ROOT = Path(__file__).parents[2]
SITE = {path.relative_to(ROOT / "docs"): path for path in (ROOT / "docs").rglob("*.md")}
SITE |= {path.relative_to(ROOT): path for path in (ROOT / "examples").rglob("README.md")}
SITE |= {Path("README.md"): ROOT / "README.md"}
BLOCK = re.compile(r"^(?P<fence>`{3,}).*?^(?P=fence)", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")


def anchor(heading: str) -> str:
    """What a heading is called in an address."""
    words = re.sub(r"[^\w\s-]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")).strip().lower()
    return re.sub(r"[-\s]+", "-", words)


def anchors(path: Path) -> set[str]:
    text = BLOCK.sub("", cleaned(path.read_text(encoding="utf-8")))
    named = set(re.findall(r"\{ *#([\w-]+)", text)) | set(re.findall(r'<a id="([^"]+)"', text))
    return named | {anchor(found) for found in re.findall(r"^#+ +(.+?)(?: *\{.*\})?$", text, re.MULTILINE)}


@pytest.mark.parametrize("page", sorted(SITE), ids=str)
def test_links_lead_somewhere(page: Path) -> None:
    """To a page that the site has, and to a heading that this page has; from the README as from the site's first page."""
    text = BLOCK.sub("", cleaned(SITE[page].read_text(encoding="utf-8")))
    lost = []
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, heading = target.partition("#")
        name = name.removeprefix("docs/") if page == Path("README.md") else name
        there = Path(normpath(page.parent / name)) if name else page
        if there == Path("decisions/index.md"):
            continue
        if there.suffix != ".md":
            lost += [] if (ROOT / "docs" / there).exists() else [target]
        elif there not in SITE or (heading and heading not in anchors(SITE[there])):
            lost.append(target)
    assert lost == []


def test_the_navigation_has_every_page() -> None:
    """Decisions are found by their own page."""
    named = set(re.findall(r"([\w./-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE))
    pages = {page.as_posix() for page in SITE if page != Path("README.md")}
    assert {page for page in pages - named if not page.startswith("decisions/0")} == set()
    assert named - pages == {"index.md", "decisions/index.md"}
