"""`amig revision --autogenerate`: what is found is written, runs, and leaves nothing to find."""

from __future__ import annotations

import re
from typing import Any

import pytest

import amig
from amig.autogen.renames import Suspicion
from amig.autogen.script import MigrationScript
from amig.errors import (
    BadCallError,
    CallableFailedError,
    MultipleHeadsError,
    NoMetadataError,
    NotAtHeadError,
    UnknownRevisionError,
)
from amig.script.new import NewRevision
from tests.autogen.commands.world import POSTS, USERS, World

WIDER = USERS.replace("String(40), nullable=False", "String(90)") + POSTS


async def test_up_and_down_and_up_again_leaves_nothing_to_find(world: World) -> None:
    """On each database: tables at first, then a change of a column."""
    config = world.models(USERS, POSTS)
    first = await amig.revision(config, "first", autogenerate=True)
    assert [one.line for one in first.differences] == ["+ table users", "+ table posts"]
    await amig.upgrade(config)
    assert (await amig.check(config)).is_same

    config = world.models(WIDER)
    second = await amig.revision(config, "second", autogenerate=True)
    assert {one.subject for one in second.differences} == {"type users.name", "nullable users.name"}
    for target in ("head", "-1", "head"):
        await (amig.upgrade(config) if target == "head" else amig.downgrade(config, target))
    assert (await amig.check(config)).is_same
    await amig.downgrade(config, "base")
    assert [table for table in await tables(world) if not table.startswith("amig_")] == []


async def tables(world: World) -> list[str]:
    names = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        "mysql": "SHOW TABLES",
    }
    return [row[0] for row in world.backend.rows(names[world.backend.name])]


async def test_nothing_is_written_where_nothing_differs(small: World) -> None:
    """Unless it is asked for."""
    config = small.models()
    assert (await amig.revision(config, autogenerate=True)).revisions == ()
    assert small.files() == []
    written = await amig.revision(config, "empty", autogenerate=True, allow_empty=True)
    assert len(written.revisions) == len(small.files()) == 1
    assert small.files()[0].read_text().count("    pass") == 2


async def test_a_database_that_is_behind_is_refused(small: World) -> None:
    """What is pending would be written a second time."""
    config = small.models(USERS)
    await amig.revision(config, "first", rev_id="aaaa", autogenerate=True)
    with pytest.raises(NotAtHeadError) as caught:
        await amig.revision(config, "again", autogenerate=True)
    assert (caught.value.revisions, caught.value.heads) == ((), ("aaaa",))
    assert caught.value.exit_code == 3
    await amig.upgrade(config)
    small.files()[0].unlink()
    with pytest.raises(UnknownRevisionError):
        await amig.revision(config, "again", autogenerate=True)


async def test_several_heads_are_named_before_anything_is_compared(small: World) -> None:
    """With `head` it goes on from one of them."""
    config = small.models(USERS)
    for id_ in ("aaaa", "bbbb"):
        await amig.revision(config, id_, head="base", rev_id=id_)
    with pytest.raises(MultipleHeadsError) as caught:
        await amig.revision(config, "x", autogenerate=True)
    assert caught.value.heads == ("aaaa", "bbbb")
    await amig.upgrade(config, "heads")
    written = await amig.revision(config, "x", head="aaaa", autogenerate=True, branch_label="mine")
    assert written.revisions[0].down_revision == ("aaaa",)
    assert written.revisions[0].branch_labels == ("mine",)


async def test_blocking_files(small: World) -> None:
    """By the call, by the configuration; they run."""
    config = small.models(USERS)
    await amig.revision(config, "first", autogenerate=True, style="blocking")
    text = small.files()[0].read_text()
    assert "\ndef upgrade(op: BlockingOperations) -> None:\n    op.create_table(" in text
    await amig.upgrade(config)
    assert (await amig.check(config)).is_same
    small.options["style"] = "blocking"
    await amig.revision(small.models(USERS), "second")
    assert "\ndef upgrade(op: BlockingOperations)" in small.files()[-1].read_text() + small.files()[0].read_text()


async def test_batches_are_written_where_they_are_asked_for(world: World) -> None:
    """SQLite has them where it must; `render_as_batch` of env.py is for all, and the call wins."""
    await amig.revision(config := world.models(USERS), "first", rev_id="a1", autogenerate=True)
    await amig.upgrade(config)
    config = world.models(USERS.replace("String(40)", "String(50)"))
    await amig.revision(config, "second", rev_id="b2", autogenerate=True)
    assert ("batch_alter_table" in world.files()[1].read_text()) is (world.backend.name == "sqlite")
    world.files()[1].unlink()
    await amig.revision(config, "second", rev_id="b2", autogenerate=True, batch=True)
    assert "batch_op.alter_column" in world.files()[1].read_text()
    await amig.upgrade(config)
    assert (await amig.check(config)).is_same


