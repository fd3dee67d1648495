"""`--json` of every command: stdout is what the schema says, and nothing else; in every encoding the same."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from amig.cli import run
from amig.commands import COMMANDS
from tests.house.test_results import PAGE
from tests.projects import new_project

MODELS = """
import sqlalchemy as sa

metadata = sa.MetaData()
one = sa.Table("one", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer))
two = sa.Table("two", metadata, sa.Column("id", sa.Integer, primary_key=True), comment="für später")
"""
CALLS = [
    "init fresh",
    "list-templates",
    "completion zsh",
    "history",
    "heads",
    "branches",
    "graph",
    "show rev00002",
    "current",
    "check",
    "plan",
    "upgrade",
    "drift",
    "check",
    "log",
    "backfill",
    "snapshot",
    "revision --autogenerate -m zwei",
    "revision --head base -m eins",
    "merge heads -m drei",
    "upgrade",
    "squash rev00001..rev00002",
    "edit rev00001",
    "stamp head",
    "resolve rev00001 --retry",
    "rebase",
    "ensure-version",
    "downgrade base",
    "adopt --dry-run",
    "docs why",
]
REFUSES = {"resolve", "adopt"}
"""Here there is nothing for them to do: stdout stays empty."""
LOOKS = [
    call for call in CALLS if call.split()[0] in {"history", "heads", "branches", "graph", "show", "plan", "check"}
]


def test_none_is_forgotten() -> None:
    """Those of a fleet have a test beside the fleet's."""
    assert {call.split()[0] for call in CALLS} == {name for name in COMMANDS if not name.startswith("fleet ")}


@pytest.mark.parametrize(("encoding", "calls"), [("utf-8", CALLS), ("ascii", LOOKS), ("cp1252", LOOKS)])
def test_every_command(encoding: str, calls: list[str], tmp_path, monkeypatch) -> None:
    """Really called, one after the other."""
    project = new_project(tmp_path / "p", f"sqlite:///{tmp_path}/x.db")
    (project.folder / "models.py").write_text(MODELS, encoding="utf-8")
    project.config.write_text(f'{project.config.read_text()}metadata = "models:metadata"\n')
    project.table("one")
    empty = "async def upgrade(op: Operations) -> None:\n    pass\n\n\nasync def downgrade(op: Operations) -> None:\n    pass"
    project.add(empty, message="Größe, 大きさ")
    monkeypatch.chdir(project.folder)
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delitem(sys.modules, "models", raising=False)
    validator = jsonschema.Draft202012Validator(json.loads(PAGE.read_text()))
    for call in calls:
        said = written(monkeypatch, encoding, lambda call=call: run([*call.split(), "--json"]))
        if call.split()[0] in REFUSES:
            assert said == ""
        else:
            validator.validate({call.split()[0]: json.loads(said)})
        if call == "show rev00002":
            assert json.loads(said)["revisions"][0]["message"] == "Größe, 大きさ"


def written(monkeypatch: Any, encoding: str, work: Callable[[], object]) -> str:
    """What goes to a stdout of an encoding, as programs read JSON."""
    with monkeypatch.context() as patch:
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        patch.setattr(sys, "stdout", stream)
        work()
        stream.flush()
    return stream.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
