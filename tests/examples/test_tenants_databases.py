"""Tenants that are databases: made at head, used, and upgraded together."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy import make_url

from tests.examples.running import Example, example
from tests.examples.test_tenants_schemas import report

ALL = "acme", "bolt", "cobalt", "delta", "ember"


def story(here: Example) -> None:
    provision, book, upgrade = here.commands
    assert here.run(provision).count("made by the") == 3
    assert here.run(book) == "acme: Ada comes on 2026-12-01\n"
    said = here.run(upgrade)
    assert "delta: skipped, gone" in said
    here.run("amig fleet provision delta ember")
    here.run("amig fleet downgrade -- -1")
    assert report(here, "amig fleet upgrade --only early") == {"done": 1, "current": 0, "failed": 0}
    assert report(here, "amig fleet upgrade --waves early,50%") == {"done": 4, "current": 1, "failed": 0}
    assert here.run("amig fleet status").startswith("5 current\n")
    assert here.run("python clinic.py list acme") == "acme: 2026-12-01 Ada\n"
    assert here.run("python clinic.py list bolt") == ""


@pytest.mark.timeout(300)  # each command is a process
def test_sqlite_files(tmp_path) -> None:
    """Each tenant's file appears when it is provisioned."""
    here = example("tenants-databases", tmp_path)
    story(here)
    assert sorted(path.name for path in here.folder.glob("clinic_*.db")) == [f"clinic_{name}.db" for name in ALL]


@pytest.mark.full
@pytest.mark.parametrize("server", ["mysql", "postgresql"])
def test_databases_of_a_server(server, request, tmp_path) -> None:
    """The same commands make databases there."""
    database = request.getfixturevalue(server)
    prefix = make_url(database.url).database[:40]
    url = make_url(database.url).set(database=f"{prefix}_NAME").render_as_string(hide_password=False)
    here = example("tenants-databases", tmp_path, TENANT_URL=url.replace("NAME", "{name}"), CONTROL_URL=database.url)
    try:
        story(here)
    finally:
        with closing(database.connect()) as connection, closing(connection.cursor()) as cursor:
            for name in ALL:
                cursor.execute(f"DROP DATABASE IF EXISTS {prefix}_{name}")
