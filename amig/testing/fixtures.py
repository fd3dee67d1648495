"""The fixtures: a database of its own for each test, copied from one that was migrated once in each session.

All but `amig_connection` are plain fixtures: they work in sync tests, and under pytest-asyncio and anyio alike.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from amig.config import Config
    from amig.testing.copies import Templates
    from amig.testing.database import Database

At = Callable[[str], AbstractAsyncContextManager["Database"]]
"""What `amig_at` is, for annotations."""


@contextmanager
def _telling() -> Iterator[None]:
    """An error of amig's fails the test in its own words."""
    from amig.errors import AmigError

    try:
        yield
    except AmigError as error:
        from amig.testing.items import told

        pytest.fail(told(error), pytrace=False)


@pytest.fixture(scope="session")
def amig_config(request: pytest.FixtureRequest) -> Config:
    """The configuration of amig: by `--amig-config`, the ini option `amig_config`, or as `amig` finds it."""
    from amig.testing.settings import config_of

    with _telling():
        return config_of(request.config)


@pytest.fixture(scope="session")
def amig_url(request: pytest.FixtureRequest) -> str | None:
    """The database beside which scratch ones are made, by `--amig-url` or the ini option; None: the configuration's."""
    from amig.testing.settings import url_of

    with _telling():
        return url_of(request.config)


@pytest.fixture(scope="session")
def amig_templates(amig_config: Config, amig_url: str | None, request: pytest.FixtureRequest) -> Iterator[Templates]:
    """The databases that are copied; each xdist worker has its own."""
    from amig.testing.copies import templates
    from amig.testing.desk import desk_of
    from amig.testing.settings import prepare_of

    with _telling():
        opened = templates(amig_config, url=amig_url, prepare=prepare_of(request.config))
        with desk_of(request.config).inside(opened) as made:
            yield made


@pytest.fixture
def amig_database(amig_templates: Templates, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database of the test's own at the heads; `amig_engine` and the others are on the same one."""
    from amig.testing.desk import desk_of

    with _telling(), desk_of(request.config).inside(amig_templates.copy()) as database:
        yield database


@pytest.fixture
def amig_engine(amig_database: Database) -> AsyncEngine:
    """An AsyncEngine on the test's database. It keeps no connection, so any event loop may use it."""
    return amig_database.engine


@pytest.fixture
def amig_connection(request: pytest.FixtureRequest) -> AsyncConnection:
    """An open AsyncConnection to the test's database, on the test's own event loop."""
    from amig.testing.connections import fixture_for

    with _telling():
        name = fixture_for(request)
    connection: AsyncConnection = request.getfixturevalue(name)
    return connection


@pytest.fixture
def amig_sync_engine(amig_database: Database) -> Iterator[Engine]:
    """SQLAlchemy's plain Engine on the test's database, with a blocking driver that is installed."""
    from amig.testing.blocking import sync_engine

    with _telling():
        engine = sync_engine(amig_database.engine.url)
    yield engine
    engine.dispose()


@pytest.fixture
def amig_sync_connection(amig_sync_engine: Engine) -> Iterator[Connection]:
    """An open Connection to the test's database."""
    with amig_sync_engine.connect() as connection:
        yield connection


@pytest.fixture
def amig_at(amig_templates: Templates, request: pytest.FixtureRequest) -> At:
    """Makes databases that are at a revision, as `amig.testing.at` does, from templates."""
    from anyio import CancelScope
    from anyio.to_thread import run_sync

    from amig.testing.desk import desk_of

    desk = desk_of(request.config)

    @asynccontextmanager
    async def at(target: str) -> AsyncGenerator[Database, None]:
        opened = desk.inside(amig_templates.copy(target))
        database = await run_sync(opened.__enter__)
        try:
            yield database
        finally:
            with CancelScope(shield=True):
                await run_sync(opened.__exit__, None, None, None)

    return at
