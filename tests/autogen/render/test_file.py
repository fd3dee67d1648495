"""The whole file: template, style, imports, indentation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from amig import ops
from amig.autogen.render import Rendered, RenderOptions, render
from amig.autogen.render.imports import for_template
from amig.config import Config
from amig.errors import BadConfigError
from amig.script.new import NewRevision
from amig.script.template import BUILT_IN, Attached, rendered
from tests.autogen.render.back import backend, formatted, recorded
from tests.autogen.render.own import GrantSelect, MyOperations

VIEW = ops.CreateView("v", "SELECT a,\n    b\nFROM t\nWHERE x = 'a long enough text of several lines'")
TABLE = ops.CreateTable(
    "t",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("doc", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
    sa.PrimaryKeyConstraint("id", name="t_pkey"),
)

WRITTEN = '''"""add t

Revision ID: abc
Revises:
Create Date: 2026-01-02 00:00:00+00:00
"""

from __future__ import annotations

import sqlalchemy as sa  # noqa: F401
from sqlalchemy.dialects import postgresql

from amig.ops import Operations

revision: str = "abc"
down_revision: str | None = None


async def upgrade(op: Operations) -> None:
    # it may be `s` renamed
    await op.create_table(
        "t",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("doc", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="t_pkey"),
    )
    await op.create_view(
        "v",
        """SELECT a,
    b
FROM t
WHERE x = 'a long enough text of several lines'""",
    )


async def downgrade(op: Operations) -> None:
    await op.drop_view(
        "v",
        definition="""SELECT a,
    b
FROM t
WHERE x = 'a long enough text of several lines'""",
    )
    await op.drop_table("t")
'''


def file(up: Rendered, down: Rendered | None = None, template: str = "script.py.mako", **changes: Any) -> str:
    given = NewRevision(
        message="add t",
        id="abc",
        imports=for_template(up.imports),
        upgrades=up.text,
        downgrades=down.text if down else "",
        template_args={"first_upgrades": up.text},
        **changes,
    )
    attached = Attached(given, (), (), datetime(2026, 1, 2, tzinfo=UTC))
    return rendered(BUILT_IN / template, attached, {"config": Config(databases={"first": {}, "second": {}})})


def test_a_file_reads_as_one_that_was_written_by_hand() -> None:
    """To the letter."""
    up = render([TABLE, VIEW], backend("postgresql"), comments={TABLE: ["it may be `s` renamed"]})
    down = render([VIEW.reverse(), TABLE.reverse()], backend("postgresql"))
    text = file(up, down)
    assert text == WRITTEN
    assert formatted(text) == text


def test_a_blocking_file() -> None:
    """A plain `def` with the operations of one."""
    text = file(render([TABLE], backend("postgresql"), RenderOptions(style="blocking")), style="blocking")
    assert "from amig.ops import BlockingOperations\n" in text
    assert "\ndef upgrade(op: BlockingOperations) -> None:\n    op.create_table(\n" in text
    assert text.endswith("\ndef downgrade(op: BlockingOperations) -> None:\n    pass\n")
    assert formatted(text) == text
    assert len(recorded(text)) == 1


def test_a_file_with_operations_of_ones_own() -> None:
    """Their verbs are written as verbs, and `upgrade` is given the class that has them."""
    options = RenderOptions(operations=MyOperations)
    place = f"{MyOperations.__module__}:{MyOperations.__qualname__}"
    text = file(render([GrantSelect("t", role="r")], backend("postgresql"), options), operations=place)
    assert 'async def upgrade(op: MyOperations) -> None:\n    await op.grant_select("t", role="r")\n' in text
    assert "from tests.autogen.render.own import MyOperations\n" in text
    assert [type(one) for one in recorded(text, face=MyOperations)] == [GrantSelect]


def test_without_its_verb_an_operation_is_invoked() -> None:
    """With the import of its class."""
    made = render([GrantSelect("t")], backend("postgresql"))
    assert made.text == 'await op.invoke(tests.autogen.render.own.GrantSelect("t"))'
    assert made.imports == ("import tests.autogen.render.own",)
    assert [type(one) for one in recorded(file(made))] == [GrantSelect]


def test_one_level_deeper() -> None:
    """In the template for several databases: code moves, the lines of a string do not."""
    text = file(render([VIEW, TABLE], backend("postgresql")), template="multidb/script.py.mako")
    assert "\n            sa.Column(" in text
    assert "\n    b\nFROM t\nWHERE" in text
    assert formatted(text) == text


def test_nothing_to_do_is_an_empty_text() -> None:
    """And a template writes `pass`."""
    assert render([], backend("sqlite")) == Rendered("", ())
    assert "    pass\n" in file(Rendered("", ()))


def test_an_unknown_style_is_refused() -> None:
    """Naming those that there are."""
    with pytest.raises(BadConfigError, match="`async`, `blocking`"):
        NewRevision(message="x", style="sync")  # type: ignore[arg-type]
