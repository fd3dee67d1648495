"""What Alembic writes of the same operation is, evaluated, the same SQL."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import render_python_code
from alembic.migration import MigrationContext
from alembic.operations import ops as theirs
from sqlalchemy.dialects import mysql, postgresql

from amig import ops
from amig.autogen.render import render
from tests.autogen.render.back import backend, emitted, recorded, source

TYPES: dict[str, Any] = {
    "string": lambda: sa.String(50),
    "numeric": lambda: sa.Numeric(10, 2),
    "time zone": lambda: sa.DateTime(timezone=True),
    "variant": lambda: sa.String(9).with_variant(mysql.VARCHAR(8), "mysql"),
    "enum": lambda: sa.Enum("a", "b", name="kind"),
    "json": lambda: postgresql.JSONB(),
    "array": lambda: sa.ARRAY(sa.Integer()),
    "interval": lambda: sa.Interval(),
}
DEFAULTS: dict[str, Any] = {
    "none": lambda: None,
    "string": lambda: "it is",
    "text": lambda: sa.text("now()"),
    "function": lambda: sa.func.now(),
    "computed": lambda: sa.Computed("a + 1"),
    "identity": lambda: sa.Identity(always=True, start=3),
}
ITEMS: dict[str, Any] = {
    "key": lambda: sa.PrimaryKeyConstraint("c", name="pk"),
    "unique": lambda: sa.UniqueConstraint("c", name="uq", deferrable=True, initially="DEFERRED"),
    "foreign key": lambda: sa.ForeignKeyConstraint(["c"], ["s.other.id"], name="fk", ondelete="CASCADE"),
    "check": lambda: sa.CheckConstraint("c > 5", name="ck"),
    "check of an expression": lambda: sa.CheckConstraint(sa.column("c") > 5, name="ck"),
}


def column(type_: Any, default: Any = None, **changes: Any) -> sa.Column[Any]:
    made = default() if default else None
    if isinstance(made, sa.Computed | sa.Identity):
        return sa.Column("c", type_(), made, nullable=False, **changes)
    return sa.Column("c", type_(), nullable=False, server_default=made, **changes)


def pairs() -> dict[str, tuple[Any, Any]]:
    """The same operation in both tools' words."""
    found: dict[str, tuple[Any, Any]] = {}
    for name, type_ in TYPES.items():
        found[f"add {name}"] = (
            ops.AddColumn("t", column(type_), schema="s"),
            theirs.AddColumnOp("t", column(type_), schema="s"),
        )
        changes: Any = {"existing_type": sa.Integer(), "existing_nullable": True, "nullable": False, "comment": "x"}
        alter = theirs.AlterColumnOp(
            "t",
            "c",
            modify_type=type_(),
            modify_nullable=False,
            modify_comment="x",
            existing_type=sa.Integer(),
            existing_nullable=True,
        )
        found[f"alter to {name}"] = ops.AlterColumn("t", "c", type_=type_(), **changes), alter
    for name, default in DEFAULTS.items():
        found[f"default {name}"] = (
            ops.AddColumn("t", column(sa.Integer, default, comment="it's")),
            theirs.AddColumnOp("t", column(sa.Integer, default, comment="it's")),
        )
    for name, item in ITEMS.items():
        mine = ops.CreateTable("t", column(sa.Integer), item(), comment="x", mysql_engine="InnoDB")
        found[f"table with {name}"] = (
            mine,
            theirs.CreateTableOp("t", [column(sa.Integer), item()], comment="x", mysql_engine="InnoDB"),
        )
    found["index"] = (
        ops.CreateIndex("i", "t", ["a", sa.text("lower(b)")], unique=True, postgresql_where=sa.text("a > 1")),
        theirs.CreateIndexOp("i", "t", ["a", sa.text("lower(b)")], unique=True, postgresql_where=sa.text("a > 1")),
    )
    found["foreign key"] = (
        ops.CreateForeignKey("f", "t", "o", ["a"], ["b"], ondelete="CASCADE", referent_schema="s"),
        theirs.CreateForeignKeyOp("f", "t", "o", ["a"], ["b"], ondelete="CASCADE", referent_schema="s"),
    )
    found["unique"] = ops.CreateUniqueConstraint("u", "t", ["a"]), theirs.CreateUniqueConstraintOp("u", "t", ["a"])
    found["drop constraint"] = ops.DropConstraint("u", "t", "unique"), theirs.DropConstraintOp("u", "t", type_="unique")
    found["drop column"] = ops.DropColumn("t", "c", schema="s"), theirs.DropColumnOp("t", "c", schema="s")
    found["drop table"] = ops.DropTable("t", schema="s"), theirs.DropTableOp("t", schema="s")
    found["drop index"] = ops.DropIndex("i", "t"), theirs.DropIndexOp("i", "t")
    found["comment"] = ops.CreateTableComment("t", "x"), theirs.CreateTableCommentOp("t", "x")
    found["execute"] = ops.Execute("SELECT 1"), theirs.ExecuteSQLOp("SELECT 1")
    return found


@pytest.mark.parametrize("dialect", ["postgresql", "mysql"])
@pytest.mark.parametrize("name", pairs())
def test_both_write_the_same_change(name: str, dialect: str) -> None:
    """Their text run by amig's operations, amig's text, and the directive itself."""
    mine, their = pairs()[name]
    context = MigrationContext.configure(dialect_name=dialect)
    text = render_python_code(theirs.UpgradeOps([their]), migration_context=context)
    head = "import sqlalchemy as sa\nfrom sqlalchemy import Text\nfrom sqlalchemy.dialects import mysql, postgresql\n"
    theirs_back = recorded(f"{head}\n\ndef upgrade(op):\n    {text}\n", dialect)
    mine_back = recorded(source(render([mine], backend(dialect))), dialect)
    assert emitted(mine_back, dialect) == emitted(theirs_back, dialect) == emitted([mine], dialect)
