"""Revisions that are SQL: up, used, shown as SQL, and down."""

from __future__ import annotations

import pytest

from tests.examples.running import example


def used(here) -> None:
    up, lend, down = here.commands
    assert "who has which book" in here.run(up)
    shelf = here.run(lend)
    assert shelf.splitlines() == [
        "Notes by Ada Lovelace: Chen has it",
        "The Third Policeman by Flann O'Brien: on the shelf",
    ]
    assert all(f"    {line}\n" in (here.folder / "README.md").read_text() for line in shelf.splitlines())
    here.run(down)


@pytest.mark.timeout(300)  # each command is a process
def test_up_used_and_down(tmp_path) -> None:
    """On SQLite, with what the README says; the files are what `--sql` writes."""
    here = example("sql-only", tmp_path)
    used(here)
    assert "CREATE VIEW shelf" in here.run("amig upgrade --sql")
    here.run('amig revision -m "reviews" --format sql')
    versions = here.folder / "migrations" / "versions"
    assert sorted(path.name.partition("_")[2] for path in versions.glob("*_reviews.*")) == [
        "reviews.down.sql",
        "reviews.up.sql",
    ]
    assert not [*(here.folder / "migrations").rglob("*.py")]


@pytest.mark.full
def test_on_each_database(backend, tmp_path) -> None:
    """The same files."""
    here = example("sql-only", tmp_path, DATABASE_URL=backend.url)
    used(here)
    assert here.run("amig current").strip() == "at base"
