"""What type checkers must see, and must refuse. Checked, never run: an unneeded `type: ignore` is an error too."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, assert_type

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

import amig
from amig import op
from amig.ops import BatchOperations, BlockingOperations, Change, Operations, directive
from amig.ops.verb import Verb

c = sa.Column("a", sa.Integer())


async def seen(blocking: BlockingOperations, batch: BatchOperations) -> None:
    assert_type(
        await op.create_table("t", c, sa.UniqueConstraint("a"), schema="s", comment="x", mysql_engine="InnoDB"),
        sa.Table,
    )
    await assert_type(op.create_table("t", c), Coroutine[Any, Any, sa.Table])
    assert_type(await op.add_column(table_name="t", column=c, if_not_exists=True), None)
    await op.alter_column(
        "t", "a", nullable=False, server_default=None, postgresql_using="a::int", existing_type=sa.Text()
    )
    await op.alter_column("t", "a", server_default=sa.text("1"), type_=sa.Integer)
    await op.alter_column("t", "a", server_default=sa.func.now(), comment=None)
    await op.create_index("ix", "t", ["a", sa.text("lower(b)")], unique=True, postgresql_where=sa.text("a > 1"))
    await op.create_index(index_name="ix", table_name="t", columns=["a"], postgresql_concurrently=True)
    await op.create_foreign_key("fk", "a", "b", ["x"], ["y"], ondelete="CASCADE", postgresql_not_valid=True)
    await op.create_foreign_key(None, source_table="a", referent_table="b", local_cols=["x"], remote_cols=["y"])
    await op.drop_constraint("x", "t", "unique")
    await op.execute("SELECT 1")
    await op.execute(amig.RawSQL("SELECT 1"))
    await op.execute(sa.text("SELECT 1"))
    await op.bulk_insert(sa.table("t"), [{"a": 1}])
    assert_type(op.get_bind(), AsyncConnection)
    assert_type(blocking.get_bind(), sa.Connection)
    assert_type(blocking.create_table("t", c), sa.Table)
    assert_type(blocking.drop_table("t", if_exists=True), None)
    assert_type(batch.add_column(c, insert_after="b", if_not_exists=True), None)
    assert_type(batch.create_index(index_name="ix", columns=["a"], unique=True, postgresql_using="gin"), None)
    assert_type(batch.create_foreign_key("fk", "b", ["x"], ["y"], ondelete="CASCADE"), None)


async def refused(blocking: BlockingOperations, batch: BatchOperations) -> None:
    await op.add_column("t")  # type: ignore[call-arg]
    await op.add_column("t", "a")  # type: ignore[arg-type]
    await op.add_column("t", c, "s")  # type: ignore[call-arg]
    await op.add_column("t", c, shcema="s")  # type: ignore[call-arg]
    await op.ad_column("t", c)  # type: ignore[attr-defined]
    await op.create_index("ix", "t", ["a"], postgresql_concurently=True)  # type: ignore[call-arg]
    await op.create_index("ix", "t", ["a"], postgresql_concurrently="yes")  # type: ignore[arg-type]
    await op.create_index("ix", "t", ["a"], cockroachdb_storing=["b"])  # type: ignore[call-arg]
    await op.create_table("t", "a")  # type: ignore[arg-type]
    await op.create_table("t", c, mysql_engin="x")  # type: ignore[call-arg]
    await op.alter_column("t", "a", nullable="no")  # type: ignore[arg-type]
    await op.drop_constraint("x", "t", "uniq")  # type: ignore[arg-type]
    await blocking.add_column("t", c)  # type: ignore[misc]
    batch.add_column("t", c)  # type: ignore[arg-type, call-arg]
    batch.create_index("ix", "t", ["a"])  # type: ignore[arg-type, call-arg]
    batch.create_index("ix", ["a"], schema="s")  # type: ignore[call-arg]
    op.create_index("ix", "t", ["a"])  # type: ignore[unused-coroutine]
    op.invoke(Note("x"))  # type: ignore[unused-coroutine]


async def third_party() -> None:
    more: dict[str, Any] = {"cockroachdb_storing": ["b"]}
    await op.create_index("ix", "t", ["a"], **more)


@directive
class Note(Change):
    text: str


class MyOperations(Operations):
    note = Verb(Note)


async def own(mine: MyOperations) -> None:
    assert_type(await mine.note("x"), None)
    assert_type(await mine.note(text="x"), None)
    assert_type(await mine.invoke(Note("x")), None)
    await mine.note(5)  # type: ignore[arg-type]
    await mine.note()  # type: ignore[call-arg]


async def commands(engine: Any) -> None:
    result = await amig.upgrade("amig.toml", "head", engine=engine)
    assert_type(result.after, tuple[str, ...])
    assert_type(result.sql, str | None)
    await amig.upgrade("amig.toml", egine=engine)  # type: ignore[call-arg]
    await amig.downgrade("amig.toml")  # type: ignore[call-arg]
    amig.upgrade("amig.toml")  # type: ignore[unused-coroutine]
