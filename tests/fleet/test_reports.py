"""What is told of a run: lines, events that are valid, and a report as JSON and as a page, at once or afterwards."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from amig.cli import run
from amig.errors import UnknownRunError
from tests.fleet.conftest import Fleet, named
from tests.fleet.test_command_line import project

AMIG = Path(__file__).parents[2] / "amig"
__all__ = ["project"]


class Seen(HTMLParser):
    """What a page asks for from elsewhere, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        outside = [f"{tag} {name}" for name, value in attrs if name in ("src", "href", "action") and value != "data:,"]
        self.asked += outside + ([tag] if tag in ("img", "iframe", "object", "embed") else [])

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(path: Path) -> Seen:
    found = Seen()
    found.feed(path.read_text(encoding="utf-8"))
    return found


def valid(name: str, value: Any) -> None:
    """Against a schema that is shipped."""
    jsonschema.Draft202012Validator(json.loads((AMIG / name).read_text())).validate(value)


def test_a_run_is_told(project: Fleet, capsys) -> None:
    """Its events are valid; its report says the same at once and afterwards, and tells who failed why."""
    names = [*named(5), 'tenant_<b>"x"']
    project.make(*names)
    project.sql("CREATE TABLE tenant_0002.t (x int)", "CREATE TABLE tenant_0004.t (x int)")
    project.project.table("t")
    assert run(["fleet", "upgrade", "--canary", "1", "--json", "--report", "a.json", "--report", "a.html"]) == 1
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for event in events:
        valid("events.schema.json", event)
    assert events[-1]["event"] == "report"
    at_once = json.loads(Path("a.json").read_text())
    assert run(["fleet", "report", "--json", "-o", "b.json", "-o", "b.html", events[0]["run"][:6]]) == 0
    afterwards = json.loads(capsys.readouterr().out)
    assert afterwards == json.loads(Path("b.json").read_text())
    for told in (at_once, afterwards):
        valid("results.schema.json", {"fleet report": told})
        summary = told["summary"]
        counts = {what: summary[what] for what in ("tenants", "done", "failed", "current", "left", "gone", "outcome")}
        assert counts == {"tenants": 6, "done": 4, "failed": 2, "current": 0, "left": 0, "gone": 0, "outcome": "failed"}
        assert sorted(line["tenant"] for line in told["failed"]) == ["tenant_0002", "tenant_0004"]
        assert [wave["name"] for wave in summary["waves"]] == ["canary", "the rest"]
        assert [group["count"] for group in summary["failures"]] == [2]
        assert told["durations"]["count"] == 4
        assert sum(slot["done"] for slot in told["over_time"]) == 4
    for page in ("a.html", "b.html"):
        found = seen(Path(page))
        assert found.asked == []
        assert 'tenant_<b>"x"' in found.words
        assert 'relation "t" already exists' in found.words


def test_afterwards_a_run_that_went_on(project: Fleet, capsys) -> None:
    """Each tenant counts once, with what last became of it."""
    project.make(*named(3))
    project.sql("CREATE TABLE tenant_0002.t (x int)")
    project.project.table("t")
    assert run(["fleet", "upgrade", "-q"]) == 1
    project.sql("DROP TABLE tenant_0002.t")
    assert run(["fleet", "upgrade", "-q"]) == 0
    capsys.readouterr()
    assert run(["fleet", "report"]) == 0
    out = capsys.readouterr().out
    assert "3 at head, 3 of them now" in out
    assert "failed" not in out
    assert run(["fleet", "report", "zz"]) == 2
    assert "no run begins with `zz` in the fleet ledger" in capsys.readouterr().err


def test_files_that_cannot_be_written(project: Fleet, capsys) -> None:
    """Said before anything is run."""
    project.make("tenant_1")
    project.project.table("t")
    assert run(["fleet", "upgrade", "--report", "report.pdf"]) == 2
    assert "`pdf`" in capsys.readouterr().err
    assert run(["fleet", "upgrade", "--report", "nowhere/report.html"]) == 2
    assert "there is no such folder" in capsys.readouterr().err
    assert run(["fleet", "report"]) == 2
    assert "there is no run in the fleet ledger" in capsys.readouterr().err
    assert run(["fleet", "status"]) == 3
    assert "1 new" in capsys.readouterr().out


def test_one_that_was_cut_off(project: Fleet) -> None:
    """What the ledger cannot know is said: who had nothing to do, and who was not begun."""
    import asyncio

    import amig

    project.make(*named(4))
    project.project.table("t")
    assert run(["fleet", "upgrade", "-q", "--only", "tenant_0001"]) == 0
    project.sql("UPDATE amig_fleet_runs SET state = 'running', report = NULL, ended = NULL, tenants = 4")
    report = asyncio.run(amig.fleet_report(project.project.config))
    assert (report.summary.outcome, report.summary.done, report.summary.left) == ("interrupted", 1, 3)
    assert report.left_unclear
    with pytest.raises(UnknownRunError):
        asyncio.run(amig.fleet_report(project.project.config, "zz"))
