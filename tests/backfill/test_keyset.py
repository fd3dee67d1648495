"""`update_batch` goes through a table in the order of its key, whatever that is."""

from __future__ import annotations

import pytest

import amig
from amig.errors import BackfillFailedError
from tests.backfill.filled import project_with, values

TWO = """
import datetime, decimal, uuid

from amig import update_batch

pairs = sa.table("pairs", sa.column("a"), sa.column("b", sa.{type}()), sa.column("n"), sa.column("m"))


async def upgrade(op: Operations) -> None:
    made = await op.create_table(
        "pairs",
        sa.Column("a", sa.Integer(), primary_key=True),
        sa.Column("b", sa.{type}({length}), primary_key=True),
        sa.Column("n", sa.Integer()),
        sa.Column("m", sa.Integer()),
    )
    await op.bulk_insert(made, [dict(a=i % 3, b={value}, n=0, m=i % 2) for i in range(20)])


async def downgrade(op: Operations) -> None:
    await op.drop_table("pairs")


async def backfill(op: Operations, cursor):
    return await update_batch(op, pairs, {{"n": pairs.c.n + 1}}, cursor, key=["a", "b"], where=pairs.c.m == 1)
"""
KEYS = {
    "text": ("String", "20", 'f"x{i:02}"'),
    "uuid": ("Uuid", "", "uuid.UUID(int=i)"),
    "moment": ("DateTime", "", "datetime.datetime(2026, 1, 1 + i)"),
    "number": ("Numeric", "10, 2", "decimal.Decimal(i) / 4"),
}


@pytest.fixture(params=["text", pytest.param("moment", marks=pytest.mark.full)])
def kind(request) -> str:
    kind: str = request.param
    return kind


async def test_a_key_of_two_columns(tmp_path, kind, backend) -> None:
    """Each row that is wanted is done once, the others never."""
    await _through(tmp_path, kind, backend)


@pytest.mark.parametrize("kind", ["uuid", "number", "moment"])
async def test_keys_that_json_does_not_know(tmp_path, kind, postgresql) -> None:
    """They come back as they were."""
    await _through(tmp_path, kind, postgresql)


async def _through(tmp_path, kind, backend) -> None:
    type_, length, value = KEYS[kind]
    text = TWO.format(type=type_, length=length, value=value)
    project = project_with(tmp_path, backend.url, text, header="backfill_batch = 3")
    await amig.upgrade(project.config)
    result = await amig.run_backfills(project.config)
    assert (result.backfills[0].batches, result.backfills[0].rows) == (4, 10)
    assert set(backend.rows("SELECT m, n, count(*) FROM pairs GROUP BY m, n")) == {(0, 0, 10), (1, 1, 10)}


async def test_a_key_that_the_table_does_not_say(tmp_path, sqlite) -> None:
    """It has to be named."""
    body = """
    from amig import update_batch

    whole = sa.table("whole", sa.column("n"))

    async def backfill(op: Operations, cursor):
        return await update_batch(op, whole, {"n": 1}, cursor)
    """
    project = project_with(tmp_path, sqlite.url, body)
    await amig.upgrade(project.config)
    with pytest.raises(BackfillFailedError, match="does not know the column `id` of `whole`"):
        await amig.run_backfills(project.config)
    assert values(sqlite) == {(0, 25)}
