"""Fixtures of `make looks`: a headless browser, pages that must be silent, a folder for what is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "looks"
SCRIPTS = Path(os.environ.get("AMIG_LOOKS_SCRIPTS", ROOT / ".venv" / "looks"))
SIZES = {"desktop": (1180, 720), "phone": (390, 844)}
SCHEMES = ("light", "dark")

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    path = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    assert path, "no chromium: `make looks` installs it as root on Debian"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a file; whatever the console says, or the network is asked for, fails the test at its end."""
    said: list[str] = []
    contexts = []

    def opened(path: Path, size: str = "desktop", scheme: str = "light") -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            has_touch=size == "phone",
            bypass_csp=False,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [line for line in said if not line.startswith("data:")] == []


def keep(page: Page, name: str) -> None:
    """Keep what is to be seen."""
    KEPT.mkdir(exist_ok=True)
    page.screenshot(path=KEPT / f"{name}.png", animations="disabled")


def script(name: str) -> str:
    """A script of another project, as `tools/looks` brought it."""
    return (SCRIPTS / name).read_text(encoding="utf-8")
