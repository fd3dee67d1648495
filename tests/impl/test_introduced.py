"""What SQLAlchemy knows of a PostgreSQL server after amig's one question is what it finds out itself."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from amig.impl.connect import make_engine

FACTS = (
    "server_version_info",
    "default_schema_name",
    "default_isolation_level",
    "_backslash_escapes",
    "supports_identity_columns",
    "supports_smallserial",
)


async def learnt(engine) -> list[object]:
    async with engine.connect():
        pass
    await engine.dispose()
    return [getattr(engine.dialect, fact) for fact in FACTS]


@pytest.mark.parametrize("setting", ["standard_conforming_strings=off", "default_transaction_isolation=serializable"])
async def test_it_learns_the_same(postgresql, monkeypatch, setting) -> None:
    """Also where the question is refused, and where there is no schema to be in."""
    with postgresql.connect() as connection:
        connection.execute(f'ALTER DATABASE "{connection.info.dbname}" SET {setting}')
        connection.execute(f"""ALTER DATABASE "{connection.info.dbname}" SET search_path = 'nowhere'""")
    usual = await learnt(create_async_engine(postgresql.url))
    assert usual[1] is None
    assert await learnt(make_engine(postgresql.url)) == usual

    async def refused(driver, query) -> None:
        await driver.execute(f"COPY ({query} FROM nothing) TO STDOUT")

    monkeypatch.setattr("amig.impl.copied.copied", refused)
    assert await learnt(make_engine(postgresql.url)) == usual


async def test_it_asks_once(postgresql, through_proxy) -> None:
    """Two trips to connect, one to ask, one to leave."""
    proxy, url = through_proxy(postgresql.url)
    await learnt(make_engine(url))
    assert proxy.round_trips == 4
