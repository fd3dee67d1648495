"""Random directives: written, read back, and the same SQL everywhere."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import mysql, postgresql
from sqlalchemy.sql.elements import conv

from amig import ops
from amig.autogen.render import RenderOptions, render
from tests.autogen.render import own
from tests.autogen.render.back import DIALECTS, again, backend, emitted, formatted, source

NAMES = st.one_of(
    st.sampled_from(["a", "b", "select", "Mixed", "it's", 'say "x"', "naïve", "表"]),
    st.text("abcXYZ_ %:", min_size=1, max_size=40),
)
FINAL = st.none() | NAMES | NAMES.map(conv)
WORDS = st.text("abc '\"\\\n:%{}é表", max_size=60)
TYPES = st.sampled_from(
    [
        sa.Integer(),
        sa.String(50),
        sa.Numeric(10, 2),
        sa.DateTime(timezone=True),
        sa.String(9).with_variant(mysql.VARCHAR(8, collation="utf8mb4_bin"), "mysql"),
        sa.Enum("a", "it's", name="kind"),
        sa.Boolean(create_constraint=True, name="ck_b"),
        sa.Interval(),
        sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
        own.Money(10),
        own.Geometry("POINT", 4326),
        own.Hidden(3),
    ]
)
DEFAULTS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    WORDS,
    st.sampled_from(
        [sa.text("now()"), sa.func.now(), sa.literal(5), sa.column("a") + 1, sa.Computed("a + 1"), sa.Identity(start=3)]
    ),
)


@st.composite
def columns(draw: Any, name: Any = NAMES, flagged: tuple[str, ...] = ("unique", "index")) -> sa.Column[Any]:
    default = draw(DEFAULTS)
    flags = dict.fromkeys(draw(st.sets(st.sampled_from(flagged))), True)
    nullable = {"nullable": draw(st.booleans())} if draw(st.booleans()) else {}
    comment = draw(st.none() | WORDS)
    placed: list[Any] = [sa.Computed("a + 1")] if isinstance(default, sa.Computed) else []
    placed += [sa.Identity(start=3)] if isinstance(default, sa.Identity) else []
    said = {} if placed else {"server_default": default}
    return sa.Column(draw(name), draw(TYPES), *placed, comment=comment, **said, **nullable, **flags)


@st.composite
def tables(draw: Any) -> ops.CreateTable:
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=str.lower))
    items: list[Any] = [
        draw(columns(st.just(name), ("unique",))) for name in names
    ]  # indexes of one table come in no order
    some = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
    if draw(st.booleans()):
        items.append(sa.PrimaryKeyConstraint(*draw(some), name=draw(FINAL)))
    if draw(st.booleans()):
        items.append(sa.UniqueConstraint(*draw(some), name=draw(FINAL), comment=draw(st.none() | WORDS)))
    if draw(st.booleans()):
        items.append(sa.CheckConstraint(sa.column(names[0]) != draw(WORDS), name=draw(FINAL)))
    if draw(st.booleans()):
        mine = draw(some)
        items.append(
            sa.ForeignKeyConstraint(
                mine, [f"other.c{n}" for n, _ in enumerate(mine)], name=draw(FINAL), ondelete="CASCADE"
            )
        )
    return ops.CreateTable(draw(NAMES), *items, schema=draw(st.none() | NAMES), comment=draw(st.none() | WORDS))


@st.composite
def alters(draw: Any) -> ops.AlterColumn:
    pool = {
        "nullable": st.booleans(),
        "comment": st.none() | WORDS,
        "server_default": st.none() | WORDS | st.just(sa.text("now()")),
        "new_column_name": NAMES,
        "type_": TYPES,
        "existing_type": TYPES,
        "existing_nullable": st.booleans(),
        "existing_server_default": st.none() | WORDS,
        "existing_comment": st.none() | WORDS,
        "schema": NAMES,
    }
    chosen = draw(st.sets(st.sampled_from(sorted(pool))))
    return ops.AlterColumn(draw(NAMES), draw(NAMES), **{name: draw(pool[name]) for name in sorted(chosen)})


PARTS = st.one_of(
    NAMES,
    NAMES.map(sa.column),
    NAMES.map(lambda n: sa.func.lower(sa.column(n))),
    NAMES.map(lambda n: sa.desc(sa.column(n))),
    st.just(sa.text("lower(x)")),
)
INDEXES = st.builds(
    ops.CreateIndex,
    FINAL.filter(bool),
    NAMES,
    st.lists(PARTS, min_size=1, max_size=3),
    unique=st.booleans(),
    schema=st.none() | NAMES,
    postgresql_where=st.sampled_from([sa.text("a > 1"), sa.column("a") > "it's :x"]),
)
COLUMN_LISTS = st.lists(NAMES, min_size=1, max_size=3, unique=True)
OTHERS = st.one_of(
    st.builds(ops.AddColumn, NAMES, columns(), schema=st.none() | NAMES),
    st.builds(ops.CreateUniqueConstraint, FINAL, NAMES, COLUMN_LISTS, schema=st.none() | NAMES),
    st.builds(ops.CreateCheckConstraint, FINAL, NAMES, WORDS | WORDS.map(lambda words: sa.column("a") == words)),
    st.builds(ops.CreatePrimaryKey, FINAL, NAMES, COLUMN_LISTS),
    st.builds(ops.DropConstraint, NAMES.map(conv), NAMES, st.sampled_from(["unique", "check", None])),
    st.builds(ops.CreateTableComment, NAMES, WORDS, existing_comment=st.none() | WORDS),
    st.builds(ops.CreateView, NAMES, WORDS.map(lambda words: f"SELECT 1\nFROM t\n{words}"), schema=st.none() | NAMES),
    st.builds(ops.CreateEnum, NAMES, st.lists(WORDS, min_size=1, unique=True), schema=st.none() | NAMES),
    st.builds(
        ops.Execute,
        WORDS.map(lambda words: f"SELECT '{words}'") | WORDS.map(lambda words: sa.select(sa.literal(words))),
    ),
    st.builds(
        ops.BulkInsert,
        st.just(sa.table("t", sa.column("a", sa.String()))),
        st.lists(st.fixed_dictionaries({"a": st.none() | WORDS}), max_size=3),
    ),
)
DIRECTIVES = st.one_of(tables(), alters(), INDEXES, OTHERS)


@settings(max_examples=150, deadline=None)
@given(
    directives=st.lists(DIRECTIVES, min_size=1, max_size=4),
    dialect=st.sampled_from(DIALECTS),
    style=st.sampled_from(["async", "blocking"]),
)
def test_random_directives_come_back(directives: list[Any], dialect: str, style: Any) -> None:
    """And a batch of those that one can hold."""
    back = again(directives, dialect, RenderOptions(style=style))
    assert [type(one) for one in back] == [type(one) for one in directives]
    assert emitted(back, dialect) == emitted(directives, dialect)


@settings(max_examples=30, deadline=None)
@given(directives=st.lists(DIRECTIVES, min_size=5, max_size=15), style=st.sampled_from(["async", "blocking"]))
def test_the_formatter_has_nothing_to_add(directives: list[Any], style: Any) -> None:
    """Whatever the names and the texts."""
    text = source(render(directives, backend("postgresql"), RenderOptions(style=style)), style).lstrip("\n")
    assert formatted(text) == text
