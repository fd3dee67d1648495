"""Values of every kind, their hook, and what is said of those that cannot be written."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import uuid
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.sql.elements import conv

from amig import RawSQL, ops
from amig.autogen.render import Rendering, RenderOptions, render, split_autocommit
from amig.autogen.render.code import laid_out
from amig.autogen.render.trial import evaluated
from amig.errors import UnrenderableError
from tests.autogen.render.back import DIALECTS, again, backend, emitted, formatted
from tests.autogen.render.own import Level, Mood


def written(value: Any, dialect: str = "postgresql", width: int = 120) -> tuple[str, set[str]]:
    rendering = Rendering(backend(dialect))
    return laid_out(rendering.code(value), "", 0, 0, width), rendering.imports


PLAIN = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False),
        st.text(),
        st.text("\"'\\\n a{}%:"),
        st.binary(),
        st.decimals(allow_nan=False),
        st.uuids(),
        st.dates(),
        st.datetimes(timezones=st.none() | st.sampled_from([dt.UTC, ZoneInfo("Europe/Berlin")])),
        st.times(timezones=st.none() | st.just(dt.timezone(dt.timedelta(hours=2)))),
        st.timedeltas(),
        st.sampled_from([Mood.GOOD, Level.HIGH, dict, len]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(inner),
        st.tuples(inner, inner),
        st.dictionaries(st.text(max_size=9), inner, max_size=3),
        st.sets(st.integers(), max_size=3),
        st.frozensets(st.text(max_size=5), max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(value=PLAIN, width=st.integers(1, 120))
def test_a_value_comes_back(value: Any, width: int) -> None:
    """Equal, and of the same type, however narrow the page."""
    back = evaluated(*written(value, width=width))
    assert (back, type(back)) == (value, type(value))


@settings(max_examples=25, deadline=None)
@given(values=st.lists(PLAIN, min_size=5, max_size=20))
def test_the_formatter_has_nothing_to_add_to_values(values: list[Any]) -> None:
    """Quotes, escapes, commas, and where lines break."""
    text = "".join(f"{laid_out(Rendering(backend('sqlite')).code([v]), '', 0, 0, 120)}\n" for v in values)
    assert formatted(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("it's", '"it\'s"'),
        ('a "b"', "'a \"b\"'"),
        (math.inf, 'float("inf")'),
        (-math.inf, 'float("-inf")'),
        (math.nan, 'float("nan")'),
        (Decimal("1.50"), 'decimal.Decimal("1.50")'),
        (uuid.UUID(int=1), 'uuid.UUID("00000000-0000-0000-0000-000000000001")'),
        (b"\x00'", 'b"\\x00\'"'),
        (dt.date(2026, 1, 2), "datetime.date(2026, 1, 2)"),
        (
            dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC),
            "datetime.datetime(2026, 1, 2, 3, 4, tzinfo=datetime.timezone.utc)",
        ),
        (Mood.GOOD, "tests.autogen.render.own.Mood.GOOD"),
        (("a",), '("a",)'),
        ({"b": 1, "a": [None, True]}, '{"b": 1, "a": [None, True]}'),
        (frozenset(), "frozenset()"),
        (conv("uq_t_a"), 'op.f("uq_t_a")'),
        (sa.quoted_name("T", quote=True), 'sa.quoted_name("T", quote=True)'),
        (sa.quoted_name("T", quote=None), '"T"'),
        (RawSQL("SELECT ':x'"), "RawSQL(\"SELECT ':x'\")"),
        (sa.text("a = :b"), 'sa.text("a = :b")'),
        (sa.text("a = :b").bindparams(b=5), 'sa.text("a = :b").bindparams(sa.bindparam("b", 5))'),
        (sa.literal(5), "sa.literal(5)"),
        (ops.Operations.inline_literal(5), "op.inline_literal(5)"),
        (sa.func.now(), "sa.func.now()"),
        (sa.func.current_timestamp(), "sa.func.current_timestamp()"),
        (sa.func.pg_catalog.lower(sa.column("a")), 'sa.func.pg_catalog.lower(sa.column("a"))'),
        (sa.func.coalesce(sa.column("a"), 0, "x"), 'sa.func.coalesce(sa.column("a"), 0, "x")'),
        (sa.desc(sa.func.lower(sa.column("a"))), 'sa.desc(sa.func.lower(sa.column("a")))'),
        (sa.null(), "sa.null()"),
        (sa.true(), "sa.true()"),
        (sa.literal_column("now()"), 'sa.literal_column("now()")'),
        (sa.column("a") + 1, 'sa.text("a + 1")'),
        (sa.column("a").op("->>")("k:x"), "sa.text(\"a ->> 'k:x'\")"),
        (sa.cast(sa.column("a"), sa.Text()), 'sa.text("CAST(a AS TEXT)")'),
        (sa.literal_column("a").op("~")(sa.literal_column("':x'")), "sa.text(\"a ~ '\\\\:x'\")"),
        (sa.select(sa.column("a")).where(sa.column("b") == "it's"), "sa.text(\"SELECT a \\nWHERE b = 'it''s'\")"),
        (sa.Identity(always=True, start=5), "sa.Identity(always=True, start=5)"),
        (sa.Computed("a * 2", persisted=True), 'sa.Computed("a * 2", persisted=True)'),
        (sa.FetchedValue(), "sa.FetchedValue()"),
        (sa.Sequence("q", start=3, schema="s"), 'sa.Sequence("q", start=3, schema="s")'),
    ],
    ids=itertools.count(),
)
def test_a_value_reads_well(value: Any, text: str) -> None:
    """To the letter."""
    assert written(value)[0] == text


def test_text_of_several_lines_is_written_as_it_is() -> None:
    """Unless it would not come back so."""
    sql = "SELECT a,\n       b -- with a comment\nFROM t\nWHERE c ~ '\\d'"
    assert written(sql)[0] == f'r"""{sql}"""'
    for odd in (sql + " \nx", sql + '"', sql + '"""x', sql + "\\", sql + "\r\n", sql + "\0"):
        text, imports = written(odd)
        assert "\n" not in text
        assert evaluated(text, imports) == odd


