"""The answer to COMMIT is lost: the version is read again, and the error says what became of it."""

from __future__ import annotations

from pathlib import Path

import pytest

import amig
from amig.errors import CommitLostError
from tests.projects import SHELF, Project, new_project

WHOLE = "SELECT event FROM amig_ledger WHERE statement IS NULL AND event <> 'started' ORDER BY id"


def project_of(folder: Path, more: str = "pass") -> Project:
    """Of the three, the second tells the proxy to keep the answer to the next COMMIT to itself.

    The text of a script goes into the ledger, so it must not hold that word.
    """
    project = new_project(folder)
    project.table("whole")
    project.up(
        f"""
        from tests.projects import SHELF

        await op.create_table("other", sa.Column("id", sa.Integer()))
        (proxy,) = SHELF
        proxy.unanswered = "commit".upper().encode()
        {more}
        """
    )
    project.table("third")
    return project


@pytest.mark.parametrize("server", ["postgresql", "mysql"])
async def test_what_was_committed_is_told_as_committed(server, request, tmp_path, through_proxy) -> None:
    """The run stops, for its session is gone; the next one goes on behind what is there."""
    database = request.getfixturevalue(server)
    proxy, url = through_proxy(database.url)
    SHELF.clear()
    SHELF.append(proxy)
    project = project_of(tmp_path / "p")
    with pytest.raises(CommitLostError) as caught:
        await amig.upgrade(project.config, url=url)
    error = caught.value
    assert (error.revision, error.outcome, error.at) == ("rev00002", "committed", ("rev00002",))
    assert "it was committed" in str(error)
    assert database.rows(WHOLE) == [("done",), ("done",)]
    done = await amig.upgrade(project.config, url=database.url)
    assert [ran.revision for ran in done.steps] == ["rev00003"]


@pytest.mark.parametrize("server", ["postgresql", "mysql"])
@pytest.mark.full
async def test_a_database_that_cannot_be_asked_leaves_it_unknown(server, request, tmp_path, through_proxy) -> None:
    """Nothing is claimed: the proxy lets nobody in any more."""
    database = request.getfixturevalue(server)
    proxy, url = through_proxy(database.url)
    SHELF.clear()
    SHELF.append(proxy)
    project = project_of(tmp_path / "p", "proxy.closed = True")
    with pytest.raises(CommitLostError) as caught:
        await amig.upgrade(project.config, url=url)
    assert caught.value.outcome == "unknown"
    assert "is not known" in str(caught.value)
    assert "amig current" in (caught.value.hint or "")
    done = await amig.upgrade(project.config, url=database.url)
    assert [ran.revision for ran in done.steps] == ["rev00003"]
