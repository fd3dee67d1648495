"""`amig rebase` and what databases have run."""

from __future__ import annotations

from pathlib import Path

import pytest

import amig
from amig.errors import AppliedMoveError, OursUnknownError, UnaskedDatabaseError, UnknownRevisionError
from tests.projects import Project, new_project
from tests.script.repositories import Repository


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """`root1`, then `ours1` and `ours2`; and `their1` after `root1` as well. No git."""
    made = new_project(tmp_path / "p")
    for name, parent in (("root1", None), ("their1", "root1"), ("ours1", "root1"), ("ours2", "ours1")):
        made.last = parent
        made.table(f"t_{name}", name)
    return made


def files(project: Project) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project.folder / "migrations" / "versions").glob("*.py")}


def publish(project: Project, *ids: str) -> None:
    """Make a git repository whose `main` has these."""
    made = Repository.__new__(Repository)
    made.folder = project.folder
    made.git("init", "-q", "-b", "main")
    made.git("add", *(f"migrations/versions/{id_}.py" for id_ in ids))
    made.git("commit", "-qm", "theirs")


async def test_what_a_database_has_not_run_goes_after_what_it_has(project, backend) -> None:
    """Without git it is the database that says what is ours; afterwards an upgrade goes on from there."""
    await amig.upgrade(project.config, "their1", url=backend.url)
    result = await amig.rebase(project.config, url=backend.url)
    assert [(one.revision, one.before, one.after) for one in result.moved] == [("ours1", ("root1",), ("their1",))]
    assert (result.compared, result.asked) == ("the database", True)
    done = await amig.upgrade(project.config, url=backend.url)
    assert [ran.revision for ran in done.steps] == ["ours1", "ours2"]


@pytest.mark.parametrize("target", ["ours1", "heads"])
async def test_what_was_run_is_not_moved(project, backend, target: str) -> None:
    """The database would be said to have run theirs, which it has not; no file changes."""
    before = files(project)
    await amig.upgrade(project.config, target, url=backend.url)
    publish(project, "root1", "their1")
    with pytest.raises(AppliedMoveError) as caught:
        await amig.rebase(project.config, url=backend.url)
    assert caught.value.revisions == (("ours1",) if target == "ours1" else ("ours1", "ours2"))
    assert files(project) == before
    await amig.downgrade(project.config, "root1", url=backend.url)
    assert (await amig.rebase(project.config, url=backend.url)).asked


async def test_a_squashed_revision_that_was_begun_is_not_moved(project, sqlite) -> None:
    """The database is at one of those that it replaces."""
    publish(project, "root1", "their1")
    await amig.upgrade(project.config, "ours1", url=sqlite.url)
    project.last = "root1"
    project.add(
        "def upgrade(op):\n    pass\n\n\ndef downgrade(op):\n    pass",
        id_="whole1",
        header='replaces = ("ours1", "ours2")',
    )
    with pytest.raises(AppliedMoveError) as caught:
        await amig.rebase(project.config, url=sqlite.url)
    assert caught.value.revisions == ("whole1",)
    assert [one.revision for one in (await amig.rebase(project.config, database=False)).moved] == ["whole1"]


async def test_a_database_that_cannot_be_asked(project, tmp_path) -> None:
    """Stops it, unless one says that none needs to be asked; then git has to know what is ours."""
    before = files(project)
    for url in ("postgresql+asyncpg://u:secret@127.0.0.1:1/x", f"sqlite+aiosqlite:///{tmp_path}/no/folder/x.db"):
        with pytest.raises(UnaskedDatabaseError) as caught:
            await amig.rebase(project.config, url=url)
        assert "secret" not in str(caught.value)
        assert "--no-database" in (caught.value.hint or "")
    with pytest.raises(OursUnknownError):
        await amig.rebase(project.config, url=url, database=False)
    with pytest.raises(OursUnknownError):
        await amig.rebase(project.config, unapplied=True)
    assert files(project) == before


async def test_a_database_that_is_elsewhere(project, sqlite) -> None:
    """At a revision that no file here has: what it has run cannot be known."""
    await amig.upgrade(project.config, "their1", url=sqlite.url)
    sqlite.execute("UPDATE amig_version SET version_num = 'other1'")
    with pytest.raises(UnknownRevisionError) as caught:
        await amig.rebase(project.config, url=sqlite.url)
    assert caught.value.revisions == ("other1",)


async def test_env_py_is_asked_too(project, sqlite) -> None:
    """What it makes of a connection counts."""
    (project.folder / "migrations" / "env.py").write_text(
        "async def run(env):\n    async with env.connect() as connection:\n"
        "        await env.run_migrations(connection, version_table='another')\n"
    )
    await amig.upgrade(project.config, "their1", url=sqlite.url)
    assert sqlite.rows("SELECT version_num FROM another") == [("their1",)]
    (project.folder / "amig.toml").write_text(f'url = "{sqlite.url}"\n')
    assert [one.revision for one in (await amig.rebase(project.config)).moved] == ["ours1"]
