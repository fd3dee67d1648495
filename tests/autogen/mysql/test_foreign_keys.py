"""Foreign keys of MariaDB, and the keys and indexes that they stand on."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from tests.autogen.mysql.conftest import Story


def family(*items: Any, parent: Any = sa.Integer, child: Any = sa.Integer, **rules: Any) -> sa.MetaData:
    """Children with a foreign key to parents, unless the rules say `key=None`."""
    metadata = sa.MetaData()
    sa.Table("parents", metadata, sa.Column("id", parent, primary_key=True), sa.Column("code", sa.Integer))
    keys = [] if "key" in rules else [sa.ForeignKeyConstraint(["parent_id"], ["parents.id"], **rules)]
    columns = [sa.Column("id", sa.Integer, primary_key=True), sa.Column("parent_id", child), sa.Column("x", sa.Integer)]
    sa.Table("children", metadata, *columns, *keys, *items)
    return metadata


def kinds(found: list[str]) -> list[str]:
    return [line.partition(":")[0] for line in found]


async def test_one_comes_and_takes_its_index_along_when_it_goes(story: Story) -> None:
    assert kinds(await story(family(key=None), family(name="to_parents"))) == ["CreateForeignKey"]


async def test_one_goes_with_the_index_that_was_made_for_it(story: Story) -> None:
    assert kinds(await story(family(), family(key=None))) == ["DropConstraint", "DropIndex"]


async def test_another_rule(story: Story) -> None:
    found = await story(family(name="k"), family(name="k", ondelete="CASCADE"))
    assert kinds(found) == ["DropConstraint", "CreateForeignKey"]
    assert "parents (id) ON DELETE CASCADE, not parents (id)" in found[1]


async def test_both_of_its_columns_get_another_type(story: Story) -> None:
    found = await story(family(), family(parent=sa.BigInteger, child=sa.BigInteger))
    assert kinds(found) == ["DropConstraint", "AlterColumn", "AlterColumn", "CreateForeignKey"]


async def test_its_index_is_replaced_by_one_of_another_name(story: Story) -> None:
    before, after = family(sa.Index("ix_old", "parent_id", "x")), family(sa.Index("ix_new", "parent_id"))
    assert kinds(await story(before, after)) == ["CreateIndex", "DropIndex"]


async def test_its_index_is_replaced_by_one_of_the_same_name(story: Story) -> None:
    before, after = family(sa.Index("ix", "parent_id", "x")), family(sa.Index("ix", "parent_id"))
    assert kinds(await story(before, after)) == ["DropConstraint", "DropIndex", "CreateIndex", "CreateForeignKey"]


async def test_its_index_goes_and_the_server_makes_one(story: Story) -> None:
    found = await story(family(sa.Index("ix", "parent_id", "x")), family())
    assert kinds(found) == ["DropConstraint", "DropIndex", "CreateForeignKey"]


async def test_an_index_takes_the_place_of_the_one_that_was_made_for_it(story: Story) -> None:
    found = await story(family(), family(sa.Index("ix", "parent_id", "x")))
    assert kinds(found) == ["CreateIndex", "DropIndex"]


async def test_tables_that_refer_to_each_other_come_and_go(story: Story) -> None:
    circle = sa.MetaData()
    sa.Table(
        "a", circle, sa.Column("id", sa.Integer, primary_key=True), sa.Column("b", sa.ForeignKey("b.id", name="ab"))
    )
    sa.Table(
        "b", circle, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.ForeignKey("a.id", name="ba"))
    )
    nothing = sa.MetaData()
    assert kinds(await story(nothing, circle)) == ["CreateTable", "CreateTable", "CreateForeignKey"]


async def test_tables_that_refer_to_each_other_go_and_come(story: Story) -> None:
    circle = sa.MetaData()
    sa.Table(
        "a", circle, sa.Column("id", sa.Integer, primary_key=True), sa.Column("b", sa.ForeignKey("b.id", name="ab"))
    )
    sa.Table(
        "b", circle, sa.Column("id", sa.Integer, primary_key=True), sa.Column("a", sa.ForeignKey("a.id", name="ba"))
    )
    assert kinds(await story(circle, sa.MetaData())) == ["DropConstraint", "DropTable", "DropTable"]


async def test_a_unique_key_that_others_refer_to_goes_with_the_table_that_does(story: Story) -> None:
    before, after = sa.MetaData(), sa.MetaData()
    for metadata, keys in ((before, [sa.UniqueConstraint("code", name="one_code")]), (after, [])):
        sa.Table(
            "parents", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("code", sa.Integer), *keys
        )
    sa.Table("children", before, sa.Column("code", sa.ForeignKey("parents.code", name="by_code")))
    found = await story(before, after)
    assert kinds(found) == ["DropConstraint", "DropConstraint", "DropTable"]
