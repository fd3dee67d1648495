"""A run's report as a page: one HTML file that needs nothing else, and asks no network for anything."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from amig.fleet.page.markup import Markup, text
from amig.fleet.page.sections import body
from amig.fleet.words import title
from amig.script.picture.style import variables

if TYPE_CHECKING:
    from amig.fleet.run_report import RunReport


def page(report: RunReport) -> str:
    """The page with its style, its script and its plots inside. What tenants are called is only ever text."""
    parts: dict[str, str] = {
        "TITLE": text(title(report.summary)),
        "STYLE": variables() + _asset("page.css"),
        "BODY": Markup("\n").join(body(report)),
        "SCRIPT": _asset("page.js"),
    }
    return re.sub("@(TITLE|STYLE|BODY|SCRIPT)@", lambda found: parts[found[1]], _asset("page.html"))


def _asset(name: str) -> str:
    return (files("amig.fleet.page") / "assets" / name).read_text(encoding="utf-8")
