"""The usual is spelled alike on both sides without asking; what is not certain is left as it is."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import postgresql as pg

from amig.look.words.postgresql import PostgreSQLWords
from amig.look.words.postgresql_defaults import default_words
from amig.look.words.postgresql_types import type_words
from tests.autogen.running import compare, engine_of, make, told
from tests.servers.databases import Backend

USUAL: dict[Any, list[Any]] = {
    sa.Integer(): ["7", "-7", sa.text("-7"), sa.text("0")],
    sa.BigInteger(): ["12", sa.text("-12")],
    sa.SmallInteger(): ["1"],
    sa.Numeric(10, 2): ["0", "-1.50", sa.text("1.50")],
    sa.Numeric(9): [],
    sa.Numeric(): ["3"],
    sa.Float(): ["1.5", sa.text("1.5")],
    sa.Float(20): [],
    sa.REAL(): ["-0.5"],
    sa.String(20): ["", "it's", "a  b", "7"],
    sa.String(): ["x"],
    sa.CHAR(3): ["abc"],
    sa.CHAR(): [],
    sa.Text(): ["x::text", "now()", "NULL"],
    sa.Boolean(): [sa.true(), sa.false(), "t", "0"],
    sa.Date(): ["2020-01-02"],
    sa.DateTime(): [sa.func.now(), sa.text("CURRENT_TIMESTAMP"), sa.text("NULL")],
    sa.DateTime(timezone=True): [sa.func.now()],
    pg.TIMESTAMP(precision=3): [],
    pg.TIME(True, 2): [],
    pg.INTERVAL(): ["1 day"],
    sa.Uuid(): [sa.text("gen_random_uuid()")],
    sa.JSON(): ["{}"],
    pg.JSONB(): ["[]"],
    sa.LargeBinary(): [],
    sa.ARRAY(sa.String(5)): ["{}"],
    pg.ARRAY(sa.Integer, dimensions=2): [],
    pg.BIT(3): [],
    pg.BIT(varying=True): [],
    pg.INET(): [],
    pg.TSVECTOR(): [],
    pg.INT4RANGE(): [],
    sa.Enum("a", "it's", name="Odd mood"): ["it's"],
    sa.ARRAY(sa.Enum("a", name="user")): [],
}


async def test_what_is_usual_needs_no_question(postgresql: Backend) -> None:
    """Types, defaults, keys, indexes: equal at the first look, in every table."""
    models = sa.MetaData()
    columns = [
        sa.Column(f"c{place}_{number}", type_, server_default=default)
        for place, (type_, defaults) in enumerate(USUAL.items())
        for number, default in enumerate([None, *defaults])
    ]
    table = sa.Table("t", models, sa.Column("id", sa.Integer, primary_key=True), *columns)
    sa.Index("plain", "c0_0", "c1_0", postgresql_include=["c2_0"], _table=table)
    sa.Index("ordered", table.c.c0_0.desc(), table.c.c9_0.nulls_first(), postgresql_ops={"c9_0": "text_pattern_ops"})
    table.append_constraint(sa.UniqueConstraint("c1_0"))
    table.append_constraint(sa.CheckConstraint("c0_0 > 3"))
    table.append_constraint(sa.ForeignKeyConstraint(["c2_0"], ["t.id"], ondelete="CASCADE"))
    async with engine_of(postgresql) as engine:
        await make(engine, models)
        statements: list[str] = []
        event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
        assert told((await compare(engine, models)).found) == []
    assert [one for one in statements if one.startswith("DO ")] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('VARCHAR(50) COLLATE "C"', "character varying(50)"),
        ("decimal(10)", "numeric(10,0)"),
        ("TIMESTAMP(3) WITH TIME ZONE", "timestamp(3) with time zone"),
        ("timestamptz(3)", "timestamp(3) with time zone"),
        ("float(25)", "double precision"),
        ("INTEGER[][3]", "integer[]"),
        ('"mood"', "mood"),
        ('"Mood"', '"Mood"'),
        ('"char"', '"char"'),
        ('app."user"', "app.user"),
        ("interval day to second(3)", "interval day to second(3)"),
    ],
)
def test_types(text: str, words: str) -> None:
    assert type_words(text) == words


@pytest.mark.parametrize(
    ("text", "type_", "words"),
    [
        ("'x'::character varying", "character varying(20)", "'x'"),
        ("'xyz'::character varying(2)", "character varying(20)", "'xyz'::character varying(2)"),
        ("'a '::bpchar", "text", "'a '::bpchar"),
        ("'-3'::integer", "bigint", "-3"),
        ("'0.1'::real", "double precision", "'0.1'::real"),
        ("NULL::text", "text", None),
        ("NULL::integer", "text", "NULL::integer"),
        ("'t'", "boolean", "true"),
        ("'t'", "text", "'t'"),
        ("current_timestamp", "date", "now()"),
        ("'now()'", "text", "'now()'"),
        ("nextval('s'::regclass)", "integer", "nextval('s')"),
        ("1.5", "integer", "1.5"),
    ],
)
def test_defaults(text: str, type_: str, words: str | None) -> None:
    assert default_words(text, type_) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("((a > 1))", "a > 1"),
        ("(a) + (b)", "(a) + (b)"),
        ("(a = ')  (')", "a = ')  ('"),
        ("a  =\n 'x  y'", "a = 'x  y'"),
        ('("a(b" > 1)', '"a(b" > 1'),
    ],
)
def test_expressions(text: str, words: str) -> None:
    spelling = PostgreSQLWords.__new__(PostgreSQLWords)
    assert spelling.expression(text) == words
    assert spelling.part(f"lower({text})").startswith("lower(")
    assert spelling.part(text) == f"({words})"
