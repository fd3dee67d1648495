"""Values written into PostgreSQL's SQL: whatever they are, the server reads back what was meant."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum
from ipaddress import ip_address, ip_network
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import make_url

from amig.impl.literals import written

TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=30)
ZONED = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)).map(  # noqa: DTZ001
    lambda at: at.replace(tzinfo=timezone(timedelta(hours=3)))
)
VALUES = {
    "text": TEXT | st.text("'\\%:$\"E\n", max_size=12),
    "bigint": st.integers(-(2**63), 2**63 - 1),
    "float8": st.floats(allow_nan=False),
    "numeric": st.decimals(allow_nan=False, allow_infinity=False, places=3),
    "bool": st.booleans(),
    "bytea": st.binary(max_size=20),
    "date": st.dates(date(1, 1, 1)),
    "timestamp": st.datetimes(),
    "timestamptz": ZONED,
    "time": st.times(),
    "interval": st.timedeltas(timedelta(days=-10000), timedelta(days=10000)),
    "uuid": st.uuids(),
    "text[]": st.lists(TEXT, max_size=4),
    "bigint[]": st.lists(st.integers(-(2**63), 2**63 - 1) | st.none(), max_size=4),
}


@pytest.mark.parametrize("standard", ["on", "off"])
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries(VALUES))
def test_what_is_written_is_what_is_read(postgresql, standard, values) -> None:
    """With `standard_conforming_strings` on and off; a minus sign after a minus sign begins no comment."""

    async def work() -> list[object]:
        url = make_url(postgresql.url)
        connection = await asyncpg.connect(
            host=url.host, port=url.port, user=url.username, password=url.password, database=url.database
        )
        try:
            await connection.execute(f"SET standard_conforming_strings = {standard}")
            await connection.execute("SET escape_string_warning = off")
            items = ", ".join(f"({written(value)})::{kind}" for kind, value in values.items())
            row = await connection.fetchrow(f"SELECT {items}, 0-{written(values['bigint'] // 2)}")
            return list(row)
        finally:
            await connection.close()

    *found, negated = asyncio.run(work())
    assert found == list(values.values())
    assert negated == -(values["bigint"] // 2)


class Mood(str, Enum):  # noqa: UP042 - as people write it
    SAD = "it's"


class Level(IntEnum):
    LOW = -1


@pytest.mark.parametrize(
    ("value", "literal"),
    [
        (None, "NULL"),
        (Mood.SAD, "'it''s'"),
        (Level.LOW, " -1"),
        (float("nan"), "'nan'::float"),
        (float("-inf"), "'-inf'::float"),
        (Decimal("NaN"), "'NaN'::numeric"),
        ("back\\slash", "E'back\\\\slash'"),
        (memoryview(b"\x01"), "E'\\\\x01'::bytea"),
        (time(1, 2, tzinfo=UTC), "'01:02:00+00:00'::timetz"),
        (UUID(int=1), "'00000000-0000-0000-0000-000000000001'::uuid"),
        (ip_address("::1"), "'::1'::inet"),
        (ip_network("10.0.0.0/8"), "'10.0.0.0/8'::inet"),
        ([], "'{}'"),
        ([["a"], ["b"]], "ARRAY[ARRAY['a'], ARRAY['b']]"),
        ((1, "x"), "(1, 'x')"),
        (asyncpg.Range(1, 5), '\'["1","5")\''),
        (asyncpg.Range(None, 5, upper_inc=True), "'(,\"5\"]'"),
        (asyncpg.Range(empty=True), "'empty'"),
        (asyncpg.BitString("0101"), "B'0101'"),
    ],
)
def test_the_literal_of(value, literal) -> None:
    assert written(value) == literal


def test_what_has_no_literal_is_refused() -> None:
    """As psycopg2 refuses to adapt it."""
    with pytest.raises(TypeError, match="a value of type `dict` cannot be written into SQL"):
        written({"a": 1})
