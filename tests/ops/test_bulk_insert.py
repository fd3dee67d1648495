"""Rows, as scripts give them."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

import amig
from amig.errors import BadOperationError
from amig.ops import BulkInsert
from tests.projects import new_project

TABLE = sa.table("t", sa.column("id", sa.Integer()), sa.column("n", sa.Integer()))


async def test_rows_of_several_kinds(backend, tmp_path) -> None:
    """What a row leaves out takes the server's default; a value may be an expression or written inline."""
    project = new_project(tmp_path / "p")
    project.up(
        """
        t = await op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
            sa.Column("n", sa.Integer(), server_default="7"))
        await op.bulk_insert(t, [{"id": 1, "n": 1}, {"id": 2}, {"id": 3, "n": None}, {"id": 4}])
        await op.bulk_insert(t, [{"id": 5, "n": op.inline_literal(55)}, {"id": 6, "n": sa.literal(3) * 22}])
        await op.bulk_insert(t, [{"id": 8, "n": op.inline_literal(88)}], multiinsert=False)
        await op.bulk_insert(t, [])
        """
    )
    await amig.upgrade(project.config, url=backend.url)
    expected = [(1, 1), (2, 7), (3, None), (4, 7), (5, 55), (6, 66), (8, 88)]
    assert backend.rows("SELECT id, n FROM t ORDER BY id") == expected


async def test_equal_rows_go_together(sqlite, tmp_path) -> None:
    """A thousand of them are one statement to the driver."""
    project = new_project(tmp_path / "p")
    project.table("t")
    project.up(
        """
        table = sa.table("t", sa.column("id", sa.Integer()), sa.column("n", sa.Integer()))
        await op.bulk_insert(table, [{"id": number, "n": 1} for number in range(1000)])
        assert len(op.get_context().channel.sent) == 1
        """
    )
    await amig.upgrade(project.config, url=sqlite.url)
    assert sqlite.rows("SELECT count(*) FROM t") == [(1000,)]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([{"id": 1, "nope": 2}], "has no column `nope`"),
        ({"id": 1}, "no list of dicts"),
        ([("id", 1)], "no list of dicts"),
    ],
)
def test_rows_that_do_not_fit(rows, problem: str) -> None:
    """Said while the call is made."""
    with pytest.raises(BadOperationError, match=problem):
        BulkInsert(TABLE, rows)
