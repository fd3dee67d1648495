"""A project that Alembic took half-way: adopted, and brought to its end by amig."""

from __future__ import annotations

import pytest

from tests.examples.running import Example, example

HALF, HEAD = "b71d52f08ac4", "c95e83a1d6f7"


def adopted(here: Example) -> None:
    by_alembic, adopt, upgrade = here.commands
    here.run(by_alembic)
    assert "env_alembic.py" in here.run(adopt)
    assert here.run("amig current").split()[0] == HALF
    ran = here.run(upgrade)
    assert f"upgrade {HEAD}" in ran
    assert HALF not in ran
    assert here.run("python -m blog") == "/on-engines: On Engines\n"


@pytest.mark.timeout(300)  # each command is a process
def test_half_way_adopted_and_finished(sqlite, tmp_path) -> None:
    """Revisions change by their import alone; Alembic could go on from there."""
    here = example("from-alembic", tmp_path, DATABASE_URL=sqlite.url)
    path = here.folder / "migrations" / "versions" / f"{HEAD}_every_post_has_a_slug.py"
    before = path.read_text()
    adopted(here)
    assert path.read_text() == before.replace("from alembic import op", "from amig.blocking import op")
    assert sqlite.rows("SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert "equal" in here.run("amig adopt --check")


@pytest.mark.full
def test_on_each_database(backend, tmp_path) -> None:
    """With the drivers that the project has."""
    adopted(example("from-alembic", tmp_path, DATABASE_URL=backend.url))
    assert backend.rows("SELECT version_num FROM alembic_version") == [(HEAD,)]
