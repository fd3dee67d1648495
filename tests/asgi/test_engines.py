"""The app's pools after a migration, and what a start costs."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import NotSupportedError
from sqlalchemy.ext.asyncio import create_async_engine

import amig
import amig.asgi
from amig.errors import BadStartupError, StepFailedError
from tests.projects import new_project

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "asgi.md"
ALL = text("SELECT * FROM first")
WIDER = 'await op.execute("ALTER TABLE first ADD COLUMN more int")'


async def test_pools_drop_their_stale_statements(postgresql, tmp_path) -> None:
    """Idle connections, and one that is in use, in a transaction even; without being told they fail."""
    project = new_project(tmp_path / "p")
    project.table("first")
    await amig.upgrade(project.config, url=postgresql.url)
    told, untold = create_async_engine(postgresql.url), create_async_engine(postgresql.url)
    for engine in (told, untold):
        async with engine.connect() as connection:
            await connection.execute(ALL)
    busy = await told.connect()
    await busy.execute(ALL)
    await busy.rollback()
    project.up(WIDER)
    async with amig.asgi.lifespan(project.config, url=postgresql.url, engines=[told])():
        async with told.connect() as connection:
            assert list((await connection.execute(ALL)).keys()) == ["id", "n", "more"]
        assert list((await busy.execute(ALL)).keys()) == ["id", "n", "more"]
        async with untold.connect() as connection:
            with pytest.raises(NotSupportedError, match="cached statement plan is invalid"):
                await connection.execute(ALL)
    await busy.close()
    await told.dispose()
    await untold.dispose()


async def test_pools_are_told_when_another_process_has_migrated(postgresql, tmp_path) -> None:
    """The next probe sees that the version has moved."""
    project = new_project(tmp_path / "p")
    project.table("first")
    engine = create_async_engine(postgresql.url)
    startup = amig.asgi.lifespan(project.config, engine=engine)
    async with startup():
        async with engine.connect() as connection:
            await connection.execute(ALL)
        newer = new_project(tmp_path / "newer")
        newer.table("first")
        newer.up(WIDER, header="compatible = True")
        await amig.upgrade(newer.config, url=postgresql.url)
        await startup.refresh()
        async with engine.connect() as connection:
            assert list((await connection.execute(ALL)).keys()) == ["id", "n", "more"]
    await engine.dispose()


async def test_the_recipe_of_the_guide(postgresql, tmp_path) -> None:
    """An engine that nobody could tell: the guide's function tries once more."""
    (recipe,) = re.findall(
        r"```python\n(from sqlalchemy\.exc import NotSupportedError.*?)```", GUIDE.read_text(), re.DOTALL
    )
    names: dict = {}
    exec(recipe, names)
    project = new_project(tmp_path / "p")
    project.table("first")
    await amig.upgrade(project.config, url=postgresql.url)
    engine = create_async_engine(postgresql.url)

    async def read() -> list[str]:
        async with engine.connect() as connection:
            return list((await connection.execute(ALL)).keys())

    assert await names["once_more"](read) == ["id", "n"]
    project.up(WIDER)
    await amig.upgrade(project.config, url=postgresql.url)
    assert await names["once_more"](read) == ["id", "n", "more"]
    await engine.dispose()


@pytest.mark.parametrize("mode", ["migrate", "wait", "check"])
async def test_nothing_to_do_costs_one_read(mode, postgresql, through_proxy, tmp_path) -> None:
    """On a warm engine one statement and one round trip; no revision file is imported."""
    project = new_project(tmp_path / "p")
    for number in range(5):
        project.table(f"table{number}")
    await amig.upgrade(project.config, url=postgresql.url)
    proxy, url = through_proxy(postgresql.url)
    engine = create_async_engine(url)
    await amig.current(project.config, engine=engine)
    sent: list[str] = []
    event.listen(engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    proxy.reset()
    before = set(sys.modules)
    startup = amig.asgi.lifespan(project.config, mode, engine=engine)
    async with startup():
        assert (len(sent), proxy.round_trips) == (1, 1), sent
        assert startup.ready
    databases = startup._databases
    assert [script._modules for _, script in databases._folders or ()] == [{}]
    assert not any("amig_revision" in name for name in set(sys.modules) - before)
    await engine.dispose()


@pytest.mark.parametrize("mode", ["migrate", "check"])
async def test_on_its_own_engine_it_connects_and_reads(mode, postgresql, through_proxy, tmp_path, request) -> None:
    """At most two round trips more than a connection costs."""
    project = new_project(tmp_path / "p")
    project.table("first")
    await amig.upgrade(project.config, url=postgresql.url)
    proxy, url = through_proxy(postgresql.url)
    from amig.impl.connect import make_engine

    engine = make_engine(url)
    proxy.reset()
    async with engine.connect():
        pass
    connecting = proxy.round_trips
    await engine.dispose()
    proxy.reset()
    async with amig.asgi.lifespan(project.config, mode, url=url)():
        taken = proxy.round_trips
    request.node.user_properties.append(
        ("figure", f"start-up on amig's own engine: {connecting} + {taken - connecting}")
    )
    assert taken <= connecting + 2


async def test_a_blocking_engine_in_a_script_is_refused(postgresql, tmp_path) -> None:
    """It would hold the loop that the app runs on; the same script is only warned about by `upgrade`."""
    project = new_project(tmp_path / "p")
    url = postgresql.url.replace("+asyncpg", "+psycopg")
    project.up(
        f"""
        def count() -> int:
            engine = sa.create_engine({url!r}, poolclass=sa.NullPool)
            with engine.connect() as connection:
                return connection.execute(sa.text("SELECT 1")).scalar_one()

        assert count() == 1
        """
    )
    with pytest.raises(StepFailedError, match=r"opens a blocking connection .psycopg.") as caught:
        async with amig.asgi.lifespan(project.config, url=postgresql.url)():
            pass
    assert "rev00001.py, line " in str(caught.value)
    assert "`create_async_engine`" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mode": "migrat"}, "`mode` is 'migrat'; it can be migrate, wait, check, background"),
        ({"startup_deadline": 0}, "`startup_deadline` is 0; it must be more than 0"),
        ({"retry_every": -1}, "`retry_every` is -1; it must be more than 0"),
        ({"engine": object(), "url": "sqlite://"}, "`engine` and `url` are both given"),
    ],
)
def test_what_lifespan_cannot_mean(given, said) -> None:
    """Told when the app is made, not when it starts."""
    with pytest.raises(BadStartupError) as caught:
        amig.asgi.lifespan("amig.toml", **given)
    assert said in str(caught.value)


def test_what_health_cannot_mean() -> None:
    """A time below nothing."""
    with pytest.raises(BadStartupError, match="`ttl` is -1"):
        amig.asgi.health(amig.asgi.lifespan("amig.toml"), ttl=-1)


async def test_logging_is_left_alone_and_nothing_is_printed(postgresql, tmp_path, capsys) -> None:
    """No handler, no level, no line."""
    import logging

    project = new_project(tmp_path / "p")
    project.table("first")
    root = logging.getLogger()
    before = (list(root.handlers), root.level, root.disabled, logging.root.manager.disable)
    async with amig.asgi.lifespan(project.config, url=postgresql.url)():
        pass
    assert (list(root.handlers), root.level, root.disabled, logging.root.manager.disable) == before
    assert logging.getLogger("amig").handlers == []
    assert capsys.readouterr() == ("", "")
