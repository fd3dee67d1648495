"""What the models say was renamed is renamed, by files and commands, and keeps its rows."""

from __future__ import annotations

import pytest

import amig
from tests.autogen.commands.world import World

BEFORE = """
sa.Table(
    "people", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(40), nullable=False, index=True),
    sa.Column("born", sa.Integer),
)
sa.Table(
    "posts", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("author", sa.Integer, sa.ForeignKey("people.id", name="fk_author")),
)
"""
AFTER = """
sa.Table(
    "users", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("full", sa.String(90), nullable=False, index=True, info={"renamed_from": "name"}),
    sa.Column("year", sa.BigInteger, index=True, info={"renamed_from": "born"}),
    info={"renamed_from": "people"},
)
sa.Table(
    "posts", metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id", name="fk_author"), info={"renamed_from": "author"}),
)
"""


@pytest.mark.parametrize("style", ["async", pytest.param("blocking", marks=pytest.mark.full)])
@pytest.mark.parametrize("batch", [None, True])
async def test_rows_are_kept_there_and_back(world: World, style: str, batch: bool | None) -> None:
    """A table and columns, also ones whose type changes, that have an index or get one, and that refer to the table."""
    was = world.models(BEFORE).replace(style=style)
    await amig.revision(was, "first", rev_id="first", autogenerate=True)
    await amig.upgrade(was)
    world.backend.execute("INSERT INTO people (id, name, born) VALUES (1, 'Ada', 1815)")
    world.backend.execute("INSERT INTO posts (id, author) VALUES (7, 1)")
    now = world.models(AFTER).replace(style=style)
    assert (await amig.revision(now, "second", rev_id="second", autogenerate=True, batch=batch)).proven
    await amig.upgrade(now)
    assert (await amig.check(now)).is_same
    assert world.backend.rows("SELECT * FROM users") == [(1, "Ada", 1815)]
    assert world.backend.rows("SELECT id, user_id FROM posts") == [(7, 1)]
    await amig.downgrade(now, "first")
    assert world.backend.rows("SELECT * FROM people") == [(1, "Ada", 1815)]
    assert world.backend.rows("SELECT id, author FROM posts") == [(7, 1)]
