"""New revisions are tried on a scratch database before they are kept."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

import amig
from amig.context import MigrationContext
from amig.env import Request, run_env
from amig.errors import NoScratchError, UnprovenError
from amig.proof.prove import Proof, prove
from amig.script.directory import ScriptDirectory
from amig.script.naming import Style
from amig.script.new import NewRevision
from amig.script.write import drafted
from tests.projects import new_project

COLUMN = 'await op.add_column("users", sa.Column("email", sa.String(50)))'
NO_COLUMN = 'await op.drop_column("users", "email")'


def models() -> sa.MetaData:
    metadata = sa.MetaData()
    columns = [
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("n", sa.Integer),
        sa.Column("email", sa.String(50)),
    ]
    sa.Table("users", metadata, *columns)
    return metadata


async def tried(backend, folder, up: str, down: str, **config) -> Proof:
    """A database with a table of users, at head, and a drafted revision after that."""
    project = new_project(folder)
    project.table("users", "users1")
    await amig.upgrade(project.config, url=backend.url)
    found: list[Proof] = []

    async def work(context: MigrationContext) -> None:
        new = NewRevision(message="email", id="email1", upgrades=up, downgrades=down)
        script = context.script
        drafts = await asyncio.to_thread(drafted, [new], script.graph, script.location, script.versions, Style())
        found.append(await prove(context, drafts, [models()]))
        assert not await asyncio.to_thread(drafts.revisions[0].path.exists)

    settings = amig.Config(script_location=folder / "migrations", url=backend.url, **config)
    script = await asyncio.to_thread(ScriptDirectory.open, folder / "migrations")
    await run_env(settings, script, Request(work=work, bind={}))
    assert await asyncio.to_thread(backend.rows, "SELECT version_num FROM amig_version") == [("users1",)]
    return found[0]


async def test_a_revision_that_does_what_it_should(backend, tmp_path) -> None:
    """Nothing is found afterwards, the real database is as it was."""
    proof = await tried(backend, tmp_path / "p", COLUMN, NO_COLUMN)
    assert proof == Proof(("email1",))
    proof.refuse()


async def test_a_statement_that_the_server_refuses(backend, tmp_path) -> None:
    """The way, the revision and the server's words."""
    proof = await tried(backend, tmp_path / "p", COLUMN.replace("users", "nobody"), "pass")
    assert proof.failed == "up"
    assert "email1" in proof.problem
    assert "nobody" in proof.problem
    with pytest.raises(UnprovenError) as caught:
        proof.refuse(["email1.py.rej"])
    assert caught.value.fields()["phase"] == "up"
    assert "`email1.py.rej`" in caught.value.hint


async def test_what_is_left_to_find_is_told(backend, tmp_path) -> None:
    """It did not do what the models say."""
    proof = await tried(backend, tmp_path / "p", "pass", "pass")
    assert (proof.failed, len(proof.differences)) == ("up", 1)
    assert proof.differences[0].startswith("column users.email")


async def test_a_downgrade_that_fails(backend, tmp_path) -> None:
    """The way down is told from the way up."""
    proof = await tried(backend, tmp_path / "p", COLUMN, NO_COLUMN.replace('"email"', '"mail"'))
    assert proof.failed == "down"
    assert "mail" in proof.problem


async def test_a_downgrade_that_leaves_something(backend, tmp_path) -> None:
    """What was there, and is not again; what is there, and was not."""
    proof = await tried(backend, tmp_path / "p", COLUMN, "pass")
    assert proof.failed == "down"
    assert proof.differences == ("column users.email is only in what the downgrade left",)


async def test_a_way_up_that_works_only_once(backend, tmp_path) -> None:
    """A database that was down must come up again."""
    once = f"import sys\n    assert 'amig_once' not in sys.modules\n    sys.modules['amig_once'] = sys\n    {COLUMN}"
    import sys

    try:
        proof = await tried(backend, tmp_path / "p", once, NO_COLUMN)
    finally:
        sys.modules.pop("amig_once", None)
    assert proof.failed == "up again"


async def test_no_way_back_said_by_the_revision_itself_is_no_failure(backend, tmp_path) -> None:
    """`op.irreversible` is the author's word."""
    proof = await tried(backend, tmp_path / "p", COLUMN, 'await op.irreversible("the rows are gone")')
    assert proof == Proof(("email1",), one_way=True)


async def test_a_scratch_url_of_another_kind_is_refused(sqlite, tmp_path) -> None:
    """It could prove nothing; its password is not shown."""
    with pytest.raises(NoScratchError) as caught:
        await tried(sqlite, tmp_path / "p", COLUMN, NO_COLUMN, scratch_url="postgresql://me:very-secret@host/db")
    assert "`scratch_url` leads to postgresql, and the database is sqlite" in str(caught.value)
    assert "very-secret" not in str(caught.value)


async def test_scratches_are_made_where_scratch_url_says(postgresql, tmp_path) -> None:
    """Where that is another server, and it is not there, nothing is made; where it is there, all is well."""
    nowhere = sa.make_url(postgresql.url).set(port=1).render_as_string(hide_password=False)
    with pytest.raises(NoScratchError):
        await tried(postgresql, tmp_path / "p", COLUMN, NO_COLUMN, scratch_url=nowhere)
    there = sa.make_url(postgresql.url).set(database="postgres").render_as_string(hide_password=False)
    assert await tried(postgresql, tmp_path / "q", COLUMN, NO_COLUMN, scratch_url=there) == Proof(("email1",))
