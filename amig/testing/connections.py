"""`amig_connection` under pytest-asyncio and anyio's plugin: whichever runs the test also opens the connection."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_NAME = "_amig_connection"
_NOBODY = "is wanted by a test that neither pytest-asyncio nor anyio's plugin runs"
_INSTEAD = "mark the test `@pytest.mark.asyncio` or `@pytest.mark.anyio`; or take `amig_engine`, `amig_sync_engine`"
_OF_ASYNCIO = 'let a fixture `anyio_backend` of yours return "asyncio": SQLAlchemy\'s drivers know no other loop'


def connection_fixtures(config: pytest.Config) -> ModuleType:
    """A fixture for each way to run a test; all are private, `amig_connection` takes the one that fits."""
    made = ModuleType("amig_connections")
    _put(made, f"{_NAME}_anyio", pytest.fixture(name=f"{_NAME}_anyio"))
    if config.pluginmanager.has_plugin("asyncio"):
        import pytest_asyncio

        for scope in ("function", "class", "module", "package", "session"):
            name: str = f"{_NAME}_{scope}"
            _put(made, name, pytest_asyncio.fixture(loop_scope=scope, name=name))
    return made


def _put(made: ModuleType, name: str, decorate: Any) -> None:
    async def opened(amig_engine: AsyncEngine) -> AsyncGenerator[AsyncConnection, None]:
        async with amig_engine.connect() as connection:
            yield connection

    setattr(made, name, decorate(opened))


def fixture_for(request: pytest.FixtureRequest) -> str:
    """The name of the fixture that opens a connection on the loop of this test; raises BadCallError."""
    from amig.errors import BadCallError

    if (scope := _asyncio_scope(request)) is not None:
        return f"{_NAME}_{scope}"
    if "anyio_backend" not in request.fixturenames:
        raise BadCallError("amig_connection", _NOBODY, _INSTEAD)
    backend = request.getfixturevalue("anyio_backend")
    if (backend if isinstance(backend, str) else backend[0]) != "asyncio":
        raise BadCallError("amig_connection", f"is wanted on {backend!r}", _OF_ASYNCIO)
    return f"{_NAME}_anyio"


def _asyncio_scope(request: pytest.FixtureRequest) -> str | None:
    """The scope of the loop on which pytest-asyncio runs the test; None where it does not run it."""
    if not request.config.pluginmanager.has_plugin("asyncio"):
        return None
    from pytest_asyncio import is_async_test

    if not is_async_test(request.node):
        return None
    marker = request.node.get_closest_marker("asyncio")
    given = marker.kwargs.get("loop_scope") or marker.kwargs.get("scope") if marker else None
    return str(given or request.config.getini("asyncio_default_test_loop_scope") or "function")
