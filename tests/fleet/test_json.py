"""`--json` of every command of a fleet: lines of JSON, and nothing else, whatever the exit code."""

from __future__ import annotations

import json

from amig.cli import run
from amig.commands import COMMANDS
from tests.fleet.conftest import Fleet, named

CALLS = [
    "fleet upgrade",
    "fleet status",
    "fleet report",
    "fleet check",
    "fleet provision tenant_0009",
    "fleet downgrade base",
]
NO_RUN = ["fleet pause", "fleet continue", "fleet stop"]
"""Without a run they fail, and stdout stays empty."""


def test_every_command(fleet: Fleet, monkeypatch, capsys) -> None:
    """Really called, one after the other."""
    assert {" ".join(call.split()[:2]) for call in (*CALLS, *NO_RUN)} == {one for one in COMMANDS if " " in one}
    said = f'script_location = "migrations"\nurl = "{fleet.database.url}"\n\n[fleet]\nschemas = "tenant\\\\_%"\n'
    fleet.project.config.write_text(said)
    monkeypatch.chdir(fleet.project.folder)
    fleet.make(*named(2))
    fleet.project.table("t")
    for call in CALLS:
        assert run([*call.split(), "--json"]) == 0, call
        out = capsys.readouterr().out
        events = call in ("fleet upgrade", "fleet downgrade base")
        found = [json.loads(line) for line in out.splitlines()] if events else [json.loads(out)]
        assert all(isinstance(one, dict) for one in found)
        assert len(found) > 2 or not events
    for call in NO_RUN:
        assert run([*call.split(), "--json"]) == 1, call
        out, err = capsys.readouterr()
        assert out == ""
        assert "no fleet run is under way" in err