def test_a_table_that_rows_are_put_into() -> None:
    """By names and types; a Table with all that it has."""
    table = sa.Table(
        "t",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("n", sa.Integer(), default=5, index=True),
        schema="s",
    )
    assert written(table, width=300)[0] == (
        'sa.Table("t", sa.MetaData(), sa.Column("id", sa.Integer()), sa.Column("n", sa.Integer(), default=5),'
        ' sa.PrimaryKeyConstraint("id"), sa.Index("ix_s_t_n", "n"), schema="s")'
    ).replace('"ix_s_t_n"', 'op.f("ix_s_t_n")')
    insert = [ops.BulkInsert(table, [{"id": 1}, {"id": 2, "n": 3}])]
    for dialect in DIALECTS:
        assert emitted(again(insert, dialect), dialect) == emitted(insert, dialect)


class Odd:
    def __repr__(self) -> str:
        return "<odd>"


@pytest.mark.parametrize(
    ("directive", "value"),
    [
        (ops.CreateTable("t", sa.Column("a", sa.Integer()), info={"x": Odd()}), "<odd>"),
        (ops.Execute(sa.text("SELECT 1"), execution_options={"f": lambda: 1}), "<lambda>"),
        (
            ops.BulkInsert(sa.Table("t", sa.MetaData(), sa.Column("u", sa.Uuid(), default=uuid.uuid4)), [{}]),
            "the table `t`",
        ),
        (ops.Execute(sa.update(sa.table("t", sa.column("a"))).values(a=sa.bindparam("v"))), "UPDATE"),
        (ops.Execute(sa.select(sa.literal(Odd(), sa.PickleType()))), "SELECT"),
    ],
    ids=["unknown", "lambda", "default", "parameter", "no literal"],
)
def test_what_cannot_be_written_is_named(directive: Any, value: str) -> None:
    """With what to do."""
    with pytest.raises(UnrenderableError) as failure:
        render([directive], backend("postgresql"))
    assert value in failure.value.value
    assert "register" in str(failure.value.hint)


def test_an_operation_that_no_import_leads_to_is_named() -> None:
    """One of a function's own."""

    class Local(ops.Irreversible):
        pass

    with pytest.raises(UnrenderableError, match="Local"):
        render([Local("x")], backend("sqlite"))


def test_a_hook_may_say_leave_out_or_pass() -> None:
    """By kinds that are called as Alembic calls them, and it may add imports."""
    asked: list[str] = []

    def hook(kind: str, value: Any, rendering: Rendering) -> Any:
        asked.append(kind)
        if kind == "type" and isinstance(value, sa.String):
            rendering.imports.add("import app.types")
            return "app.types.Name()"
        if kind == "server_default":
            return 'sa.text("hooked")' if rendering.dialect.name == "sqlite" else False
        return None if kind == "check" else False

    table = ops.CreateTable(
        "t",
        sa.Column("a", sa.String(), server_default="x"),
        sa.PrimaryKeyConstraint("a"),
        sa.UniqueConstraint("a"),
        sa.CheckConstraint("a > 1"),
        sa.ForeignKeyConstraint(["a"], ["b.a"]),
    )
    made = render(
        [table, ops.AlterColumn("t", "a", server_default="y")],
        backend("sqlite"),
        RenderOptions(render_item=hook, width=200),
    )
    assert made.imports == ("import app.types", "import sqlalchemy as sa")
    assert 'sa.Column("a", app.types.Name(), server_default=sa.text("hooked"))' in made.text
    assert "CheckConstraint" not in made.text
    assert made.text.endswith('await op.alter_column("t", "a", server_default=sa.text("hooked"))')
    assert set(asked) == {"column", "type", "server_default", "primary_key", "unique", "check", "foreign_key"}


def test_changes_that_need_autocommit_go_apart() -> None:
    """In order, each group for a revision of its own; other backends need none."""
    plain, apart = ops.CreateTableComment("t", "x"), ops.CreateIndex("i", "t", ["a"], postgresql_concurrently=True)
    refresh = ops.CreateIndex("j", "t", ["b"], postgresql_concurrently=True)
    given = [plain, apart, refresh, plain]
    assert split_autocommit(given, backend("postgresql")) == [(plain,), (apart,), (refresh,), (plain,)]
    assert split_autocommit(given, backend("mysql")) == [(plain, apart, refresh, plain)]
    assert split_autocommit([], backend("sqlite")) == []


def test_more_than_255_arguments() -> None:
    """Python has no such limit any more."""
    wide = [ops.CreateTable("t", *(sa.Column(f"c{n}", sa.Integer()) for n in range(300)))]
    assert emitted(again(wide, "sqlite"), "sqlite") == emitted(wide, "sqlite")
