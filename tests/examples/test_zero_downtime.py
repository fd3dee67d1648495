"""Two releases at once, an expanding, a filling and a contracting database, and no request that fails."""

from __future__ import annotations

import re

import pytest

from tests.examples.running import example

STAGES = ["the old release alone", "expand", "both releases", "backfill", "unique emails", "contract"]


@pytest.mark.timeout(300)  # two servers, four upgrades, and traffic all the while
def test_no_request_fails(postgresql, tmp_path) -> None:
    """Each stage is under traffic, and what one release writes the other one reads."""
    here = example("zero-downtime", tmp_path, DATABASE_URL=postgresql.url)
    first, rollout, log = here.commands
    here.run(first)
    told = here.run(rollout)
    lines = re.findall(r"^([a-z ]+): (.*), (\d+) failed$", told, re.MULTILINE)
    assert [title for title, _, _ in lines] == STAGES
    assert {failed for _, _, failed in lines} == {"0"}
    assert all(int(count) >= 40 for _, counts, _ in lines for count in re.findall(r"answered (\d+)", counts))
    assert "answered, 0 failed" in told.splitlines()[-1]
    assert "contract: the login goes" in here.run(log)
    columns = "SELECT column_name, is_nullable FROM information_schema.columns WHERE table_name = 'accounts' ORDER BY 1"
    assert postgresql.rows(columns) == [("email", "NO"), ("id", "NO")]
    assert postgresql.rows("SELECT count(*) FROM accounts WHERE email LIKE 'past%'") == [(3000,)]
