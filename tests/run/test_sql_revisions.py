"""Revisions that are SQL files run like all others."""

from __future__ import annotations

import pytest

import amig
from amig.errors import StepFailedError
from tests.projects import new_project

UP = """\
-- books, and what is in them
-- revision: sql00001
-- parents: none

CREATE TABLE books (id INTEGER PRIMARY KEY, title VARCHAR(50));
INSERT INTO books (id, title) VALUES (1, 'a; b'), (2, 'it''s 100% -- no comment');
"""


def written(project, name: str, up: str, down: str | None = None) -> None:
    folder = project.folder / "migrations" / "versions"
    (folder / f"{name}.up.sql").write_text(up)
    if down is not None:
        (folder / f"{name}.down.sql").write_text(down)


async def test_up_down_and_up_again(backend, tmp_path) -> None:
    """Beside Python files, in one line with them."""
    project = new_project(tmp_path / "p")
    written(project, "sql00001_books", UP, "-- back\nDROP TABLE books;\n")
    project.last = "sql00001"
    project.table("readers", id_="py000002")
    for _ in range(2):
        result = await amig.upgrade(project.config, url=backend.url)
        assert [(ran.revision, ran.message) for ran in result.steps][:1] == [("sql00001", "books, and what is in them")]
        assert backend.rows("SELECT title FROM books ORDER BY id") == [("a; b",), ("it's 100% -- no comment",)]
        await amig.downgrade(project.config, "base", url=backend.url)
    assert (await amig.current(project.config, url=backend.url)).revisions == ()


async def test_the_statement_that_fails_is_named(backend, tmp_path) -> None:
    """With its line."""
    project = new_project(tmp_path / "p")
    written(project, "sql00001_bad", UP + "INSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(StepFailedError, match="nowhere") as caught:
        await amig.upgrade(project.config, url=backend.url)
    assert caught.value.statement == 3
    assert "line 7" in caught.value.problem


async def test_without_a_way_back_a_downgrade_is_refused(backend, tmp_path) -> None:
    """And says which file is missing."""
    project = new_project(tmp_path / "p")
    written(project, "sql00001_books", UP)
    await amig.upgrade(project.config, url=backend.url)
    with pytest.raises(StepFailedError, match=r"there is no `sql00001_books\.down\.sql`"):
        await amig.downgrade(project.config, "base", url=backend.url)
    assert (await amig.current(project.config, url=backend.url)).revisions == ("sql00001",)


async def test_what_cannot_live_in_a_transaction_says_so(postgresql, tmp_path) -> None:
    """`transactional: false` in the header."""
    project = new_project(tmp_path / "p")
    written(project, "sql00001_books", UP)
    head = "-- revision: sql00002\n-- parents: sql00001\n-- transactional: false\n"
    written(project, "sql00002_index", f"{head}CREATE INDEX CONCURRENTLY ix ON books (title);\n")
    await amig.upgrade(project.config, url=postgresql.url)
    assert postgresql.rows("SELECT count(*) FROM pg_indexes WHERE indexname = 'ix'") == [(1,)]


async def test_offline_the_files_are_written_out(tmp_path) -> None:
    """Statement by statement, with the version."""
    project = new_project(tmp_path / "p")
    written(project, "sql00001_books", UP)
    result = await amig.upgrade(project.config, url="postgresql://", sql=True)
    assert "CREATE TABLE books" in (result.sql or "")
    assert "VALUES ('sql00001')" in (result.sql or "")
