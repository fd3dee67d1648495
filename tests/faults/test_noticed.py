"""PostgreSQL is told to look whether the client of a running statement is still there, at the cost of no round trip."""

from __future__ import annotations

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import create_async_engine

import amig
from tests.projects import SHELF, new_project

SHOW = "(await op.get_bind().execute(sa.text('SHOW client_connection_check_interval'))).scalar_one()"
KEEP = f"from tests.projects import SHELF\nSHELF.append({SHOW})"


@pytest.mark.parametrize("header", ["", "transactional = False", "lock_timeout = 3"])
async def test_the_server_looks_after_its_client(postgresql, tmp_path, header) -> None:
    """In a transaction for its length, outside one for the session's; afterwards it is as it was."""
    project = new_project(tmp_path / "p")
    project.up(KEEP, header=header)
    engine = create_async_engine(postgresql.url)
    SHELF.clear()
    async with engine.connect() as connection:
        await amig.upgrade(project.config, connection=connection)
        assert SHELF == ["2s"]
        assert (await connection.execute(text("SHOW client_connection_check_interval"))).scalar_one() == "0"
    await engine.dispose()


async def test_in_an_autocommit_block_and_behind_it(postgresql, tmp_path) -> None:
    """The block has none of its transaction's settings."""
    project = new_project(tmp_path / "p")
    project.up(
        f"from tests.projects import SHELF\nasync with op.get_context().autocommit_block():\n    SHELF.append({SHOW})\nSHELF.append({SHOW})"
    )
    engine = create_async_engine(postgresql.url)
    SHELF.clear()
    async with engine.connect() as connection:
        await amig.upgrade(project.config, connection=connection)
        assert SHELF == ["2s", "2s"]
        assert (await connection.execute(text("SHOW client_connection_check_interval"))).scalar_one() == "0"
    await engine.dispose()


async def test_what_the_server_was_told_already_stays(postgresql, tmp_path) -> None:
    """Who has chosen a shorter interval keeps it."""
    project = new_project(tmp_path / "p")
    project.up(KEEP)
    engine = create_async_engine(
        postgresql.url, connect_args={"server_settings": {"client_connection_check_interval": "500"}}
    )
    SHELF.clear()
    await amig.upgrade(project.config, engine=engine)
    assert SHELF == ["500ms"]
    await engine.dispose()


async def test_it_costs_no_statement(postgresql, tmp_path) -> None:
    """It goes with the usual bounds, in the statement that sets them anyway."""
    project = new_project(tmp_path / "p")
    project.table("whole")
    engine = create_async_engine(postgresql.url)
    sent: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    await amig.upgrade(project.config, engine=engine)
    await engine.dispose()
    (setting,) = [sql for sql in sent if "set_config" in sql]
    assert "lock_timeout" in setting
    assert "client_connection_check_interval" in setting
