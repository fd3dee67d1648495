"""Each built-in check, awaited in a test of one's own: content with good migrations, and failing for its own reason."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa

from amig import Config
from amig.aside import aside
from amig.errors import CheckFailedError, ImportFailedError, NoMetadataError, SeveralHeadsError
from amig.testing import check_models_match, check_nothing_left, check_single_head, check_up_down_up
from tests.projects import new_project
from tests.testing.inner import PEOPLE, SPLIT

METADATA = sa.MetaData()
sa.Table("people", METADATA, sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))


async def test_good_migrations_pass(backend, tmp_path) -> None:
    """The database that the configuration names is not touched."""
    project = new_project(tmp_path, backend.url)
    project.add(PEOPLE)
    project.table("other")
    project.add(
        """
        async def upgrade(op: Operations) -> None:
            await op.execute("INSERT INTO other (id) VALUES (1)")


        async def downgrade(op: Operations) -> None:
            await op.execute("DELETE FROM other")
        """
    )
    await check_single_head(project.config)
    await check_up_down_up(project.config)
    await check_nothing_left(project.config)
    metadata = sa.MetaData()
    METADATA.tables["people"].to_metadata(metadata)
    sa.Table("other", metadata, sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer()))
    await check_models_match(await aside(Config.load, project.config, metadata=metadata))
    with pytest.raises(Exception, match="people"):
        await aside(backend.rows, "SELECT * FROM people")


@pytest.mark.full
async def test_what_somebody_else_makes_first(postgresql, tmp_path) -> None:
    """`prepare` is SQL; the schema of the version table is made without it."""
    project = new_project(tmp_path, postgresql.url)
    project.up('await op.execute("CREATE TABLE IF NOT EXISTS app.t (n INTEGER)")')
    with project.config.open("a") as file:
        file.write('version_table_schema = "bookkeeping"\n')
    with pytest.raises(CheckFailedError, match='schema "app" does not exist'):
        await check_up_down_up(project.config)
    await check_up_down_up(project.config, prepare=("CREATE SCHEMA app",))


def test_two_heads_are_named(tmp_path) -> None:
    """By the error that `amig heads --check` has, and with its advice. No database is needed."""
    project = new_project(tmp_path)
    first = project.table("a")
    project.table("b", id_="ours")
    project.last = first
    project.table("c", id_="theirs")
    with pytest.raises(SeveralHeadsError, match="`ours`, `theirs`") as caught:
        asyncio.run(check_single_head(project.config))
    assert "amig rebase" in str(caught.value.hint)


async def test_a_way_up_that_fails_is_told_with_revision_statement_and_file(database, tmp_path) -> None:
    """And what the server said."""
    project = new_project(tmp_path, database.url)
    project.add(PEOPLE)
    bad = project.up('await op.execute("INSERT INTO nowhere VALUES (1)")')
    project.table("after")
    with pytest.raises(CheckFailedError) as caught:
        await check_up_down_up(project.config)
    error = caught.value
    assert (error.check, error.revision, error.statement) == ("up down up", bad, "INSERT INTO nowhere VALUES (1)")
    assert error.file.startswith(f"{tmp_path}/migrations/versions/{bad}.py")
    assert "going up: upgrade of revision `rev00002` failed at statement 1" in str(error)
    assert "nowhere" in error.problem


async def test_a_way_down_that_fails_says_so(database, tmp_path) -> None:
    """The phase is named, and the revisions above it are not blamed."""
    project = new_project(tmp_path, database.url)
    body = PEOPLE.replace('op.drop_table("people")', 'op.drop_table("persons")')
    bad = project.add(body)
    project.table("after")
    with pytest.raises(CheckFailedError, match="up down up: going down") as caught:
        await check_up_down_up(project.config)
    assert (caught.value.revision, "persons" in caught.value.statement) == (bad, True)
    with pytest.raises(CheckFailedError, match="downgrade leaves nothing behind: going down: downgrade of"):
        await check_nothing_left(project.config)


async def test_a_way_down_that_forgets_a_table_fails_when_it_goes_up_again(database, tmp_path) -> None:
    """And where all of it is compared: by the revision that made it, and what it left."""
    project = new_project(tmp_path, database.url)
    project.table("kept")
    bad = project.add(
        """
        async def upgrade(op: Operations) -> None:
            await op.create_table("left_over", sa.Column("id", sa.Integer(), primary_key=True))
            await op.create_table("gone", sa.Column("id", sa.Integer(), primary_key=True))


        async def downgrade(op: Operations) -> None:
            await op.drop_table("gone")
        """
    )
    with pytest.raises(CheckFailedError, match="going up again") as caught:
        await check_up_down_up(project.config, revision=bad)
    assert "left_over" in caught.value.statement
    with pytest.raises(CheckFailedError, match="it is left by `rev00002`") as caught:
        await check_nothing_left(project.config)
    assert caught.value.file.endswith("rev00002.py")
    assert "table left_over is only in what the downgrade left" in caught.value.differences


@pytest.mark.full
async def test_revisions_that_pass_one_by_one_can_fail_all_at_once(postgresql, tmp_path) -> None:
    """What the second one leaves is in the way of the first one."""
    project = new_project(tmp_path, postgresql.url)
    project.add(PEOPLE)
    project.up('await op.execute("CREATE TABLE IF NOT EXISTS pets (owner INTEGER REFERENCES people)")')
    for revision in ("rev00001", "rev00002"):
        await check_up_down_up(project.config, revision=revision)
    with pytest.raises(CheckFailedError, match="up down up: all going down: downgrade of revision `rev00001`"):
        await check_up_down_up(project.config)


async def test_a_revision_without_a_way_back_only_goes_up(database, tmp_path) -> None:
    """Where it says so itself; the downgrade is compared with what was there after it."""
    project = new_project(tmp_path, database.url)
    project.table("a")
    project.add(
        """
        async def upgrade(op: Operations) -> None:
            await op.add_column("a", sa.Column("more", sa.Integer()))


        async def downgrade(op: Operations) -> None:
            await op.irreversible("the numbers are gone")
        """
    )
    project.table("b")
    await check_up_down_up(project.config)
    await check_nothing_left(project.config)
    project.up('await op.create_table("forgotten", sa.Column("id", sa.Integer()))', id_="lost")
    with pytest.raises(CheckFailedError, match="left by `lost`"):
        await check_nothing_left(project.config)


async def test_models_that_the_revisions_do_not_make(database, tmp_path) -> None:
    """The difference is told as `amig check` tells it."""
    project = new_project(tmp_path, database.url)
    project.add(PEOPLE)
    project.add(SPLIT)
    with pytest.raises(CheckFailedError, match="models match") as caught:
        await check_models_match(await aside(Config.load, project.config, metadata=METADATA))
    assert any("first" in said for said in caught.value.differences)
    assert "amig revision --autogenerate" in caught.value.hint


async def test_models_that_are_missing_or_cannot_be_imported(sqlite, tmp_path) -> None:
    """Each is another error, and says what to do."""
    project = new_project(tmp_path, sqlite.url)
    project.add(PEOPLE)
    with pytest.raises(NoMetadataError):
        await check_models_match(project.config)
    (tmp_path / "broken_models_of_a_test.py").write_text("import there_is_no_such_module\n")
    with pytest.raises(ImportFailedError, match="there_is_no_such_module"):
        await check_models_match(await aside(Config.load, project.config, metadata="broken_models_of_a_test:metadata"))
