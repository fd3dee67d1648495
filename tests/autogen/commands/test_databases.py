"""Several databases of one configuration, and the comparison for programs."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

import amig
from amig.errors import BadCallError
from amig.script.template import BUILT_IN
from tests.autogen.commands.world import USERS, World
from tests.autogen.hooks.models import after, before
from tests.autogen.running import context_on, engine_of, make
from tests.servers.databases import Backend

SECOND = "\nsecond = sa.MetaData()\nsa.Table('things', second, sa.Column('id', sa.Integer, primary_key=True))\n"


def two(world: World) -> amig.Config:
    config = world.models(USERS, SECOND)
    module = config.metadata.partition(":")[0]
    databases = {
        name: {"url": f"sqlite+aiosqlite:///{world.folder / name}.db", "metadata": f"{module}:{metadata}"}
        for name, metadata in (("first", "metadata"), ("second", "second"))
    }
    return config.replace(url=None, databases=databases)


async def test_one_file_has_a_part_for_each_database(small: World) -> None:
    """With the template of `multidb`; up and down."""
    template = (BUILT_IN / "multidb" / "script.py.mako").read_text()
    (small.folder / "migrations" / "script.py.mako").write_text(template)
    config = two(small)
    result = await amig.revision(config, "both", autogenerate=True)
    assert [one.subject for one in result.differences] == ["table users", "table things"]
    text = small.files()[0].read_text()
    assert 'if database == "first":\n        await op.create_table(\n            "users",' in text
    assert 'elif database == "second":\n        await op.create_table("things", ' in text
    assert len(small.files()) == 1
    await amig.upgrade(config)
    checked = await amig.check(config)
    assert checked.is_same
    assert [one.name for one in checked.databases] == ["first", "second"]
    await amig.downgrade(config, "base")
    await amig.upgrade(config)
    assert (await amig.check(config)).is_same


async def test_a_template_with_one_place_cannot_hold_two(small: World) -> None:
    """One database with `--name`; where both need the same, one place is enough."""
    config = two(small)
    with pytest.raises(BadCallError) as caught:
        await amig.revision(config, "both", autogenerate=True)
    assert caught.value.option == "--autogenerate"
    assert small.files() == []
    same = {name: {**own, "metadata": config.metadata} for name, own in config.databases.items()}
    await amig.revision(config.replace(databases=same), "same", autogenerate=True)
    await amig.upgrade(config)
    assert (await amig.check(config.replace(databases=same))).is_same


async def test_tokens_name_the_places_of_ones_own_template(small: World) -> None:
    """As Alembic's: `run_migrations` twice in one env.py."""
    template = (BUILT_IN / "script.py.mako").read_text()
    template = template.replace("${upgrades or", "${engine1_upgrades or").replace(
        "downgrades or", "engine1_downgrades or"
    )
    (small.folder / "migrations" / "script.py.mako").write_text(template)
    small.env("upgrade_token='engine1_upgrades', downgrade_token='engine1_downgrades'")
    await amig.revision(small.models(USERS), "x", autogenerate=True)
    text = small.files()[0].read_text()
    assert "op.create_table(" in text
    assert "op.drop_table(" in text


async def test_differences_are_given_as_tuples(backend: Backend) -> None:
    """Of a context, or of a connection, which stays open."""
    async with engine_of(backend) as engine:
        await make(engine, before())
        async with engine.connect() as connection:
            of_connection = await amig.compare_metadata(connection, after())
            assert isinstance(connection, AsyncConnection)
            assert await connection.scalar(sa.text("SELECT 1")) == 1
        async with context_on(engine) as context:
            of_context = await amig.compare_metadata(context, [after()])
    assert names(of_connection) == names(of_context)
    assert {"add_table", "remove_table", "add_column", "remove_column", "add_index", "remove_index"} <= names(
        of_context
    )
    (changes,) = [one for one in of_context if isinstance(one, list) and one[0][0] == "modify_type"]
    assert changes[0][1:4] == (None, "users", "email")
    assert [type_.length for type_ in changes[0][5:]] == [50, 80]


def names(diffs: list[Any]) -> set[str]:
    return {one[0] if isinstance(one, tuple) else one[0][0] for one in diffs}


async def test_a_script_is_produced_and_rendered(backend: Backend) -> None:
    """Nothing is written; `imports` is filled."""
    async with engine_of(backend) as engine, engine.connect() as connection:
        script = await amig.produce_migrations(connection, after())
    imports: set[str] = set()
    text = amig.render_python_code(script.upgrade_ops, dialect=backend.name, imports=imports)
    assert text.startswith("await op.create_table(\n")
    assert imports == {"import sqlalchemy as sa"}
    assert 'op.drop_table("tags")' in amig.render_python_code(script.downgrade_ops, style="blocking")