async def test_a_suspicion_without_an_answer_is_written_down(small: World, caplog: Any) -> None:
    """In the file, in the result, in the log; with an answer it is a rename."""
    await amig.revision(config := small.models(USERS), "first", rev_id="a1", autogenerate=True)
    await amig.upgrade(config)
    config = small.models(USERS.replace('"name"', '"full_name"'))
    result = await amig.revision(config, "second", rev_id="b2", autogenerate=True)
    assert result.suspected == ("was column users.name renamed to `full_name`?",)
    text = re.sub(r"\s+#?\s*", " ", small.files()[1].read_text())
    assert "was column users.name renamed to `full_name`? then this loses what is in it" in text
    assert 'info={"renamed_from": "name"}' in text
    assert "what is in it is lost" in caplog.text

    small.files()[1].unlink()

    def yes(one: Suspicion) -> bool:
        return one.new == "full_name"

    result = await amig.revision(config, "second", rev_id="b2", autogenerate=True, answer=yes)
    assert result.suspected == ()
    assert 'new_column_name="full_name"' in small.files()[1].read_text()


async def test_hooks_change_what_is_written(small: World) -> None:
    """Of env.py, plain or async, and `before_write` after them."""
    small.env(
        "process_revision_directives=[number, writer], template_args={'x': 1}",
        """
import sqlalchemy as sa
from amig import Rewriter
from amig.ops.table import CreateTable

writer = Rewriter()

@writer.rewrites(CreateTable)
async def comments(context, revision, op):
    return op.__replace__(columns=(*op.columns, sa.Column("made", sa.DateTime())))

async def number(context, revision, directives):
    script = directives[0]
    script.rev_id, script.message = "0001", f"{context.dialect.name} after {revision}"
    script.imports.add("import decimal")
""",
    )

    async def more(news: list[NewRevision]) -> None:
        news.append(NewRevision(message="another", id="0002"))

    written = await amig.revision(small.models(USERS), "x", autogenerate=True, before_write=more)
    assert [(one.revision, one.message) for one in written.revisions] == [
        ("0001", "sqlite after None"),
        ("0002", "another"),
    ]
    text = small.files()[0].read_text()
    assert "import decimal\n" in text
    assert 'sa.Column("made", sa.DateTime()' in text


async def test_a_hook_can_empty_the_list(small: World) -> None:
    """Then no file is written."""
    small.env("process_revision_directives=lambda context, revision, directives: directives.clear()")
    assert (await amig.revision(small.models(USERS), autogenerate=True)).revisions == ()
    assert small.files() == []


@pytest.mark.parametrize(
    ("left", "problem"),
    [
        ("directives.append(3)", "left 3 in the list"),
        ("directives[0].upgrade_ops_list.clear()", "left a script for 0 databases, of 1"),
    ],
)
async def test_what_a_hook_leaves_must_be_scripts(small: World, left: str, problem: str) -> None:
    """With the ops of each database."""
    small.env("process_revision_directives=hook", f"def hook(context, revision, directives):\n    {left}\n")
    with pytest.raises(BadCallError) as caught:
        await amig.revision(small.models(USERS), autogenerate=True)
    assert caught.value.option == "process_revision_directives"
    assert problem in caught.value.problem


async def test_a_hook_that_raises_is_named(small: World) -> None:
    """Nothing is written."""
    small.env("process_revision_directives=hook", "async def hook(*_):\n    raise LookupError('no ticket')\n")
    with pytest.raises(CallableFailedError) as caught:
        await amig.revision(small.models(USERS), autogenerate=True)
    assert (caught.value.name, caught.value.problem) == ("process_revision_directives", "LookupError: no ticket")
    assert caught.value.place.endswith("env.py:2")
    assert small.files() == []


async def test_values_are_rendered_by_a_hook(small: World) -> None:
    """`render_item` is given the AutogenContext: its imports go into the file. So do prefixes."""
    small.env(
        "render_item=item, sqlalchemy_module_prefix='db.'",
        """
def item(type_, value, context):
    if type_ == "type" and type(value).__name__ == "String":
        context.imports.add("from sqlalchemy import Text")
        return f"Text({value.length})"
    return False
""",
    )
    await amig.revision(small.models(USERS), "x", autogenerate=True, prove=False)  # the template imports no `db`
    text = small.files()[0].read_text()
    assert 'db.Column("name", Text(40), nullable=False)' in text
    assert "from sqlalchemy import Text\n" in text


async def test_what_no_transaction_holds_has_a_file_of_its_own(
    tmp_path: Any, postgresql: Any, request: pytest.FixtureRequest
) -> None:
    """An index that is built concurrently, after the table; both go up and down."""
    from tests.autogen.commands.world import clean

    for _ in clean(tmp_path):
        world = World(tmp_path / "project", postgresql)
        index = 'sa.Index("ix_late", "user_id", postgresql_concurrently=True)'
        config = world.models(USERS, POSTS.replace('sa.Index("ix_posts_user", "user_id")', index))
        result = await amig.revision(config, "x", rev_id="aaaa", autogenerate=True)
        assert len(result.revisions) == 2
        assert result.revisions[1].down_revision == ("aaaa",)
        await amig.upgrade(config)
        assert (await amig.check(config)).is_same
        await amig.downgrade(config, "base")
        assert [name for name in await tables(world) if not name.startswith("amig_")] == []


async def test_no_models_no_comparison(small: World) -> None:
    """The error names where they are looked for; SQL files are not written from models."""
    with pytest.raises(NoMetadataError) as caught:
        await amig.revision(small.config(), autogenerate=True)
    assert caught.value.where == "Config"
    with pytest.raises(BadCallError) as misused:
        await amig.revision(small.config(), autogenerate=True, format="sql")
    assert misused.value.option == "--format"


def test_a_script_is_what_hooks_are_given() -> None:
    """The porch has what they need."""
    assert amig.MigrationScript is MigrationScript
