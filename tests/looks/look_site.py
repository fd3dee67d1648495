"""The documentation's site in a real browser: silent, of one piece, at home on a phone, without a link that leads nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.looks.browser import ROOT, SCHEMES, SIZES, keep, script

SITE = ROOT / "site"
SHOWN = {"home": "index.html", "guide": "guides/asgi.html", "errors": "reference/errors.html"}
LOOKS = [(size, scheme) for size in SIZES for scheme in SCHEMES]

OpenSite = Callable[..., Page]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The built site, served here: search is a program in the background, which a file cannot start."""
    assert (SITE / "index.html").exists(), "no site: `make docs` builds it"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SITE)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def open_site(browser: Browser, address: str) -> Iterator[OpenSite]:
    """Opens a page of it; a word on the console, a failed answer, or a request to anybody else fails the test."""
    said: list[str] = []
    contexts = []

    def opened(path: str, size: str = "desktop", scheme: str = "light") -> Page:
        width, height = SIZES[size]
        viewport = {"width": max(width, 1300) if size == "desktop" else width, "height": height}  # room for navigation
        context = browser.new_context(viewport=viewport, color_scheme=scheme, has_touch=size == "phone")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith((address, "data:", "blob:")) else said.append(request.url),
        )
        page.on(
            "response",
            lambda response: said.append(f"{response.status} {response.url}") if response.status >= 400 else None,
        )
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert said == []


class Links(HTMLParser):
    """What a page links to, and what can be linked to in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.to: list[str] = []
        self.loaded: list[str] = []
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.places |= {value for name in ("id", "name") if (value := given.get(name))}
        found = [value for name in ("href", "src") if (value := given.get(name))]
        self.to += found
        self.loaded += found if tag != "a" and given.get("rel") != "canonical" else []


def test_no_link_leads_nowhere() -> None:
    """Of all pages: files are there, and so are the places in them; nothing is loaded from elsewhere."""
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in sorted(SITE.rglob("*.html"))}
    assert len(pages) > 40
    lost = []
    for path, links in pages.items():
        for link in links.to:
            parts = urlsplit(link)
            if not parts.scheme and path.name != "404.html":
                lost += nowhere(path, unquote(parts.path), unquote(parts.fragment), pages)
        lost += [f"{path.name}: {link} is elsewhere" for link in links.loaded if urlsplit(link).hostname]
    assert lost == []


def nowhere(path: Path, to: str, place: str, pages: dict[Path, Links]) -> list[str]:
    target = (path.parent / to).resolve() if to else path
    target = target / "index.html" if target.is_dir() else target
    if not target.exists():
        return [f"{path.name}: {to}"]
    lost = place and place != "__skip" and target in pages and place not in pages[target].places
    return [f"{path.name}: {to}#{place}"] if lost else []


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
@pytest.mark.parametrize("shown", SHOWN)
def test_a_page(shown: str, size: str, scheme: str, open_site: OpenSite) -> None:
    """It has one heading and all of its width; only a table or code may be wider, and scrolls by itself."""
    page = open_site(SHOWN[shown], size, scheme)
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert ("slate" in str(page.locator("body").get_attribute("data-md-color-scheme"))) is (scheme == "dark")
    if shown != "errors" or (size, scheme) == ("phone", "dark"):
        keep(page, f"site-{shown}-{size}-{scheme}")


def test_found_by_typing(open_site: OpenSite) -> None:
    """The code of an error leads to its cause and cure."""
    page = open_site("index.html")
    page.keyboard.press("/")
    page.keyboard.type("UnknownTargetError")  # a word that ends in a dash, while one types, is told on the console
    found = page.locator(".md-search-result__item a", has_text="unknown-target").first
    found.wait_for()
    keep(page, "site-search-desktop-light")
    found.click()
    page.wait_for_url("**/reference/errors.html*unknown-target*")
    assert page.locator("#unknown-target").is_visible()


def test_on_a_phone_the_pages_are_in_a_drawer(open_site: OpenSite) -> None:
    """One tap opens it."""
    page = open_site("guides/asgi.html", "phone")
    page.locator(".md-header label[for=__drawer]").first.click()
    page.wait_for_timeout(400)
    keep(page, "site-drawer-phone-light")
    assert page.locator(".md-nav--primary").is_visible()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("shown", SHOWN)
def test_accessible(shown: str, scheme: str, open_site: OpenSite) -> None:
    """Nothing that axe finds."""
    page = open_site(SHOWN[shown], scheme=scheme)
    page.evaluate(script("axe-core/axe.min.js"))
    found = page.evaluate("axe.run().then(result => result.violations)")
    assert [(one["id"], one["nodes"][0]["html"][:120], one["nodes"][0]["failureSummary"]) for one in found] == []
