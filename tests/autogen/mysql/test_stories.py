"""What is found on MariaDB, one kind of difference each: it leads there, and back."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import mysql as my

from tests.autogen.mysql.conftest import Story


def things(*items: Any, **options: Any) -> sa.MetaData:
    metadata = sa.MetaData()
    sa.Table("things", metadata, *items, **options)
    return metadata


def number(**said: Any) -> sa.Column[Any]:
    return sa.Column("id", sa.Integer, primary_key=True, **said)


async def test_a_column_changes_in_everything_at_once(story: Story) -> None:
    before = things(number(), sa.Column("x", sa.String(20), server_default="a", comment="old"))
    after = things(number(), sa.Column("x", sa.String(30), nullable=False, server_default="b"))
    (found,) = await story(before, after)
    assert found == (
        "AlterColumn: type things.x: it is `varchar(20)` in the database, `varchar(30)` in the models; "
        "nullable things.x: it is NULL in the database, NOT NULL in the models; "
        "default things.x: it is `'a'` in the database, `'b'` in the models; "
        "comment things.x: it is `old` in the database, none in the models"
    )


async def test_values_of_an_enum(story: Story) -> None:
    before, after = (things(number(), sa.Column("x", sa.Enum(*values))) for values in (("a", "b"), ("b", "a", "c")))
    (found,) = await story(before, after)
    assert "it is `enum('a','b')` in the database, `enum('b','a','c')` in the models" in found


async def test_on_update_comes_and_goes(story: Story) -> None:
    now = "CURRENT_TIMESTAMP"
    before = things(number(), sa.Column("x", sa.DateTime, server_default=sa.func.now()))
    after = things(number(), sa.Column("x", sa.DateTime, server_default=sa.text(f"{now} ON UPDATE {now}")))
    (found,) = await story(before, after)
    assert f"it is `{now}` in the database, `{now} ON UPDATE {now}` in the models" in found


async def test_a_column_starts_to_count_and_stops(story: Story) -> None:
    before, after = things(number(autoincrement=False)), things(number())
    assert await story(before, after) == [
        "AlterColumn: autoincrement things.id: it is no in the database, yes in the models"
    ]


async def test_the_key_of_what_counts_gets_longer(story: Story) -> None:
    before = things(number(), sa.Column("x", sa.Integer, nullable=False))
    after = things(number(), sa.Column("x", sa.Integer, primary_key=True))
    found = await story(before, after)
    kinds = [line.partition(":")[0] for line in found]
    assert kinds == ["AlterColumn", "DropConstraint", "CreatePrimaryKey"]


async def test_another_key_for_what_goes_on_counting(story: Story) -> None:
    before = things(number(), sa.Column("x", sa.Integer, nullable=False))
    after = things(number(autoincrement=True), sa.Column("x", sa.Integer, primary_key=True))
    found = await story(before, after)
    assert found[0] == found[-1] == "AlterColumn: autoincrement things.id: its key changes"


async def test_a_computed_column_is_made_anew(story: Story) -> None:
    before = things(number(), sa.Column("a", sa.Integer), sa.Column("x", sa.Integer, sa.Computed("a + 1")))
    after = things(number(), sa.Column("a", sa.Integer), sa.Column("x", sa.Integer, sa.Computed("a + 2")))
    found = await story(before, after)
    assert [line.partition(":")[0] for line in found] == ["DropColumn", "AddColumn"]


async def test_checks_of_a_table_and_of_a_column(story: Story) -> None:
    named = sa.CheckConstraint("a > 3", name="ck_a")
    before = things(number(), sa.Column("a", sa.Integer, sa.CheckConstraint("a < 9")), named)
    after = things(number(), sa.Column("a", sa.Integer), sa.CheckConstraint("a > 4", name="ck_a"))
    found = await story(before, after)
    assert sorted(line.partition(":")[0] for line in found) == [
        "AlterColumn",
        "CreateCheckConstraint",
        "DropConstraint",
    ]


async def test_a_check_of_a_column_that_changes_is_not_lost(story: Story) -> None:
    before = things(number(), sa.Column("a", sa.Integer, sa.CheckConstraint("a < 9")))
    after = things(number(), sa.Column("a", sa.BigInteger, sa.CheckConstraint("a < 9")))
    found = await story(before, after)
    assert [line for line in found if "check" in line] == [
        "AlterColumn: check things.a < 9: its column is written down anew",
        "CreateCheckConstraint: check things.a < 9: its column is written down anew",
    ]


async def test_a_unique_constraint_becomes_a_unique_index_of_the_same_name(story: Story) -> None:
    before = things(number(), sa.Column("x", sa.String(20)), sa.UniqueConstraint("x", name="only_one"))
    after = things(number(), sa.Column("x", sa.String(20)), sa.Index("only_one", "x", unique=True))
    assert await story(before, after) == []


async def test_how_much_an_index_holds(story: Story) -> None:
    before = things(number(), sa.Column("x", sa.Text), sa.Index("ix", "x", mysql_length=10))
    after = things(number(), sa.Column("x", sa.Text), sa.Index("ix", "x", mysql_length=20))
    found = await story(before, after)
    assert found[0] == "DropIndex: index things.ix: it is `(x(10))` in the database, `(x(20))` in the models"


async def test_options_that_the_models_say(story: Story) -> None:
    before = things(number(), sa.Column("x", sa.String(20)), mysql_engine="MyISAM", mysql_charset="latin1")
    after = things(number(), sa.Column("x", sa.String(20)), mysql_engine="InnoDB", mysql_charset="utf8mb4")
    (found,) = await story(before, after)
    assert found == (
        "Execute: charset things: it is `latin1` in the database, `utf8mb4` in the models; "
        "engine things: it is `myisam` in the database, `innodb` in the models"
    )


async def test_options_that_the_models_do_not_say(story: Story) -> None:
    before = things(number(), sa.Column("x", my.VARCHAR(20, charset="latin1")), mysql_engine="MyISAM")
    after = things(number(), sa.Column("x", sa.String(20)))
    assert await story(before, after) == []


async def test_a_collation_that_the_models_say(story: Story) -> None:
    before = things(number(), sa.Column("x", sa.String(20, collation="utf8mb4_bin")))
    after = things(number(), sa.Column("x", sa.String(20, collation="utf8mb4_general_ci")))
    (found,) = await story(before, after)
    assert "`varchar(20) COLLATE utf8mb4_bin` in the database" in found


async def test_comments_of_tables(story: Story) -> None:
    found = await story(things(number(), comment="it's"), things(number(), comment="it is"))
    assert found == ["CreateTableComment: comment things: it is `it's` in the database, `it is` in the models"]


async def test_sequences(story: Story) -> None:
    before, after = things(number()), things(number())
    sa.Sequence("numbers", start=5, metadata=before)
    sa.Sequence("numbers", start=5, increment=3, metadata=after)
    sa.Sequence("more", metadata=after)
    found = await story(before, after)
    assert sorted(line.partition(":")[0] for line in found) == ["AlterSequence", "CreateSequence"]
