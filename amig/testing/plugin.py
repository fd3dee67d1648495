"""The pytest plugin. pytest imports this file in every run of every project: what it costs there is these lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from amig.testing.desk import Desk

DESK: pytest.StashKey[Desk] = pytest.StashKey()
"""What a session keeps open; there only where something was asked of amig."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("amig", "migrations")
    group.addoption(
        "--amig", action="store_true", help="check the migrations as well: up, down, up, models, heads, races"
    )
    group.addoption("--amig-kill", action="store_true", help="with --amig: kill each revision at each statement, too")
    group.addoption("--amig-config", metavar="FILE", help="amig's configuration, else amig.toml or pyproject.toml")
    group.addoption("--amig-url", metavar="URL", help="the database beside which scratch databases are made")
    parser.addini("amig_config", "amig's configuration, from the folder of this file", default=None)
    parser.addini(
        "amig_url", "the database beside which scratch databases are made; may hold ${VARIABLE}", default=None
    )
    parser.addini("amig_prepare", "SQL that goes before the first revision, a statement a line", type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    from amig.testing import connections, fixtures

    config.addinivalue_line("markers", "amig: a check of the migrations, collected with --amig")
    config.pluginmanager.register(fixtures, "amig-fixtures")
    config.pluginmanager.register(connections.connection_fixtures(config), "amig-connections")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.option.amig or config.option.amig_kill:
        from amig.testing.items import collected

        items.extend(collected(session))


def pytest_unconfigure(config: pytest.Config) -> None:
    if DESK in config.stash:
        config.stash[DESK].close()
        del config.stash[DESK]
