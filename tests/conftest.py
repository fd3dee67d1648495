"""Fixtures: a fresh database per backend, an event loop that must never be blocked, and a count of what really ran."""

from __future__ import annotations

import asyncio
import inspect
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from blockbuster import blockbuster_ctx
from hypothesis import settings
from sqlalchemy import make_url

from tests.servers import mariadb, pgbouncer, postgresql
from tests.servers.databases import Backend, mysql_database, postgresql_database, sqlite_database
from tests.servers.process import MissingServerError
from tests.servers.proxy import Proxy, proxy

BACKENDS = ("sqlite", "postgresql", "mysql")
VARIABLES = {"postgresql": "AMIG_TEST_POSTGRES_URL", "mysql": "AMIG_TEST_MYSQL_URL"}
STARTERS = {"postgresql": postgresql.start, "mysql": mariadb.start}
servers = ExitStack()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="the long properties, races and chaos as well")
    parser.addoption("--rewrite", action="store_true", help="write what happened into stories and golden files")
    parser.addoption("--seed", type=int, default=None, help="the seed of what is random")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "full: only with --full")
    full = config.option.full  # which looks for what is new; otherwise the same examples each time
    settings.register_profile("amig", deadline=None, max_examples=1500 if full else 100, derandomize=not full)
    settings.load_profile("amig")
    if hasattr(config, "workerinput"):
        config.option.seed = config.workerinput["seed"]
    if config.option.seed is None:
        config.option.seed = random.SystemRandom().randrange(2**31)
    if getattr(config.option, "hypothesis_seed", None) is None:
        config.option.hypothesis_seed = str(config.option.seed)
    if hasattr(config, "workerinput"):
        return
    _keep_compiled()
    for backend, variable in VARIABLES.items():
        if not os.environ.get(variable) and not config.option.collectonly:
            _start(backend, variable)


def _keep_compiled() -> None:
    """The many processes that tests start need not compile amig anew where nothing is to be kept beside its sources."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None) and "PYTHONPYCACHEPREFIX" not in os.environ:
        os.environ["PYTHONPYCACHEPREFIX"] = servers.enter_context(TemporaryDirectory(prefix="amig-compiled-"))


def _start(backend: str, variable: str) -> None:
    """Start a server for all workers; its URL reaches them through the environment."""
    try:
        server, url = STARTERS[backend]()
    except MissingServerError as error:
        os.environ[f"{variable}_MISSING"] = str(error)
        return
    servers.callback(server.stop)
    os.environ[variable] = url


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Every worker has the same seed."""
    node.workerinput["seed"] = node.config.option.seed


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        servers.close()


def pytest_report_header(config: pytest.Config) -> str:
    return f"seed: {config.option.seed} (repeat with --seed {config.option.seed})"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.option.full:
        kept = [item for item in items if item.get_closest_marker("full") is None]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an `async def` test on a loop of its own, and fail it when something blocks that loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
    with unblocked(), asyncio.Runner() as runner:
        runner.run(pyfuncitem.obj(**arguments))
    return True


@contextmanager
def unblocked() -> Iterator[None]:
    """Blocking calls of amig's own code on the event loop are errors; asyncpg looks for ~/.pgpass by itself.

    `step` calls the scripts, and what they do is their own affair.
    """
    with blockbuster_ctx(scanned_modules=["amig"], excluded_modules=["amig.step"]) as watched:
        for function in watched.functions.values():
            function.can_block_in("asyncpg/connect_utils.py", {"_parse_connect_dsn_and_args", "_read_password_file"})
        yield


def server_url(backend: str) -> str:
    variable = VARIABLES[backend]
    if url := os.environ.get(variable):
        return url
    reason = f"{os.environ.get(f'{variable}_MISSING', 'no server')}; or set {variable}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def fresh(name: str, request: pytest.FixtureRequest, folder: Path) -> Iterator[Backend]:
    request.node.user_properties.append(("database", name))
    test = request.node.nodeid
    if name == "sqlite":
        with sqlite_database(folder) as database:
            yield database
    else:
        make = postgresql_database if name == "postgresql" else mysql_database
        with make(server_url(name), test) as database:
            yield database


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """A fresh, empty database, on each backend in turn."""
    with fresh(request.param, request, tmp_path) as database:
        yield database


@pytest.fixture
def sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    with fresh("sqlite", request, tmp_path) as database:
        yield database


@pytest.fixture(name="postgresql")
def postgresql_fixture(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    with fresh("postgresql", request, tmp_path) as database:
        yield database


@pytest.fixture
def mysql(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    with fresh("mysql", request, tmp_path) as database:
        yield database


@pytest.fixture
def through_proxy(request: pytest.FixtureRequest) -> Iterator[Callable[..., tuple[Proxy, str]]]:
    """Puts a proxy in front of a database: the proxy, and the URL that leads through it."""
    with ExitStack() as stack:

        def make(url: str, *, delay: float = 0.0) -> tuple[Proxy, str]:
            target = make_url(url)
            made = stack.enter_context(proxy(target.host or "127.0.0.1", target.port or 0, delay=delay))
            changed = target.set(host="127.0.0.1", port=made.port)
            return made, changed.render_as_string(hide_password=False)

        yield make


@pytest.fixture
def through_pgbouncer(postgresql: Backend) -> Iterator[str]:
    """The URL of a fresh PostgreSQL database through a PgBouncer in transaction mode."""
    try:
        server, port = pgbouncer.start(postgresql.url)
    except MissingServerError as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(str(error))
    changed = make_url(postgresql.url).set(host="127.0.0.1", port=port)
    try:
        yield changed.render_as_string(hide_password=False)
    finally:
        server.stop()


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    value: int = request.config.option.seed
    return value


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many tests really used each database, and what was counted."""
    used: Counter[str] = Counter()
    moments: Counter[str] = Counter()
    figures: set[str] = set()
    tally: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            properties = getattr(report, "user_properties", [])
            used.update({name for key, name in properties if key == "database"})
            moments.update(name for key, name in properties if key == "moment" and outcome == "passed")
            figures.update(said for key, said in properties if key == "figure")
            tally.update(said for key, said in properties if key == "tally")
    for said in sorted(figures | {f"{said}: {count}" for said, count in tally.items()}):
        terminalreporter.write_line(f"figure: {said}")
    if moments:
        told = ", ".join(f"{name} {moments[name]}" for name in BACKENDS)
        terminalreporter.write_line(f"figure: {moments.total()} cases went up, down and up again ({told})")
    terminalreporter.write_line("databases: " + ", ".join(f"{name} {used[name]}" for name in BACKENDS))
