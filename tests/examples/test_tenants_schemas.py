"""Two hundred schemas: one of them fails, is repaired, and the same command has that one to do."""

from __future__ import annotations

import json
import re

import pytest

from tests.examples.running import Example, example

FIRST, SECOND = "09d3f6b2", "6ac4e815"
BROKEN = "tenant_0042"


def report(here: Example, command: str, status: int = 0) -> dict[str, int]:
    """The last line of `--json`: what became of all."""
    last = json.loads(here.run(f"{command} --json", status).strip().splitlines()[-1])
    return {key: last[key] for key in ("done", "current", "failed")}


@pytest.mark.timeout(300)  # each command is a process
def test_two_hundred_tenants_one_fails_and_is_repaired(postgresql, tmp_path) -> None:
    """As the README tells it; the statements that it gives to psql go in from outside."""
    here = example("tenants-schemas", tmp_path, DATABASE_URL=postgresql.url)
    create, upgrade, status = here.commands
    spoil, repair = re.findall(r'psql -c "(.*)"', (here.folder / "README.md").read_text())
    here.run(create)
    assert report(here, f"{upgrade} {FIRST}") == {"done": 200, "current": 0, "failed": 0}
    postgresql.execute(spoil)
    foreseen = here.run("amig fleet check", 1)
    assert "1 would fail, 199 clean" in foreseen
    assert BROKEN in foreseen
    assert report(here, upgrade, 1) == {"done": 199, "current": 0, "failed": 1}
    assert "199 current, 1 failed" in here.run(status, 3)
    assert postgresql.rows(f"SELECT version_num FROM {BROKEN}.amig_version") == [(FIRST,)]
    postgresql.execute(repair)
    assert report(here, upgrade) == {"done": 1, "current": 199, "failed": 0}
    assert here.run(status).startswith("200 current\n")
    here.run("python shop.py sell tenant_0007")
    assert here.run("python shop.py show tenant_0007") == "tenant_0007: 1 orders, 30 in sum\n"
    assert here.run("python shop.py show tenant_0008") == "tenant_0008: 0 orders, 0 in sum\n"
