"""What is found is written once it went up, down and up again on a scratch database."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from amig.errors import BadConfigError, NoScratchError, UnprovenError
from amig.script.new import NewRevision
from tests.autogen.commands.world import POSTS, USERS, World
from tests.servers.databases import Backend

WRONG = """
def wrong(type_, value, context):
    return "sa.String(7)" if type_ == "type" and isinstance(value, sa.String) else False
"""
"""A hook that renders what the models do not say."""
HOOK = "def hook(context, revision, directives):\n    {body}\n"


def rejected(world: World) -> list[str]:
    return sorted(path.name for path in (world.folder / "migrations" / "versions").glob("*.*"))


async def test_the_result_says_that_it_was_proven(world: World) -> None:
    """On each database, and where nothing is found there is nothing to prove."""
    config = world.models(USERS, POSTS)
    written = await amig.revision(config, "first", autogenerate=True)
    assert (written.proven, written.unproven) == (True, ())
    await amig.upgrade(config)
    nothing = await amig.revision(config, autogenerate=True)
    assert (nothing.proven, nothing.revisions) == (False, ())
    empty = await amig.revision(config, "empty", autogenerate=True, allow_empty=True)
    assert (empty.proven, empty.unproven, len(empty.revisions)) == (False, (), 1)


async def test_a_failure_is_kept_beside_the_revisions_and_told(world: World) -> None:
    """Under `.rej`, which no command takes for a revision; `--no-prove` writes it all the same."""
    config = world.models(USERS)
    world.env("render_item=wrong", f"import sqlalchemy as sa\n{WRONG}")
    with pytest.raises(UnprovenError) as caught:
        await amig.revision(config, "first", rev_id="aaaa", autogenerate=True)
    assert caught.value.phase == "up"
    assert [one.partition(":")[0] for one in caught.value.differences] == ["type users.name"]
    assert rejected(world) == ["aaaa_first.py.rej"]
    assert "aaaa_first.py.rej" in caught.value.hint
    assert (await amig.heads(config)).heads == ()
    with pytest.raises(UnprovenError):
        await amig.revision(config, "first", rev_id="aaaa", autogenerate=True)
    written = await amig.revision(config, "first", rev_id="aaaa", autogenerate=True, prove=False)
    assert (written.proven, written.unproven, len(written.revisions)) == (False, (), 1)


async def test_where_no_scratch_can_be_had(postgresql: Backend, small: World) -> None:
    """It is written and told why it is not proven; with `prove = true` it is not written."""
    small.backend = postgresql
    nowhere = sa.make_url(postgresql.url).set(port=1).render_as_string(hide_password=False)
    config = small.models(USERS).replace(scratch_url=nowhere, prove=True)
    with pytest.raises(NoScratchError):
        await amig.revision(config, "first", autogenerate=True)
    assert rejected(small) == []
    written = await amig.revision(config, "first", autogenerate=True, prove="auto")
    assert not written.proven
    assert "no scratch database can be made" in written.unproven[0]


async def test_tables_of_another_database_cannot_be_tried(small: World) -> None:
    """SQLite and MySQL have schemas that are databases of their own."""
    config = small.models('sa.Table("t", metadata, sa.Column("id", sa.Integer, primary_key=True), schema="main")')
    with pytest.raises(NoScratchError) as caught:
        await amig.revision(config, "first", autogenerate=True, prove=True)
    assert "`main.t`, which is in another database" in str(caught.value)


async def test_what_the_configuration_ignores_is_not_left_to_find(small: World) -> None:
    """Nor what `include_object` leaves out."""
    small.env("include_object=lambda object_, name, *_: name != 'posts'")
    config = small.models(USERS, POSTS).replace(ignore=("column users.name",))
    assert (await amig.revision(config, "first", autogenerate=True)).proven


async def test_hooks_may_want_what_the_models_are_not(small: World) -> None:
    """Then it only has to go up, down and up again: but that it must."""
    config = small.models(USERS)
    small.env("process_revision_directives=hook", HOOK.format(body="directives[0].upgrade_ops.ops.clear()"))
    with pytest.raises(UnprovenError) as caught:
        await amig.revision(config, "first", autogenerate=True, allow_empty=True)
    assert caught.value.phase == "down"
    small.env("process_revision_directives=hook", HOOK.format(body="directives[0].downgrade_ops.ops.clear()"))
    written = await amig.revision(config, "first", rev_id="bbbb", autogenerate=True)
    assert written.proven
    assert written.unproven == ("bbbb has no way back: only the way up was tried",)


async def test_what_before_write_makes_of_it_is_tried(small: World) -> None:
    """The file that would be written, not the one that was found."""

    def broken(news: list[NewRevision]) -> None:
        news.append(NewRevision(message="more", id="cccc", upgrades="raise LookupError"))

    with pytest.raises(UnprovenError) as caught:
        await amig.revision(small.models(USERS), "x", rev_id="bbbb", autogenerate=True, before_write=broken)
    assert "LookupError" in caught.value.problem
    assert rejected(small) == ["bbbb_x.py.rej", "cccc_more.py.rej"]


async def test_what_runs_outside_transactions_is_proven_too(postgresql: Backend, small: World) -> None:
    """Two files: the index that is made concurrently has one of its own."""
    small.backend = postgresql
    await amig.upgrade(config := small.models(USERS))
    await amig.revision(config, "first", autogenerate=True)
    await amig.upgrade(config)
    index = 'sa.Index("ix_name", "name", postgresql_concurrently=True),\n)'
    config = small.models(USERS.rstrip()[:-1] + index)
    written = await amig.revision(config, "second", autogenerate=True)
    assert written.proven


async def test_a_connection_of_the_callers_own_is_as_it_was(postgresql: Backend, small: World) -> None:
    """Its isolation level, and in a transaction what it wrote."""
    config = small.models(USERS)
    engine = create_async_engine(postgresql.url, isolation_level="SERIALIZABLE")
    try:
        async with engine.connect() as connection:
            assert (await amig.revision(config, "a", rev_id="aaaa", autogenerate=True, connection=connection)).proven
            assert await connection.get_isolation_level() == "SERIALIZABLE"
            await connection.rollback()
        small.files()[0].unlink()
        async with engine.connect() as connection:
            await connection.execute(sa.text("CREATE TABLE mine (id integer)"))
            written = await amig.revision(config, "b", autogenerate=True, connection=connection)
            assert {one.line for one in written.differences} == {"+ table users", "- table mine"}
            assert written.proven
            await connection.execute(sa.text("SELECT * FROM mine"))
            await connection.rollback()
        async with engine.connect() as connection:
            assert await connection.get_isolation_level() == "SERIALIZABLE"
    finally:
        await engine.dispose()


def test_the_configuration_says_when() -> None:
    """`auto`, true or false."""
    with pytest.raises(BadConfigError) as caught:
        amig.Config(prove="always")  # type: ignore[arg-type]
    assert "it can be `auto`, true, false" in str(caught.value)
